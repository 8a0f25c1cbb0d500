import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signIn } from '../../../src/send/oauth/index.ts';
import type { DeviceCode } from '../../../src/send/oauth/obtained.ts';
import { fakeServer, type Reply } from './fakeServer.ts';
import { person } from './person.ts';
import { resource } from './provider.ts';
import { failure, hostOf, obtained, options, provider, refusal, sentForm, signInWith } from './signIns.ts';

/** Waits that take no time, noted in seconds. */
function quick(waits: number[], between?: () => Promise<unknown>) {
  return {
    async wait(milliseconds: number, signal: AbortSignal) {
      waits.push(milliseconds / 1000);
      await between?.();
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
    },
  };
}

test('a code is shown, entered on another device, and gives tokens', async (t) => {
  const { issuer } = await provider(t);
  const waits: number[] = [];
  let shown: DeviceCode | undefined;
  const { host } = hostOf(undefined, {
    async showDeviceCode(code) {
      shown = code;
    },
  });
  const it = signInWith({
    issuer,
    endpoints: {},
    grant: 'device_code',
    scopes: ['openid', 'read'],
    resources: [resource],
    openComplete: true,
  });
  const enter = async () => {
    if (waits.length === 3) await person('grace').signIn(shown?.verificationUriComplete ?? '');
  };
  const now = Date.now();
  const got = obtained(await signIn(it, {}, host, options(quick(waits, enter))));
  assert.equal(shown?.verificationUri, `${issuer}/device`);
  assert.match(shown?.userCode ?? '', /^[A-Z]{4}-[A-Z]{4}$/);
  assert.ok(Math.abs((shown?.expiresAt ?? 0) - now - 600_000) < 30_000);
  assert.ok(shown?.done.aborted, 'the code need not be shown any longer');
  assert.deepEqual(waits, [5, 5, 5], 'five seconds, where the server says nothing');
  assert.ok(got.tokens.idToken && got.tokens.refreshToken);
  assert.deepEqual(
    got.calls.map((call) => [new URL(call.request.url).pathname, call.response.status]),
    [
      ['/.well-known/openid-configuration', 200],
      ['/device/auth', 200],
      // Two of these came; the second stands for both.
      ['/token', 400],
      ['/token', 200],
    ],
  );
  assert.equal(sentForm(got, '/device/auth').get('scope'), 'openid read');
});

test('the person declines on the other device', async (t) => {
  const { issuer } = await provider(t);
  let shown: DeviceCode | undefined;
  const { host } = hostOf(undefined, {
    async showDeviceCode(code) {
      shown = code;
      assert.equal(code.verificationUriComplete, undefined, 'the file does not ask for it');
    },
  });
  const someone = person();
  const decline = async () => {
    const page = await someone.visit(shown?.verificationUri ?? '');
    const xsrf = / name="xsrf" value="([^"]*)"/.exec(page.html)?.[1] ?? '';
    await someone.visit(page.url, new URLSearchParams({ xsrf, user_code: shown?.userCode ?? '', abort: 'yes' }));
  };
  const it = signInWith({ issuer, endpoints: {}, grant: 'device_code' });
  const exchange = refusal(await signIn(it, {}, host, options(quick([], decline))));
  assert.equal(JSON.parse(exchange.response.body?.text ?? '').error, 'access_denied');
});

test('a code that ends unused: the server says so, or our clock', async (t) => {
  const { issuer } = await provider(t, { deviceCodeSeconds: 1 });
  const { host } = hostOf(undefined, { showDeviceCode: async () => {} });
  const it = signInWith({ issuer, endpoints: {}, grant: 'device_code' });
  const end = failure(
    await signIn(it, {}, host, options(quick([], () => new Promise((resolve) => setTimeout(resolve, 1100))))),
  );
  assert.equal(
    end.message,
    `The code was not entered at ${issuer}/device within a minute, and has ended. Sign in again for a new one.`,
  );
  // By a clock that stands still, the server is the one to notice.
  const still = options({ ...quick([], () => new Promise((resolve) => setTimeout(resolve, 2100))), now: () => 0 });
  const exchange = refusal(await signIn(it, {}, host, still));
  assert.equal(JSON.parse(exchange.response.body?.text ?? '').error, 'expired_token');
});

const device = {
  device_code: 'dc',
  user_code: 'AB-CD',
  verification_uri: 'https://issuer.example/device',
  expires_in: 900,
  interval: 2,
};

test('it slows down when it is told to, and after a silence', async (t) => {
  const replies: Reply[] = [
    { status: 400, body: { error: 'authorization_pending' } },
    { status: 400, body: { error: 'slow_down' } },
    undefined,
    { body: { access_token: 'at', token_type: 'Bearer' } },
  ];
  const { origin, came } = await fakeServer(t, ({ path }) => (path === '/device' ? { body: device } : replies.shift()));
  const waits: number[] = [];
  const { host } = hostOf(undefined, { showDeviceCode: async () => {} });
  const it = signInWith({
    grant: 'device_code',
    endpoints: { deviceAuthorization: `${origin}/device`, token: `${origin}/token` },
  });
  const impatient = options(quick(waits));
  obtained(await signIn(it, {}, host, { ...impatient, settings: { ...impatient.settings, timeoutMs: 200 } }));
  assert.deepEqual(waits, [2, 2, 7, 14]);
  assert.equal(came.at(-1)?.form.get('device_code'), 'dc');
});

test('polling begins when the person has gone to the page, where the file asks for that', async (t) => {
  let isThere = false;
  const { origin } = await fakeServer(t, ({ path }) => {
    if (path === '/device') return { body: device };
    assert.ok(isThere);
    return { body: { access_token: 'at', token_type: 'Bearer' } };
  });
  const { host } = hostOf(undefined, {
    async showDeviceCode() {
      await new Promise((resolve) => setTimeout(resolve, 20));
      isThere = true;
    },
  });
  const it = signInWith({
    grant: 'device_code',
    pollAfterBrowser: true,
    endpoints: { deviceAuthorization: `${origin}/device`, token: `${origin}/token` },
  });
  obtained(await signIn(it, {}, host, options(quick([]))));
});

test('cancelled while waiting, by the signal; and a shell that cannot show the code', async (t) => {
  const { origin } = await fakeServer(t, ({ path }) =>
    path === '/device' ? { body: device } : { status: 400, body: { error: 'authorization_pending' } },
  );
  const endpoints = { deviceAuthorization: `${origin}/device`, token: `${origin}/token` };
  const it = signInWith({ grant: 'device_code', endpoints });
  for (const pollAfterBrowser of [false, true]) {
    const abort = new AbortController();
    let shown: DeviceCode | undefined;
    const { host } = hostOf(undefined, {
      async showDeviceCode(code) {
        shown = code;
        setTimeout(() => abort.abort(), 10);
        // A dialog that nobody answers.
        if (pollAfterBrowser) await new Promise(() => {});
      },
    });
    const changed = pollAfterBrowser ? { ...it, pollAfterBrowser: true as const } : it;
    const got = await signIn(changed, {}, host, options({ signal: abort.signal }));
    assert.equal(got.kind, 'cancelled');
    assert.ok(shown?.done.aborted);
  }
  const { host } = hostOf();
  const end = failure(await signIn(it, {}, host, options()));
  assert.equal(end.message, 'The code for the sign-in could not be shown. Nothing was signed in.');
});

test('an answer that nobody should be shown', async (t) => {
  for (const [change, says] of [
    [{ verification_uri: 'http://issuer.example/device' }, /verification_uri that is not opened: .* is plain http/],
    [{ verification_uri: 'javascript:alert(1)' }, /has the scheme javascript/],
    [{ verification_uri: undefined }, /with no verification_uri \(RFC 8628, 3\.2\)\.$/],
    [{ user_code: 'a\u202eb' }, /with no readable user_code/],
    [{ device_code: '' }, /with no device_code/],
  ] as const) {
    const { origin } = await fakeServer(t, () => ({ body: { ...device, ...change } }));
    const endpoints = { deviceAuthorization: `${origin}/device`, token: `${origin}/token` };
    const end = failure(await signIn(signInWith({ grant: 'device_code', endpoints }), {}, hostOf().host, options()));
    assert.equal(end.code, 'not-oauth');
    assert.match(end.message, says);
  }
});
