import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { DocumentCache } from '../../../src/send/keys/fetchJson.ts';
import { readIssuerKeys, whyNotAsked } from '../../../src/send/keys/issuerKeys.ts';
import { atNow, fetching, issuerWith, keyPair } from './issuer.ts';

const kids = (found: Awaited<ReturnType<typeof readIssuerKeys>>) =>
  found.kind === 'keys' ? found.set.keys.map((it) => it.name.kid) : found.says;

suite('the keys of an issuer', () => {
  test('are found by its document, without any credential', async (t) => {
    const { publicJwk } = await keyPair('ES256', 'k1');
    const { origin, asked } = await issuerWith(t, [publicJwk]);
    const found = await readIssuerKeys(origin, fetching());
    assert.deepEqual(kids(found), ['k1']);
    assert.deepEqual(found.asked, [`${origin}/.well-known/openid-configuration`, `${origin}/keys`]);
    assert.ok(found.kind === 'keys' && found.named === origin && found.set.known.fetchedAt === atNow);
    assert.doesNotMatch(asked.join('\n'), /authorization|cookie/i);
  });

  test('are found by RFC 8414, and at a known address', async (t) => {
    const { publicJwk } = await keyPair('ES256', 'k1');
    const { origin, pages, asked } = await issuerWith(t, [publicJwk]);
    pages.set('/.well-known/oauth-authorization-server/tenant', { jwks_uri: `${origin}/keys` });
    assert.deepEqual(kids(await readIssuerKeys(`${origin}/tenant`, fetching())), ['k1']);
    assert.match(asked[0] ?? '', /^GET \/tenant\/\.well-known\/openid-configuration/);
    const known = await readIssuerKeys(origin, { ...fetching(), jwksUri: `${origin}/keys` });
    assert.deepEqual(known.asked, [`${origin}/keys`]);
  });

  test('are kept as long as their headers say', async (t) => {
    const { publicJwk } = await keyPair('ES256', 'k1');
    const { origin, pages, asked } = await issuerWith(t, []);
    const cached = (body: unknown) => (_: unknown, response: ServerResponse) =>
      response.writeHead(200, { 'cache-control': 'public, max-age=60' }).end(JSON.stringify(body));
    pages.set('/.well-known/openid-configuration', cached({ issuer: origin, jwks_uri: `${origin}/keys` }));
    pages.set('/keys', cached({ keys: [publicJwk] }));
    const cache: DocumentCache = new Map();
    let now = atNow;
    const read = () => readIssuerKeys(origin, fetching({ cache, now: () => now }));
    await read();
    now += 59_000;
    const again = await read();
    assert.equal(asked.length, 2, 'asked once');
    assert.ok(again.kind === 'keys' && again.set.known.fetchedAt === atNow, 'says when it was fetched');
    now += 2_000;
    await read();
    assert.equal(asked.length, 4, 'asked anew');
  });

  test('follow redirects inside the origin, and no other', async (t) => {
    const { publicJwk } = await keyPair('ES256', 'k1');
    const { origin, pages } = await issuerWith(t, [publicJwk]);
    const other = await issuerWith(t, [publicJwk]);
    const to = (location: string) => (_: unknown, response: ServerResponse) =>
      response.writeHead(302, { location }).end();
    pages.set('/old', to('/keys'));
    pages.set('/away', to(`${other.origin}/keys`));
    pages.set('/round', to('/round'));
    const read = (path: string) => readIssuerKeys(origin, { ...fetching(), jwksUri: `${origin}${path}` });
    assert.deepEqual(kids(await read('/old')), ['k1']);
    assert.match(String(kids(await read('/away'))), /redirect to another origin, .*, which was not followed/);
    assert.match(String(kids(await read('/round'))), /redirects more than 3 times/);
    assert.deepEqual(other.asked, []);
  });
});

suite('an issuer that means harm', () => {
  const pagesThat: readonly [name: string, page: unknown, says: RegExp][] = [
    [
      'answers HTML',
      (_: unknown, it: ServerResponse) => it.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
      /page of HTML where JSON/,
    ],
    ['answers text', (_: unknown, it: ServerResponse) => it.end('{"keys":'), /something else where JSON/],
    ['answers a list', [1, 2], /JSON that is no object/],
    ['answers null', null, /JSON that is no object/],
    ['answers without keys', { keys: 'none' }, /JSON without a list of keys/],
    ['answers 500', (_: unknown, it: ServerResponse) => it.writeHead(500).end('{"keys":[]}'), /answered 500/],
    [
      'answers too much',
      (_: unknown, it: ServerResponse) => it.end(`{"keys":[${'{},'.repeat(400_000)}{}]}`),
      /larger than 524 kB/,
    ],
    [
      'answers a bomb',
      (_: unknown, it: ServerResponse) =>
        it.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50_000_000, 0x20))),
      /something else where JSON/,
    ],
    [
      'breaks off',
      (_: unknown, it: ServerResponse) => it.writeHead(200, { 'content-length': '100' }).write('{', () => it.destroy()),
      /connection/,
    ],
  ];
  for (const [name, page, says] of pagesThat) {
    test(name, async (t) => {
      const { origin, pages } = await issuerWith(t, []);
      pages.set('/keys', page);
      const found = await readIssuerKeys(origin, fetching());
      assert.equal(found.kind, 'none');
      assert.match(String(kids(found)), says);
    });
  }

  test('never ends its answer, or never begins it', async (t) => {
    const { origin, pages } = await issuerWith(t, []);
    pages.set('/keys', (_: unknown, it: ServerResponse) => {
      const drip = setInterval(() => it.write(' '), 20);
      it.on('close', () => clearInterval(drip));
    });
    const dripping = await readIssuerKeys(origin, fetching({ longestMs: 300 }));
    assert.match(String(kids(dripping)), /gave no answer within 0\.3 seconds/);
    pages.set('/keys', () => {});
    const silent = await readIssuerKeys(origin, fetching({ longestMs: 300 }));
    assert.ok(silent.kind === 'none' && silent.network);
  });

  test('publishes thousands of keys: the first are read, all are counted', async (t) => {
    const { publicJwk } = await keyPair('ES256');
    const { origin } = await issuerWith(
      t,
      Array.from({ length: 2000 }, (_, i) => ({ ...publicJwk, kid: `k${i}` })),
    );
    const found = await readIssuerKeys(origin, fetching());
    assert.ok(found.kind === 'keys');
    assert.deepEqual([found.set.keys.length, found.set.known.count], [100, 2000]);
  });

  test('publishes what is no key', async (t) => {
    const { publicJwk } = await keyPair('ES256', 'good');
    const odd = [null, 1, 'key', [], {}, { kty: 1 }, { kty: 'RSA', n: 5, e: 'AQAB' }, { kty: 'EC', kid: {} }];
    const huge = { kty: 'RSA', kid: 'huge', n: 'A'.repeat(5000), e: 'AQAB' };
    const slow = { kty: 'RSA', kid: 'slow', n: 'A'.repeat(342), e: 'A'.repeat(300) };
    const { origin, pages } = await issuerWith(t, []);
    pages.set('/keys', { keys: [...odd, huge, slow, publicJwk] });
    assert.deepEqual(kids(await readIssuerKeys(origin, fetching())), ['good']);
  });

  test('names another place for its keys that may not be asked', async (t) => {
    const { origin, pages, asked } = await issuerWith(t, []);
    for (const jwks_uri of [
      'http://192.0.2.1/keys',
      'file:///etc/passwd',
      'ftp://a.test/',
      'http://u:p@127.0.0.1/keys',
      7,
    ]) {
      asked.length = 0;
      pages.set('/.well-known/openid-configuration', { issuer: origin, jwks_uri });
      const found = await readIssuerKeys(origin, fetching());
      assert.equal(found.kind, 'none');
      assert.ok(
        asked.every((it) => it.includes('/.well-known/')),
        String(jwks_uri),
      );
    }
  });

  test('is cancelled', async (t) => {
    const { origin, pages } = await issuerWith(t, []);
    const stop = new AbortController();
    pages.set('/keys', () => stop.abort());
    const found = await readIssuerKeys(origin, fetching({ signal: stop.signal }));
    assert.match(String(kids(found)), /Cancelled/);
  });
});

test('who is never asked', () => {
  for (const it of [
    undefined,
    'me',
    'http://id.test',
    'file:///etc/passwd',
    'https://u:p@id.test',
    'http://127.0.0.1.evil.test',
  ])
    assert.match(whyNotAsked(it) ?? '', /\.$/, it ?? 'none');
  for (const it of ['https://id.test', 'http://localhost:8080/realms/a', 'http://[::1]:1'])
    assert.equal(whyNotAsked(it), undefined);
});
