import type { ConfigValue, SignInConfig } from '../../core/auth/config.ts';
import type { SessionKey, TokenSession } from '../../core/auth/session.ts';
import { fieldKey, fieldNamed } from '../../core/auth/signInFields.ts';
import type { Expected } from '../../core/jwt/verification.ts';
import type { Secret } from '../../core/secret.ts';
import { whyNotAsked } from '../../send/keys/index.ts';
import type { App } from '../app.ts';

/** A sign-in whose server can be asked about a token. */
export interface AskableSignIn {
  readonly key: SessionKey;
  /** The token is this session's own. */
  readonly own: boolean;
  /** The key that the token is bound to. */
  readonly dpopKey?: Secret;
}

/** The sign-in that gave the token, else those of the chosen environment: their servers may know it. */
export async function askableSignIns(app: App, token: Secret): Promise<readonly AskableSignIn[]> {
  const session = await sessionOf(app, token);
  if (session) {
    const { dpopKey } = session.tokens;
    return [{ key: session.key, own: true, ...(dpopKey ? { dpopKey } : {}) }];
  }
  const document = app.documents.active;
  const choice = document ? app.environments.choice(document) : {};
  return signInsOf(app).map(({ id }) => ({ key: { ...choice, id }, own: false }));
}

async function sessionOf(app: App, token: Secret): Promise<TokenSession | undefined> {
  for (const it of await app.sessions.list()) {
    if (it.kind !== 'tokens') continue;
    const { accessToken, idToken, refreshToken } = it.tokens;
    if ([accessToken, idToken, refreshToken].some((own) => own?.reveal() === token.reveal())) return it;
  }
  return undefined;
}

/** An issuer that a sign-in names, and what its tokens are expected to say. */
export interface ConfiguredIssuer {
  readonly issuer: string;
  readonly jwksUri?: string;
  readonly expected: Expected;
}

/** The issuers of the sign-ins: that of the session which the token belongs to, else those of the chosen environment. */
export async function configuredIssuers(app: App, token: Secret): Promise<readonly ConfiguredIssuer[]> {
  const session = await sessionOf(app, token);
  const all = signInsOf(app).flatMap((it) => readIssuer(it) ?? []);
  if (session?.issuer === undefined || whyNotAsked(session.issuer) !== undefined) return unique(all);
  const expected = { issuer: session.issuer, audiences: [], from: `the sign-in ${session.key.id}` };
  return unique([{ issuer: session.issuer, expected }, ...all.filter((it) => it.issuer !== session.issuer)]);
}

function signInsOf(app: App): readonly SignInConfig[] {
  const document = app.documents.active;
  const environments = document && app.environments.of(document);
  if (!document || !environments) return [];
  const { environment, user } = app.environments.choice(document);
  return environments
    .authIds(environment, user)
    .flatMap((id) => environments.signIn(environment, user, id) ?? [])
    .slice(0, 20);
}

/** What is written out: references are filled in when a request is sent, and not for a question. */
function readIssuer({ id, fields }: SignInConfig): ConfiguredIssuer | undefined {
  const issuer = textOf(fields, 'Issuer');
  if (issuer === undefined || whyNotAsked(issuer) !== undefined) return undefined;
  const jwksUri = textOf(fields, 'JWKS URL');
  const audiences = [textOf(fields, 'Audience'), textOf(fields, 'Resource')].filter((it) => it !== undefined);
  return {
    issuer,
    expected: { issuer, audiences, from: `the sign-in ${id}` },
    ...(jwksUri === undefined ? {} : { jwksUri }),
  };
}

function textOf(fields: Readonly<Record<string, ConfigValue>>, wanted: string): string | undefined {
  for (const [name, value] of Object.entries(fields)) {
    const known = fieldKey(fieldNamed(name)?.name ?? name);
    if (known === fieldKey(wanted) && typeof value === 'string' && value !== '' && !value.includes('{{')) return value;
  }
  return undefined;
}

function unique(all: readonly ConfiguredIssuer[]): readonly ConfiguredIssuer[] {
  return all.filter((it, at) => all.findIndex((other) => other.issuer === it.issuer) === at);
}
