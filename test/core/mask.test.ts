import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import type { Exchange } from '../../src/core/exchange.ts';
import { secretsOf } from '../../src/core/knownSecrets.ts';
import { maskAll, maskField, maskKnown, maskUrl } from '../../src/core/mask.ts';
import { spellingsOf } from '../../src/core/spellings.ts';

const long = 'abcdefghijklmnopqrstuvwxyz0123456789';

suite('a header value as it may be shown', () => {
  const cases: readonly (readonly [name: string, value: string, shown: string])[] = [
    ['Authorization', `Bearer ${long}`, 'Bearer abcd…6789'],
    ['authorization', `Bearer Bearer ${long}`, 'Bearer Bearer abcd…6789'],
    ['Authorization', `Bearer "${long}"`, 'Bearer "abcd…6789"'],
    ['Authorization', long, 'abcd…6789'],
    ['Authorization', 'Basic dTpw', 'Basic ••••'],
    ['Authorization', 'Bearer {{ token }}', 'Bearer {{ token }}'],
    ['Authorization', 'Bearer undefined', 'Bearer undefined'],
    ['Authorization', 'Bearer <your token>', 'Bearer <your token>'],
    ['Authorization', 'Bearer', 'Bearer'],
    ['Authorization', `Digest username="me", response="${long}"`, 'Digest username="me", response="abcd…6789"'],
    ['X-Forwarded-Authorization', `token ${long}`, 'token abcd…6789'],
    ['Cookie', `a=${long}; b=1; c=`, 'a=abcd…6789; b=••••; c='],
    ['Set-Cookie', `sid=${long}; Path=/; HttpOnly`, 'sid=abcd…6789; Path=/; HttpOnly'],
    ['X-Api-Key', long, 'abcd…6789'],
    ['Location', `https://a.test/cb?code=${long}&state=1`, 'https://a.test/cb?code=abcd…6789&state=1'],
    ['WWW-Authenticate', 'Bearer error="invalid_token"', 'Bearer error="invalid_token"'],
    ['X-Other', `ghp_${long}`, 'ghp_…6789'],
    ['Accept', 'text/html', 'text/html'],
  ];
  for (const [name, value, shown] of cases) {
    test(`${name}: ${value}`, () => assert.equal(maskField(name, value), shown));
  }
});

test('a URL as it may be shown', () => {
  assert.equal(maskUrl('https://me:hunter2@a.test/x?q=1'), 'https://me:••••@a.test/x?q=1');
  assert.equal(
    maskUrl(`https://a.test/x?access_token=${long}#id_token=${long}`),
    'https://a.test/x?access_token=abcd…6789#id_token=abcd…6789',
  );
  assert.equal(maskUrl('https://a.test/x?api_key={{key}}'), 'https://a.test/x?api_key={{key}}');
});

suite('the secrets of an exchange', () => {
  const exchange = (
    headers: Record<string, string>,
    more: { url?: string; body?: string; answer?: string } = {},
  ): Exchange => ({
    request: {
      method: 'POST',
      url: more.url ?? 'https://a.test/',
      httpVersion: 'HTTP/1.1',
      headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
      ...(more.body === undefined ? {} : { body: { text: more.body, size: -1, mimeType: '' } }),
    },
    response: {
      status: 401,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      headers: [],
      body: { text: more.answer ?? '', size: -1, mimeType: '' },
    },
    earlier: [],
    dropped: [],
    source: 'sent',
  });

  test('are found in headers, URL, bodies and in what came before', () => {
    const login = exchange(
      {},
      { body: 'user=me&password=pass%20word1', answer: '{"access_token":"opaqueopaque1234"}' },
    );
    const it = {
      ...exchange(
        { Authorization: `Basic ${btoa('me:hunter2hunter2')}`, Cookie: 'sid=cookiecookie; x=' },
        { url: 'https://u:urlpassword@a.test/?api_key=querykey12', body: '{"client_secret": "jsonsecret"}' },
      ),
      earlier: [login],
    };
    const secrets = secretsOf(it);
    for (const secret of [
      'hunter2hunter2',
      btoa('me:hunter2hunter2'),
      'cookiecookie',
      'urlpassword',
      'querykey12',
      'jsonsecret',
      'pass word1',
      'opaqueopaque1234',
    ]) {
      assert.ok(secrets.includes(secret), secret);
    }
  });

  test('words that an answer says are none', () => {
    const answer = '{"code":"insufficient_permissions","token":"expired_or_revoked","key":"x"}';
    assert.deepEqual(secretsOf(exchange({ Authorization: 'Bearer undefined' }, { answer })), []);
  });

  test('are masked wherever they stand; short ones as whole words', () => {
    assert.equal(
      maskKnown('the password hunter2hunter2hunter2 fails', ['hunter2hunter2hunter2']),
      'the password hunt…ter2 fails',
    );
    assert.equal(maskKnown('admin is not administrator', ['admin']), '•••• is not administrator');
  });
});

test('nothing makes masking throw, and what was masked shows no more than its ends', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.constantFrom('Authorization', 'Cookie', 'Set-Cookie', 'Location', 'X-Api-Key'),
      (before, after, name) => {
        const canary = 'CANARY-7f3a91c2e5d84b60-CANARY';
        maskField(name, `${before}${after}`);
        maskUrl(`${before}?token=${after}`);
        assert.ok(
          !maskField(
            name,
            name.endsWith('ookie') ? `a=${canary}` : name === 'Location' ? `/?token=${canary}` : `Bearer ${canary}`,
          ).includes('7f3a91'),
        );
      },
    ),
  );
});

test('long values are masked in linear time', () => {
  // Quadratic masking would take minutes for these.
  for (const run of [' ', 'a', '=', ';', '&', '?', ':', '"', 'token ', 'response=', '{{', "'"]) {
    const long = run.repeat(200_000);
    for (const name of ['Authorization', 'Cookie', 'Set-Cookie', 'Location', 'X-Api-Key', 'Accept'])
      maskField(name, long);
    maskField('Authorization', `Digest a="b", ${long}`);
    maskField('Authorization', `Bearer ${long}`);
    maskUrl(`https://${long}`);
  }
});

test('what is known is masked in every spelling that a server may repeat it in', () => {
  const secret = 'Q7f"k/2 x&9Lm=aZ0+tR<vW5yB8';
  const spellings = [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams({ it: secret }).toString().slice(3),
    JSON.stringify(secret).slice(1, -1),
    JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
  ];
  for (const it of spellings) {
    const masked = maskAll(`wrong: ${it}.`, spellingsOf(secret));
    assert.ok(!masked.includes('2 x') && !masked.includes('vW5y') && !masked.includes('9Lm'), `${it} became ${masked}`);
  }
});

test('of a quotation that begins or ends amid a secret, what is left goes too', () => {
  const secret = 'kalomi-nuresotivu-waxeyozi-badufego';
  assert.equal(maskKnown(`the token ${secret.slice(0, 20)}`, [secret]), 'the token kalo…');
  assert.equal(maskKnown(`the token ${secret.slice(0, 20)}…`, [secret]), 'the token kalo…');
  assert.equal(maskKnown(`${secret.slice(12)} is over`, [secret]), '…fego is over');
  assert.equal(
    maskKnown(`${secret.slice(12)}, ${secret}, ${secret.slice(0, 12)}`, [secret]),
    '…fego, kalo…fego, kalo…',
  );
  const others = ['kalomi-nurse is a name', 'a badufegox', 'kalomi', 'fego'];
  for (const it of others) assert.equal(maskKnown(it, [secret]), it);
});

test('names that are words elsewhere hide values that a machine made, and those only', () => {
  const made = 'https://id.test/cb?state=af0ifjsldkj3Q8Zx&nonce=n0S6WzA2Mj9dLk';
  assert.equal(maskUrl(made), 'https://id.test/cb?state=af0i…Q8Zx&nonce=••••');
  assert.equal(maskUrl('https://api.test/issues?state=open'), 'https://api.test/issues?state=open');
});
