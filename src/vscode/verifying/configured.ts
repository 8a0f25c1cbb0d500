import type { ConfigValue, SignInConfig } from '../../core/auth/config.ts';
import { fieldKey, fieldNamed } from '../../core/auth/signInFields.ts';
import type { Expected } from '../../core/jwt/verification.ts';
import type { Secret } from '../../core/secret.ts';
import { whyNotAsked } from '../../send/keys/index.ts';
import type { App } from '../app.ts';

/** An issuer that a sign-in names, and what its tokens are expected to say. */
export interface ConfiguredIssuer {
  readonly issuer: string;
  readonly jwksUri?: string;
  readonly expected: Expected;
}

/** The issuers of the sign-ins: that of the session which the token belongs to, else those of the chosen environment. */
export async function configuredIssuers(app: App, token: Secret): Promise<readonly ConfiguredIssuer[]> {
  const session = (await app.sessions.list()).find(
    (it) =>
      it.kind === 'tokens' &&
      [it.tokens.accessToken, it.tokens.idToken, it.tokens.refreshToken].some(
        (own) => own?.reveal() === token.reveal(),
      ),
  );
  const all = signInsOf(app).flatMap((it) => readIssuer(it) ?? []);
  if (session?.kind !== 'tokens' || whyNotAsked(session.issuer) !== undefined || session.issuer === undefined)
    return unique(all);
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
