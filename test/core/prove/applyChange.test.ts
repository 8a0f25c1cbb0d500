import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { inspectToken } from '../../../src/core/jwt/inspect.ts';
import { applyChange } from '../../../src/core/prove/applyChange.ts';
import type { Change } from '../../../src/core/prove/experiment.ts';
import { nobodys, readPair, withAnotherSignature } from '../../../src/core/prove/nobodys.ts';
import type { ResolvedRequest } from '../../../src/core/resolve/resolve.ts';
import { Secret } from '../../../src/core/secret.ts';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = `${part({ alg: 'ES256', typ: 'JWT' })}.${part({ sub: 'ada', aud: 'api', exp: 1763838251 })}.${'k3Jx'.repeat(21)}k0`;

suite('a credential that nobody has', () => {
  const same = (before: string, after: string) => {
    assert.equal(after.length, before.length);
    assert.notEqual(after, before);
  };

  for (const [what, value, shape] of [
    ['a GitHub token keeps its prefix', 'ghp_16C7e42F292c6912E7710c838347Ae178B4a', /^ghp_0{2}[A-Z]0?/],
    ['a key keeps both words of its prefix', 'sk_live_4eC39HqLyjWDarjtT1zdp7dc', /^sk_live_0n/],
    ['hex stays hex', 'deadbeef00112233445566778899aabb', /^[0-9a-f]{32}$/],
    ['a UUID stays one', '3f2504e0-4f89-11d3-9a0c-0305e82c3301', /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
    ['percent-encoding stays readable', 's%3Aabc123.def%2F456', /%3A.*%2F/],
    ['what is nobody’s already is another one', '0000', /^000x$/],
  ] as const) {
    test(what, () => {
      const made = nobodys(value);
      same(value, made);
      assert.match(made, shape);
    });
  }

  test('a JWT keeps its header and all lengths, and says that it is nobody’s', () => {
    const made = nobodys(jwt);
    same(jwt, made);
    assert.deepEqual(
      made.split('.').map((it) => it.length),
      jwt.split('.').map((it) => it.length),
    );
    const token = inspectToken(made);
    assert.equal(token.kind, 'jws');
    assert.match(token.subject ?? '', /^nobody/);
    assert.equal(token.header?.alg, 'ES256');
    assert.deepEqual(token.defects, []);
  });

  test('nothing of the value is left but its prefix and form', () => {
    const value = 'ghp_16C7e42F292c6912E7710c838347Ae178B4a';
    for (let at = 4; at + 4 <= value.length; at++) assert.ok(!nobodys(value).includes(value.slice(at, at + 4)));
  });

  test('another signature under the same claims', () => {
    const other = withAnotherSignature(jwt) ?? '';
    same(jwt, other);
    assert.equal(other.slice(0, jwt.lastIndexOf('.')), jwt.slice(0, jwt.lastIndexOf('.')));
    assert.deepEqual(inspectToken(other).defects, []);
    assert.equal(withAnotherSignature('opaque'), undefined);
  });
});

suite('one thing changed in a request', () => {
  const request: ResolvedRequest = {
    method: 'GET',
    url: 'http://api.example:80/orders/7?api_key=k_0123456789abcdef&page=2',
    headers: [
      { name: 'Accept', value: 'application/json' },
      { name: 'Authorization', value: `Bearer ${jwt}` },
      { name: 'Cookie', value: 'theme=dark; sid=s1a2b3c4d5e6f7a8b9' },
      { name: 'DPoP', value: 'eyJ.proof.x' },
      { name: 'Origin', value: 'https://shop.example' },
    ],
  };
  const changed = (change: Change, as?: ResolvedRequest, of = request) => {
    const it = applyChange(of, change, as);
    return (
      it && { url: it.url, ...Object.fromEntries(it.headers.map(({ name, value }) => [name, value])), auth: it.auth }
    );
  };

  test('no credentials: neither header, key, cookie of a session, nor proof', () => {
    const it = changed({ change: 'no-credentials' });
    assert.deepEqual(it, {
      url: 'http://api.example:80/orders/7?page=2',
      Accept: 'application/json',
      Cookie: 'theme=dark',
      Origin: 'https://shop.example',
      auth: undefined,
    });
    assert.equal(
      changed({ change: 'no-credentials' }, undefined, { ...request, url: 'http://a.example/', headers: [] }),
      undefined,
    );
  });

  test('a made-up password keeps the user', () => {
    const headers = [{ name: 'authorization', value: `Basic ${btoa('ada:analytical-engine')}` }];
    const it = changed({ change: 'garbage-token' }, undefined, { ...request, url: 'http://a.example/', headers });
    const pair = readPair(String(Object(it).authorization).slice('Basic '.length));
    assert.equal(pair?.user, 'ada');
    assert.equal(pair?.password.length, 'analytical-engine'.length);
    assert.notEqual(pair?.password, 'analytical-engine');
  });

  test('a password that is answered to a challenge is another one too', () => {
    const auth = { scheme: 'digest', user: 'ada', password: new Secret('analytical-engine') } as const;
    const of = { method: 'GET', url: 'http://a.example/', headers: [], auth };
    const made = applyChange(of, { change: 'garbage-token' })?.auth;
    assert.ok(made?.scheme === 'digest' && made.user === 'ada' && made.password.reveal() !== 'analytical-engine');
    assert.equal(applyChange(of, { change: 'no-credentials' })?.auth, undefined);
  });

  test('another user’s credentials take the place of all others, and nothing else of that one', () => {
    const as: ResolvedRequest = {
      method: 'GET',
      url: 'http://api.example:80/orders/9?api_key=k_admin0123456789a',
      headers: [
        { name: 'Authorization', value: 'Bearer admin-0123456789abcdef' },
        { name: 'X-Trace', value: 'admin' },
      ],
    };
    assert.deepEqual(changed({ change: 'user', to: 'admin' }, as), {
      url: 'http://api.example:80/orders/7?page=2&api_key=k_admin0123456789a',
      Accept: 'application/json',
      Authorization: 'Bearer admin-0123456789abcdef',
      Origin: 'https://shop.example',
      auth: undefined,
    });
    assert.equal(changed({ change: 'user', to: 'admin' }), undefined);
  });

  for (const [change, field, value] of [
    [{ change: 'scheme', to: 'Token' }, 'Authorization', `Token ${jwt}`],
    [{ change: 'no-cookie' }, 'Cookie', undefined],
    [{ change: 'origin', to: undefined }, 'Origin', undefined],
    [{ change: 'origin', to: 'http://api.example' }, 'Origin', 'http://api.example'],
    [{ change: 'accept', to: '*/*' }, 'Accept', '*/*'],
    [{ change: 'trailing-slash' }, 'url', 'http://api.example:80/orders/7/?api_key=k_0123456789abcdef&page=2'],
    [{ change: 'https' }, 'url', 'https://api.example/orders/7?api_key=k_0123456789abcdef&page=2'],
  ] as const satisfies readonly (readonly [Change, string, string | undefined])[]) {
    test(`${JSON.stringify(change)} changes ${field} alone`, () => {
      const before: Record<string, unknown> = { ...changed({ change: 'nothing' }) };
      const after: Record<string, unknown> = { ...changed(change) };
      assert.equal(after[field], value);
      assert.deepEqual({ ...after, [field]: 0 }, { ...before, [field]: 0 });
    });
  }

  test('the slash goes where it is there; a bare host has none to take', () => {
    const slash = (url: string) => applyChange({ ...request, url }, { change: 'trailing-slash' })?.url;
    assert.equal(slash('http://a.example/x/'), 'http://a.example/x');
    assert.equal(slash('http://a.example/'), undefined);
    assert.equal(applyChange({ ...request, url: 'https://a.example/' }, { change: 'https' }), undefined);
    assert.equal(
      applyChange({ ...request, url: 'http://a.example:8080/x' }, { change: 'https' })?.url,
      'https://a.example:8080/x',
    );
  });
});
