import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFacts } from '../../../src/core/facts.ts';
import { signIn } from '../../../src/send/oauth/index.ts';
import { person } from './person.ts';
import { failure, hostOf, options, provider, refusal, signInWith } from './signIns.ts';

/** A browser that comes back with what a test says, without having been anywhere. */
function comingBackWith(change: (asked: URLSearchParams) => URLSearchParams) {
  return hostOf(undefined, {
    async openBrowser(url) {
      const asked = new URL(url).searchParams;
      const back = new URL(asked.get('redirect_uri') ?? '');
      for (const [name, value] of change(asked)) back.searchParams.append(name, value);
      await (await fetch(back)).text();
      return true;
    },
  }).host;
}

test('the person does not agree: refused, and the address says so', async (t) => {
  const { issuer } = await provider(t);
  const someone = person();
  const { host } = hostOf({
    ...someone,
    async signIn(url) {
      const page = await someone.visit(url);
      return someone.visit(`${page.url}/abort`);
    },
  });
  const got = await signIn(signInWith({ issuer, endpoints: {} }), {}, host, options());
  const exchange = refusal(got);
  const back = new URL(exchange.request.url);
  assert.match(back.origin, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.equal(back.searchParams.get('error'), 'access_denied');
  assert.equal(back.searchParams.get('iss'), issuer);
  assert.ok(got.calls.every((call) => new URL(call.request.url).pathname !== '/token'));
  assert.equal(readFacts(exchange, 0).callback?.value, 'access_denied');
});

test('an answer of another issuer, of another sign-in, or with something twice: nothing goes to the token endpoint', async (t) => {
  const { issuer } = await provider(t);
  const state = (asked: URLSearchParams) => asked.get('state') ?? '';
  for (const [change, says] of [
    [
      (asked: URLSearchParams) => ({ code: 'c', state: state(asked), iss: 'https://evil.example' }),
      new RegExp(
        `^The answer to the sign-in is from another issuer: expected iss=${issuer}, got https://evil\\.example\\.`,
      ),
    ],
    [
      (asked: URLSearchParams) => ({ code: 'c', state: state(asked) }),
      /^The answer to the sign-in has no iss, which http:\/\/127\.0\.0\.1:\d+ says it always sends/,
    ],
    [
      () => ({ code: 'c', state: 'somebody-elses-sign-in', iss: issuer }),
      /^The answer to the sign-in belongs to another one: expected the state .{4}….{4}, got some…n-in\./,
    ],
    [() => ({ code: 'c', iss: issuer }), /^The answer to the sign-in has no state/],
    [(asked: URLSearchParams) => ({ state: state(asked), iss: issuer }), /has neither a code nor an error/],
    [
      // An error with somebody else's state is nobody's answer.
      () => ({ error: 'access_denied', state: 'somebody-elses-sign-in', iss: issuer }),
      /belongs to another one/,
    ],
    [
      (asked: URLSearchParams) => `code=a&code=b&iss=${encodeURIComponent(issuer)}&state=${state(asked)}`,
      /^The answer to the sign-in has code more than once\./,
    ],
  ] as const) {
    const got = failure(
      await signIn(
        signInWith({ issuer, endpoints: {} }),
        {},
        comingBackWith((asked) => new URLSearchParams(change(asked))),
        options(),
      ),
    );
    assert.equal(got.code, 'not-oauth');
    assert.match(got.message, says);
    assert.equal(got.exchange?.source, 'raw');
    assert.equal(got.calls.length, 1);
  }
});

test('an error that came without the state is still an error', async (t) => {
  const { issuer } = await provider(t);
  const host = comingBackWith(
    () => new URLSearchParams({ error: 'invalid_scope', error_description: 'no such scope', iss: issuer }),
  );
  const exchange = refusal(await signIn(signInWith({ issuer, endpoints: {} }), {}, host, options()));
  assert.ok(exchange.request.url.includes('error=invalid_scope'));
});

test('cancelled while the browser is away: the place of return is closed', async (t) => {
  const { issuer } = await provider(t);
  const abort = new AbortController();
  let back = '';
  const { host } = hostOf(undefined, {
    async openBrowser(url) {
      back = new URL(url).searchParams.get('redirect_uri') ?? '';
      setImmediate(() => abort.abort());
      return true;
    },
  });
  const got = await signIn(signInWith({ issuer, endpoints: {} }), {}, host, options({ signal: abort.signal }));
  assert.equal(got.kind, 'cancelled');
  assert.equal(got.calls.length, 1);
  await assert.rejects(fetch(back));
});

test('a shell that has its own way back, and one that fails', async (t) => {
  const { issuer } = await provider(t);
  let closed = 0;
  const own = hostOf(undefined, {
    async receiver(wanted) {
      assert.equal(wanted, 'vscode://why401.why401/callback');
      return {
        redirectUri: wanted ?? '',
        received: async () => 'vscode://why401.why401/callback?error=access_denied&state=',
        close: () => closed++,
      };
    },
    openBrowser: async () => true,
  });
  const it = signInWith({ issuer, endpoints: {}, redirectUri: 'vscode://why401.why401/callback' });
  assert.equal(failure(await signIn(it, {}, own.host, options())).code, 'not-oauth');
  assert.equal(closed, 1);

  const broken = hostOf(undefined, {
    async receiver() {
      throw new Error('No address is free.');
    },
  });
  const end = failure(await signIn(it, {}, broken.host, options()));
  assert.equal(end.message, 'The way back from the browser could not be prepared: No address is free.');
});
