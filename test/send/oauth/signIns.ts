import type { TestContext } from 'node:test';
import type { TokenSession } from '../../../src/core/auth/session.ts';
import type { SignIn } from '../../../src/core/auth/signIn.ts';
import { Secret } from '../../../src/core/secret.ts';
import { close } from '../../../src/send/dispose.ts';
import type { OAuthOptions, Obtained, SignInHost } from '../../../src/send/oauth/obtained.ts';
import type { SendSettings } from '../../../src/send/outcome.ts';
import { type Person, person } from './person.ts';
import { clientSecret, type ProviderSettings, type RunningProvider, startProvider } from './provider.ts';

/** No proxy of this computer's, and patience for seconds only. */
export const settings: SendSettings = {
  timeoutMs: 5000,
  followRedirects: true,
  rememberCookies: true,
  proxy: '',
  clientCertificates: {},
  certificateAuthorities: [],
  insecureHosts: [],
};

export function options(changes: Partial<OAuthOptions> = {}): OAuthOptions {
  return { settings, signal: new AbortController().signal, now: () => Date.now(), ...changes };
}

/** A provider that ends with the test. */
export async function provider(t: TestContext, changes: ProviderSettings = {}): Promise<RunningProvider> {
  const running = await startProvider(changes);
  t.after(async () => {
    await close();
    await running.stop();
  });
  return running;
}

/** A public client's sign-in by authorization code, changed as a test needs. */
export function signInWith(changes: Partial<SignIn> & Pick<SignIn, 'endpoints'>): SignIn {
  return {
    id: 'tests',
    grant: 'authorization_code',
    client: { id: 'public', authentication: 'none' },
    pkce: { method: 'S256' },
    scopes: ['openid'],
    resources: [],
    parameters: [],
    acquireAutomatically: true,
    ...changes,
  };
}

/** The confidential client of the provider. */
export const confidential: SignIn['client'] = {
  id: 'app-1.local',
  secret: new Secret(clientSecret),
  authentication: 'client_secret_basic',
};

/** What a person did while a flow ran. */
export interface Seen {
  readonly host: SignInHost;
  /** Addresses that the browser was sent to. */
  readonly opened: string[];
  /** Where each visit ended; rejects where one failed. */
  readonly visits: Promise<unknown>[];
}

/** A shell whose person signs in at once. */
export function hostOf(someone: Person = person(), changes: Partial<SignInHost> = {}): Seen {
  const opened: string[] = [];
  const visits: Promise<unknown>[] = [];
  return {
    opened,
    visits,
    host: {
      async openBrowser(url) {
        opened.push(url);
        const visit = someone.signIn(url);
        visit.catch(() => {});
        visits.push(visit);
        return true;
      },
      async showDeviceCode() {
        throw new Error('no device code is expected');
      },
      async confirm() {
        throw new Error('no question is expected');
      },
      ...changes,
    },
  };
}

/** The tokens, or a failed test that says what came instead. */
export function obtained(it: Obtained): Extract<Obtained, { kind: 'obtained' }> {
  if (it.kind !== 'obtained') throw new Error(`expected tokens, got ${describe(it)}`);
  return it;
}

/** The refusal's exchange, or a failed test. */
export function refusal(it: Obtained): Extract<Obtained, { kind: 'refused' }>['exchange'] {
  if (it.kind !== 'refused') throw new Error(`expected a refusal, got ${describe(it)}`);
  return it.exchange;
}

/** The failure, or a failed test. */
export function failure(it: Obtained): Extract<Obtained, { kind: 'failed' }> {
  if (it.kind !== 'failed') throw new Error(`expected a failure, got ${describe(it)}`);
  return it;
}

export function describe(it: Obtained): string {
  if (it.kind === 'failed') return `failed, ${it.code}: ${it.message}`;
  if (it.kind === 'refused') return `refused: ${it.exchange.request.url} ${it.exchange.response.body?.text ?? ''}`;
  return it.kind;
}

/** A session with the tokens that were obtained. */
export function sessionOf(signIn: SignIn, it: Obtained): TokenSession {
  return {
    kind: 'tokens',
    key: { id: signIn.id },
    obtainedAt: 0,
    origins: [],
    tokens: obtained(it).tokens,
    asked: {},
    grant: signIn.grant,
    configuration: 'x',
    clientId: signIn.client.id,
  };
}

/** The parameters of a form that was sent. */
export function sentForm(it: Obtained, path: string, nth = 0): URLSearchParams {
  const call = it.calls.filter((exchange) => new URL(exchange.request.url).pathname === path)[nth];
  if (!call) throw new Error(`no call of ${path} among ${it.calls.map((exchange) => exchange.request.url).join(', ')}`);
  return new URLSearchParams(call.request.body?.text ?? '');
}
