import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { listenForRedirect } from '../../../src/send/oauth/index.ts';

const never = () => new AbortController().signal;

test('only its own path, only once; favicons and other methods get nothing', async (t) => {
  const receiver = await listenForRedirect(undefined);
  t.after(() => receiver.close());
  const { origin } = new URL(receiver.redirectUri);
  assert.equal((await fetch(`${origin}/favicon.ico`)).status, 404);
  assert.equal((await fetch(`${origin}/callback/more?code=x`)).status, 404);
  assert.equal((await fetch(receiver.redirectUri, { method: 'PUT' })).status, 405);
  assert.equal((await fetch(receiver.redirectUri, { method: 'POST' })).status, 400);
  const first = await fetch(`${receiver.redirectUri}?code=%3Cscript%3E&state=%22%27`);
  const page = await first.text();
  assert.ok(!page.includes('script'));
  assert.equal(first.headers.get('cache-control'), 'no-store');
  assert.equal(first.headers.get('referrer-policy'), 'no-referrer');
  await fetch(`${receiver.redirectUri}?code=second`);
  assert.equal(await receiver.received(never()), `${receiver.redirectUri}?code=%3Cscript%3E&state=%22%27`);
});

test('an error is told calmly', async (t) => {
  const receiver = await listenForRedirect(undefined);
  t.after(() => receiver.close());
  const page = await (await fetch(`${receiver.redirectUri}?error=access_denied`)).text();
  assert.match(page, /The sign-in did not succeed/);
  assert.ok(!page.includes('access_denied'));
});

test('what stands behind # is handed on by a page whose one script its policy names', async (t) => {
  const receiver = await listenForRedirect('http://127.0.0.1/back');
  t.after(() => receiver.close());
  const response = await fetch(receiver.redirectUri);
  const page = await response.text();
  const script = /<script>([\s\S]*)<\/script>/.exec(page)?.[1] ?? '';
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(script));
  const named = `'sha256-${Buffer.from(digest).toString('base64')}'`;
  assert.ok(response.headers.get('content-security-policy')?.includes(`script-src ${named}; connect-src 'self'`));
  await fetch(receiver.redirectUri, { method: 'POST', body: 'access_token=a&state=s' });
  assert.equal(await receiver.received(never()), `${receiver.redirectUri}?access_token=a&state=s`);
});

test('localhost is listened to on both addresses, where the computer has both', async (t) => {
  const receiver = await listenForRedirect('http://localhost/callback');
  t.after(() => receiver.close());
  const { port } = new URL(receiver.redirectUri);
  assert.equal(new URL(receiver.redirectUri).hostname, 'localhost');
  assert.equal((await fetch(`http://127.0.0.1:${port}/`)).status, 404);
  assert.equal((await fetch(`http://localhost:${port}/`)).status, 404);
});

test('a redirect URI with a port is told as it is registered, letter by letter', async (t) => {
  const free = await listenForRedirect(undefined);
  const { port } = new URL(free.redirectUri);
  free.close();
  const receiver = await listenForRedirect(`http://localhost:${port}`);
  t.after(() => receiver.close());
  assert.equal(receiver.redirectUri, `http://localhost:${port}`);
  await fetch(`http://127.0.0.1:${port}/?code=c&state=s`);
  assert.equal(await receiver.received(never()), `http://localhost:${port}?code=c&state=s`);
});

test('a wait that is ended rejects; a form without an end is cut off', async (t) => {
  const receiver = await listenForRedirect(undefined);
  t.after(() => receiver.close());
  const abort = new AbortController();
  const waiting = receiver.received(abort.signal);
  abort.abort();
  await assert.rejects(waiting);
  await assert.rejects(receiver.received(abort.signal));
  await assert.rejects(fetch(receiver.redirectUri, { method: 'POST', body: 'a'.repeat(1_000_000) }));
});

test('a page of the web can neither end a sign-in in the background nor come by another name', async (t) => {
  const receiver = await listenForRedirect(undefined);
  t.after(() => receiver.close());
  const { port } = new URL(receiver.redirectUri);
  // A name of the web that was led to this computer (DNS rebinding), and what pages load without being left.
  const tries: Record<string, string>[] = [
    { Host: `evil.example:${port}` },
    { Host: `127.0.0.1.evil.example:${port}` },
    { 'Sec-Fetch-Dest': 'image', 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Dest': 'iframe', 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Dest': 'empty', 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Dest': 'empty', 'Sec-Fetch-Site': 'same-site' },
  ];
  for (const headers of tries) assert.equal(await get(Number(port), '/callback?code=evil&state=x', headers), 403);
  const went = { 'Sec-Fetch-Dest': 'document', 'Sec-Fetch-Site': 'cross-site', Host: `127.0.0.1:${port}` };
  assert.equal(await get(Number(port), '/callback?code=good&state=x', went), 200);
  assert.match(await receiver.received(never()), /code=good/);
});

/** `fetch` sets some of these fields itself. */
function get(port: number, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}
