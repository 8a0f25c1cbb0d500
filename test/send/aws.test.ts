import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { test } from 'node:test';
import { Secret } from '../../src/core/secret.ts';
import { answer, answered, canary, failed, rawServer, request, type Seen, sendIt } from './loopback.ts';

const auth = {
  scheme: 'aws',
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: new Secret(canary),
  region: 'eu-central-1',
  service: 'execute-api',
} as const;

function hmac(key: string | Buffer, value: string): Buffer {
  return createHmac('sha256', key).update(value).digest();
}

function sha256(value: string): string {
  return createHash('sha256').update(Buffer.from(value, 'latin1')).digest('hex');
}

/** The signature as a server computes it from what it received (AWS, "Create a signed request"). */
function expectedSignature(seen: Seen, query: string, path: string): string {
  const value = (name: string) =>
    seen.fields.find((it) => it.toLowerCase().startsWith(`${name}: `))?.slice(name.length + 2) ?? '';
  const signed = /SignedHeaders=([^,]+)/.exec(value('authorization'))?.[1] ?? '';
  const canonical = [
    seen.line.split(' ')[0],
    path,
    query,
    ...signed.split(';').map((name) => `${name}:${value(name)}`),
    '',
    signed,
    sha256(seen.body),
  ].join('\n');
  const date = value('x-amz-date');
  const scope = `${date.slice(0, 8)}/eu-central-1/execute-api/aws4_request`;
  const key = ['eu-central-1', 'execute-api', 'aws4_request'].reduce(
    (it: Buffer, part) => hmac(it, part),
    hmac(`AWS4${canary}`, date.slice(0, 8)),
  );
  return hmac(key, ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n')).toString('hex');
}

test('the signature is the one that a server computes from the message', async (t) => {
  const server = await rawServer(t, () => answer('200 OK'));
  await sendIt({ ...request('GET', `${server.origin}/v1/items?b=2&a=1`, ['X-Custom: z', 'Accept: */*']), auth });
  await sendIt({
    ...request('POST', `${server.origin}/v1/items`, ['Content-Type: application/json'], '{"a":"ü"}'),
    auth,
  });
  await sendIt({ ...request('POST', `${server.origin}/v1/items`, [], 'plain'), auth });
  const signatures = server.seen.map((it) => /Signature=([0-9a-f]{64})$/m.exec(it.fields.join('\n'))?.[1]);
  const [get, post, bare] = server.seen;
  assert.ok(get && post && bare);
  assert.deepEqual(signatures, [
    expectedSignature(get, 'a=1&b=2', '/v1/items'),
    expectedSignature(post, '', '/v1/items'),
    expectedSignature(bare, '', '/v1/items'),
  ]);
  assert.ok(!server.octets().includes(canary));
  assert.ok(!bare.octets.toLowerCase().includes('content-type'), 'nothing is added that is not written');
});

test('a session token travels, and written headers keep their place', async (t) => {
  const server = await rawServer(t, () => answer('200 OK'));
  const exchange = answered(
    await sendIt({
      ...request('GET', `${server.origin}/`, ['B: 1', 'A: 2']),
      auth: { ...auth, sessionToken: new Secret('the-session-token') },
    }),
  );
  const names = server.seen[0]?.fields.map((it) => it.slice(0, it.indexOf(':'))) ?? [];
  assert.deepEqual(names.slice(0, 3), ['Host', 'B', 'A']);
  assert.ok(server.seen[0]?.fields.includes('X-Amz-Security-Token: the-session-token'));
  assert.deepEqual(
    exchange.request.headers.map((it) => it.name),
    names,
  );
});

test('a service that neither the host nor the file names is asked for', async (t) => {
  const server = await rawServer(t, () => answer('200 OK'));
  const { service: _, ...without } = auth;
  const outcome = failed(await sendIt({ ...request('GET', server.origin), auth: without }));
  assert.match(outcome.message, /does not tell which service.*Write service:/);
  assert.equal(server.seen.length, 0);
});
