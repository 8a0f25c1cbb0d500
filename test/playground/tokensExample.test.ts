import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createMemoryStore } from '../../src/core/auth/memoryStore.ts';
import { explain } from '../../src/core/explain.ts';
import { parse } from '../../src/core/http/parse.ts';
import { type Playground, startPlayground, writeExample } from '../../src/playground/index.ts';
import { createMemory, planFor, renewAndRetry, renewalFor, runRequest } from '../../src/run/index.ts';
import type { Answered, RunHost, RunOutcome } from '../../src/run/run.ts';
import { fillIn, post } from './issuer/browser.ts';

/** tokens.http clicked through from top to bottom, as its comments tell it, with somebody at the browser. */
describe('the example of tokens', () => {
  let playground: Playground;
  let directory: string;
  let late = 0;
  /** The pages that were opened, and the codes that were shown, since the last look. */
  let pages: string[] = [];
  const clock = () => Date.now() + late;
  const memory = createMemory();
  before(async () => {
    playground = await startPlayground({ clock });
    directory = await mkdtemp(join(tmpdir(), 'why401-tokens-'));
    await writeExample(directory, playground, fileURLToPath(new URL('../../media/example', import.meta.url)));
  });
  after(async () => {
    await playground.close();
    await rm(directory, { recursive: true, force: true });
  });

  /** Chooses the person that the page hints at, types the second code where one is shown, and follows the redirect. */
  async function browse(url: string): Promise<void> {
    const page = await fetch(url);
    const person = new URL(url).searchParams.get('login_hint') ?? 'ada';
    let answer = await fillIn(playground, page, { person });
    if (answer.status === 200) {
      const code = /class="code">(\d{6})</.exec(await answer.clone().text())?.[1] ?? '';
      answer = await fillIn(playground, answer, { code });
    }
    await fetch(answer.headers.get('location') ?? '');
  }

  const host: RunHost = {
    prompt: async () => undefined,
    confirm: async () => true,
    now: clock,
    processEnv: {},
    settings: {
      timeoutMs: 10_000,
      followRedirects: true,
      rememberCookies: true,
      clientCertificates: {},
      certificateAuthorities: [],
      insecureHosts: [],
    },
    sessions: createMemoryStore(),
    signIn: {
      async openBrowser(url) {
        pages.push(new URL(url).pathname);
        if (url.includes('/oauth/authorize')) void browse(url);
        return true;
      },
      async showDeviceCode({ userCode }) {
        pages.push('code');
        await post(playground, '/device', { user_code: userCode, person: 'ada' });
      },
      confirm: async () => true,
    },
  };

  async function target(name: string) {
    const path = join(directory, 'tokens.http');
    const file = parse(await readFile(path, 'utf8'));
    const request = file.requests.find((it) => it.name === name);
    assert.ok(request, `there is a request named ${name}`);
    return { path, file, request, environment: 'playground' };
  }

  function answered(outcome: RunOutcome): Answered {
    assert.equal(outcome.kind, 'answered', JSON.stringify(outcome));
    return outcome.kind === 'answered' ? outcome : assert.fail();
  }

  /** Sends; the status, and the pages that opened meanwhile. */
  async function send(name: string): Promise<Answered> {
    pages = [];
    return answered(await runRequest(await target(name), memory, host, new AbortController().signal));
  }

  /** Does what the explanation offers: signs in for what was asked, or renews; and sends once more. */
  async function renew(name: string, refused: Answered): Promise<Answered> {
    pages = [];
    const it = await target(name);
    const report = explain(refused.exchange, clock());
    const [ask] = (report.findings[0]?.fixes ?? []).flatMap((fix) =>
      fix.kind === 'action' && fix.action.do === 'sign-in' ? [fix.action.ask] : [],
    );
    const plan = renewalFor(refused, report, it) ?? (ask && planFor(refused, it.file, ask));
    assert.ok(plan, 'there is something to renew');
    return answered(await renewAndRetry(it, refused, plan, memory, host, new AbortController().signal));
  }

  const status = ({ exchange }: Answered) => exchange.response.status;
  const ran = ({ ranFirst }: Answered) => ranFirst.map((it) => new URL(it.exchange.request.url).pathname);

  async function accepted(name: string, opened: readonly string[] = []): Promise<Answered> {
    const outcome = await send(name);
    assert.equal(status(outcome), 200, outcome.exchange.response.body?.text);
    assert.deepEqual(pages, opened);
    return outcome;
  }

  /** Refused for a reason, then accepted. */
  async function mended(name: string, cause: string): Promise<void> {
    const refused = await send(name);
    assert.equal(explain(refused.exchange, clock()).findings[0]?.id, cause);
    assert.equal(status(await renew(name, refused)), 200);
  }

  test("the client's own token is fetched once, and again when it was revoked", async () => {
    await accepted('app');
    assert.deepEqual(ran(await accepted('app')), []);
    await accepted('revoke');
    await mended('revoked', 'token-revoked');
  });

  test('the token of 20 seconds is had anew before it ends', async () => {
    await accepted('short');
    assert.deepEqual(ran(await accepted('short')), []);
    late += 19_000;
    assert.ok(ran(await accepted('short')).includes('/oauth/token'));
  });

  test('another API: asked for, or exchanged', async () => {
    await mended('invoices', 'token-wrong-audience');
    await accepted('exchanged');
  });

  test('bound to a key, once the nonce is known', async () => {
    const first = await send('bound');
    const outcome = status(first) === 401 ? await renew('bound', first) : first;
    assert.equal(status(outcome), 200);
  });

  test('one sign-in in the browser, then more scopes, then a second factor', async () => {
    await accepted('ada', ['/oauth/authorize']);
    await mended('scope', 'scope-missing');
    await mended('vault', 'step-up-required');
    assert.deepEqual(pages, ['/oauth/authorize']);
    await accepted('scope');
  });

  test('signed in once, refreshed without a page', async () => {
    await accepted('vic', ['/oauth/authorize']);
    late += 60_000;
    assert.ok(ran(await accepted('vic')).includes('/oauth/token'));
  });

  test('a device code', async () => {
    assert.equal(status(await send('device')), 200);
    assert.ok(pages.includes('code'));
  });

  test('a login by request: its session over, its CSRF token replaced', async () => {
    await accepted('login');
    await mended('account', 'session-expired');
    await accepted('rotate');
    await mended('profile', 'csrf-failed');
  });
});
