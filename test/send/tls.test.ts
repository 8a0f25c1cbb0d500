import assert from 'node:assert/strict';
import { createServer, type ServerOptions } from 'node:https';
import { type TestContext, test } from 'node:test';
import { inspect } from 'node:util';
import { Secret } from '../../src/core/secret.ts';
import { makeCertificates } from './certificates.ts';
import { answer, answered, canary, failed, listen, rawServer, request, sendIt } from './loopback.ts';

const made = makeCertificates();
const skip = typeof made === 'string' ? made : false;
const it = typeof made === 'string' ? undefined : made;

async function secureServer(t: TestContext, certificate: string, options: ServerOptions = {}) {
  assert.ok(it);
  const seen: string[] = [];
  const server = createServer({ key: it.pem(it.key), cert: it.pem(certificate), ...options }, (message, response) => {
    seen.push(`${message.method} ${message.url} ${message.rawHeaders.join(' ')}`);
    response.end('hello');
  });
  server.on('tlsClientError', () => {});
  const { port } = await listen(t, server);
  return { port, seen };
}

const bearer = [`Authorization: Bearer ${canary}`];

test('a certificate from an authority of the settings', { skip }, async (t) => {
  assert.ok(it);
  const { port, seen } = await secureServer(t, it.good);
  for (const host of ['localhost', '127.0.0.1']) {
    const exchange = answered(
      await sendIt(request('GET', `https://${host}:${port}/`, bearer), { certificateAuthorities: [it.ca] }),
    );
    assert.equal(exchange.response.body?.text, 'hello');
    assert.equal(exchange.unverified, undefined);
    assert.equal(typeof exchange.timings?.tls, 'number');
  }
  assert.equal(seen.length, 2);
});

const problems = [
  ['expired', 'expired', true, /expired on \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/],
  ['for another host', 'elsewhere', true, /is not for localhost: it names other\.test, www\.other\.test/],
  ['from an unknown authority', 'good', false, /issued by Test Root, which is unknown to this computer/],
  ['self-signed', 'selfSigned', false, /self-signed \(localhost\)/],
] as const;
for (const [what, which, trusted, message] of problems) {
  test(`a certificate that is ${what}: nothing is sent, and the words say so`, { skip }, async (t) => {
    assert.ok(it);
    const { port, seen } = await secureServer(t, it[which]);
    const outcome = failed(
      await sendIt(request('POST', `https://localhost:${port}/?a=${canary}`, bearer, canary), {
        certificateAuthorities: trusted ? [it.ca] : [],
      }),
    );
    assert.equal(outcome.code, 'tls-certificate');
    assert.match(outcome.message, message);
    assert.match(outcome.message, /^localhost:\d+: .*Nothing was sent\.$/);
    assert.ok(!inspect(outcome, { depth: 9 }).includes(canary));
    assert.deepEqual(seen, []);
  });

  test(`a certificate that is ${what} is passed over for the named host alone, and visibly`, { skip }, async (t) => {
    assert.ok(it);
    const { port } = await secureServer(t, it[which]);
    const other = await secureServer(t, it[which]);
    const changes = { certificateAuthorities: trusted ? [it.ca] : [], insecureHosts: [`LOCALHOST:${port}`] };
    const exchange = answered(await sendIt(request('GET', `https://localhost:${port}/`), changes));
    assert.match(exchange.unverified ?? '', message);
    assert.equal(
      failed(await sendIt(request('GET', `https://localhost:${other.port}/`), changes)).code,
      'tls-certificate',
    );
    assert.equal(
      failed(await sendIt(request('GET', `https://localhost:${port}/`), { ...changes, insecureHosts: [] })).code,
      'tls-certificate',
    );
    assert.equal(
      answered(await sendIt({ ...request('GET', `https://localhost:${other.port}/`), verifyTls: false })).response
        .status,
      200,
    );
  });
}

test('a client certificate of the settings, as PEM and as PFX, goes to its host', { skip }, async (t) => {
  assert.ok(it);
  const { port, seen } = await secureServer(t, it.good, {
    requestCert: true,
    rejectUnauthorized: true,
    ca: it.pem(it.ca),
  });
  const url = `https://localhost:${port}/`;
  const trust = { certificateAuthorities: [it.ca] };

  const without = failed(await sendIt(request('GET', url), trust));
  assert.ok(['tls-handshake', 'reset'].includes(without.code), without.code);
  assert.match(without.message, /client certificate/);

  const pem = { [`localhost:${port}`]: { cert: it.client, key: it.key } };
  answered(await sendIt(request('GET', url), { ...trust, clientCertificates: pem }));
  const pfx = { [`localhost:${port}`]: { pfx: it.pfx, passphrase: new Secret('opensesame') } };
  answered(await sendIt(request('GET', url), { ...trust, clientCertificates: pfx }));
  assert.equal(seen.length, 2);

  const wrong = failed(
    await sendIt(request('GET', url), {
      ...trust,
      clientCertificates: { [`localhost:${port}`]: { pfx: it.pfx, passphrase: new Secret(canary) } },
    }),
  );
  assert.equal(wrong.code, 'tls-certificate');
  assert.match(wrong.message, /cannot be loaded from .*client\.pfx.*passphrase/);
  assert.ok(!wrong.message.includes(canary));
  const missing = failed(await sendIt(request('GET', url), { certificateAuthorities: ['/nowhere/ca.pem'] }));
  assert.match(missing.message, /certificate authority \/nowhere\/ca\.pem cannot be read/);
});

test('from https to http: followed without credentials, called a downgrade; a body is not carried', {
  skip,
}, async (t) => {
  assert.ok(it);
  const plain = await rawServer(t, () => answer('200 OK'));
  const server = createServer({ key: it.pem(it.key), cert: it.pem(it.good) }, (message, response) => {
    response.writeHead(message.method === 'GET' ? 302 : 307, { Location: `${plain.origin}/` }).end();
  });
  const { port } = await listen(t, server);
  const trust = { certificateAuthorities: [it.ca] };
  const exchange = answered(await sendIt(request('GET', `https://localhost:${port}/`, bearer), trust));
  assert.deepEqual(exchange.dropped, [
    { header: 'Authorization', why: 'downgrade', from: `https://localhost:${port}`, to: plain.origin },
  ]);
  const refused = failed(
    await sendIt(request('POST', `https://localhost:${port}/`, bearer, canary), trust, {
      confirmNewOrigin: async () => true,
    }),
  );
  assert.equal(refused.code, 'redirect-refused');
  assert.equal(plain.seen.length, 1);
  assert.ok(!plain.octets().includes(canary));
});

test('connections with different trust are not shared', { skip }, async (t) => {
  assert.ok(it);
  const { port } = await secureServer(t, it.selfSigned);
  const url = `https://localhost:${port}/`;
  answered(await sendIt({ ...request('GET', url), verifyTls: false }));
  assert.equal(failed(await sendIt(request('GET', url))).code, 'tls-certificate');
  answered(await sendIt({ ...request('GET', url), verifyTls: false }));
});
