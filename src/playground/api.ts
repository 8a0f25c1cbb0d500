import { createHmac, timingSafeEqual } from 'node:crypto';
import { audience, type Checked, type Issuer } from './issuer.ts';
import { apiKeys, orders, people } from './people.ts';
import { type Answer, bearerRefusal, type Call, problem } from './respond.ts';
import type { Sessions } from './sessions.ts';

type Handler = (call: Call) => Answer | Promise<Answer>;
type Identity = Extract<Checked, { ok: true }>;

const signingKey = 'only-for-the-playground';

/** The resource server: every route refuses for a reason of its own. Keys are `METHOD /path`. */
export function createApi(issuer: Issuer, sessions: Sessions): ReadonlyMap<string, Handler> {
  /** Lets a bearer of a good token through; the challenge says what is wrong with any other (RFC 6750, 3). */
  function bearer(next: (who: Identity, call: Call) => Answer): Handler {
    return async (call) => {
      const [scheme, token, ...more] = (call.headers.authorization ?? '').split(' ');
      const metadata = `${call.origin}/.well-known/oauth-protected-resource`;
      if (!scheme) return bearerRefusal(401, { resource_metadata: metadata });
      if (scheme.toLowerCase() !== 'bearer') return bearerRefusal(401, {});
      if (!token || 0 < more.length) {
        return bearerRefusal(401, {
          error: 'invalid_request',
          error_description: 'One token is expected behind Bearer',
        });
      }
      const checked = await issuer.check(token);
      if (!checked.ok) return bearerRefusal(401, { error: 'invalid_token', error_description: checked.description });
      return next(checked, call);
    };
  }

  const withScope = (scope: string, next: (who: Identity, call: Call) => Answer) =>
    bearer((who, call) =>
      who.scopes.includes(scope)
        ? next(who, call)
        : bearerRefusal(403, {
            error: 'insufficient_scope',
            error_description: `The scope ${scope} is required`,
            scope,
          }),
    );

  const withRole = (role: string, next: (who: Identity, call: Call) => Answer) =>
    bearer((who, call) =>
      who.roles.includes(role)
        ? next(who, call)
        : problem(
            403,
            'Forbidden',
            `The role ${role} is required; ${who.subject} has ${who.roles.join(', ') || 'none'}.`,
          ),
    );

  return new Map<string, Handler>([
    ['GET /', () => ({ status: 200, body: 'The Why401 playground. It refuses requests on purpose.\n' })],
    [
      'GET /me',
      bearer((who) => ({ status: 200, body: { subject: who.subject, roles: who.roles, scopes: who.scopes } })),
    ],
    ['GET /reports', withScope('reports:read', () => ({ status: 200, body: [{ id: 1, title: 'Spring' }] }))],
    ['POST /reports', withScope('reports:write', () => ({ status: 201, body: { id: 2 } }))],
    ['DELETE /users/vic', withRole('admin', () => ({ status: 204 }))],
    ['GET /orders/1001', bearer((who) => order('1001', who))],
    ['GET /orders/1002', bearer((who) => order('1002', who))],
    ['GET /vault', bearer(stepUp)],
    ['GET /bound', boundToKey],
    ['GET /insights', bearer(notEnabled)],
    ['GET /ledger', bearer(sealed)],
    ['GET /basic', basic],
    ['GET /by-key', byKey],
    ['GET /hidden', hidden],
    ['GET /office', officeOnly],
    ['POST /widgets', originChecked],
    ['GET /busy', busy],
    ['GET /download', download],
    ['GET /moved', movedTo((call) => `${call.origin.replace('127.0.0.1', 'localhost')}/me`)],
    ['GET /renamed', movedTo((call) => `${call.origin}/me`)],
    ['POST /session', (call) => sessions.login(call)],
    ['GET /account', (call) => sessions.account(call)],
    ['POST /account/profile', (call) => sessions.changeProfile(call)],
    ['POST /oauth/token', (call) => issuer.token(call)],
    ['POST /oauth/revoke', revoke],
    ['GET /.well-known/jwks.json', () => issuer.keys()],
    ['GET /.well-known/openid-configuration', () => issuer.metadata()],
    ['GET /.well-known/oauth-authorization-server', () => issuer.metadata()],
    ['GET /.well-known/oauth-protected-resource', protectedResource],
  ]);

  function revoke(call: Call): Answer {
    issuer.revoke(new URLSearchParams(call.body).get('token') ?? '');
    return { status: 200 };
  }
}

function order(id: string, who: Identity): Answer {
  return orders.get(id) === who.subject
    ? { status: 200, body: { id, owner: who.subject } }
    : problem(403, 'Not yours', `Order ${id} belongs to another user than ${who.subject}.`);
}

/** RFC 9470: a stronger sign-in is needed than the token stands for. */
function stepUp(who: Identity): Answer {
  if (who.acr === 'urn:playground:two-factor') return { status: 200, body: { gold: 7 } };
  return bearerRefusal(401, {
    error: 'insufficient_user_authentication',
    error_description: 'A second factor is required',
    acr_values: 'urn:playground:two-factor',
    max_age: '300',
  });
}

function notEnabled(): Answer {
  return problem(403, 'Feature not enabled', 'Insights is not enabled for this account. It is part of the Team plan.');
}

/** A code of this API's own, which nobody else knows: `why401.signs.json` of the example says what it means. */
function sealed(): Answer {
  return { status: 403, body: { code: 'PG-4031', period: '2026-Q3' } };
}

/** RFC 9449: the token alone is not enough. */
function boundToKey(call: Call): Answer {
  const description = call.headers.authorization
    ? 'The DPoP proof header is missing'
    : 'A DPoP-bound token is required';
  return {
    status: 401,
    headers: {
      'WWW-Authenticate': `DPoP error="invalid_dpop_proof", error_description="${description}", algs="ES256 RS256"`,
    },
    body: { error: 'invalid_dpop_proof', error_description: description },
  };
}

function basic(call: Call): Answer {
  const written = /^Basic ([A-Za-z0-9+/=]{1,512})$/i.exec(call.headers.authorization ?? '')?.[1] ?? '';
  const [name, password] = Buffer.from(written, 'base64').toString('utf8').split(':', 2);
  const person = people.find((it) => it.name === name && it.password === password);
  if (person) return { status: 200, body: { user: person.name } };
  return {
    status: 401,
    headers: { 'WWW-Authenticate': 'Basic realm="Staff only", charset="UTF-8"' },
    body: '401 Unauthorized\n',
  };
}

function byKey(call: Call): Answer {
  const key = call.headers['x-api-key'];
  if (typeof key !== 'string') return problem(401, 'API key missing', 'Send the key in the X-Api-Key header.');
  if (!apiKeys.has(key)) return problem(401, 'API key unknown', 'The API key is not known or was deleted.');
  return { status: 200, body: { user: apiKeys.get(key) } };
}

/** Answers 403 where 401 is meant, without saying how to sign in: a mix-up that many servers make. */
function hidden(call: Call): Answer {
  return call.headers.authorization
    ? { status: 200, body: { found: true } }
    : { status: 403, body: { message: 'Forbidden' } };
}

function officeOnly(call: Call): Answer {
  return problem(
    403,
    'Address not allowed',
    `Requests from ${call.address} are not allowed. Connect through the office network.`,
  );
}

function originChecked(call: Call): Answer {
  const origin = call.headers.origin;
  if (origin === 'https://app.playground.test')
    return { status: 201, headers: { 'Access-Control-Allow-Origin': origin }, body: { id: 5 } };
  return problem(403, 'Origin not allowed', `The origin ${origin ?? '(none)'} is not on the list of allowed origins.`);
}

function busy(): Answer {
  return problem(403, 'Rate limit exceeded', 'This account may send 60 requests an hour.', {
    'Retry-After': '1200',
    'X-RateLimit-Limit': '60',
    'X-RateLimit-Remaining': '0',
  });
}

/** A link that carries its own permission, as object stores sign them. */
function download(call: Call): Answer {
  const expires = Number(call.query.get('expires'));
  const signed = Buffer.from(call.query.get('signature') ?? '', 'hex');
  const right = createHmac('sha256', signingKey).update(`/download?expires=${expires}`).digest();
  if (signed.length !== right.length || !timingSafeEqual(signed, right)) {
    return problem(403, 'Signature does not match', 'The signature of this link does not match its address.');
  }
  if (expires * 1000 < Date.now()) {
    return problem(403, 'Link expired', `The link expired at ${new Date(expires * 1000).toISOString()}.`);
  }
  return { status: 200, body: 'the file\n' };
}

/** A signed path for `/download` that ends at the given time, in seconds since the epoch. */
export function signedDownload(expires: number): string {
  const path = `/download?expires=${expires}`;
  return `${path}&signature=${createHmac('sha256', signingKey).update(path).digest('hex')}`;
}

function movedTo(target: (call: Call) => string): Handler {
  return (call) => ({ status: 307, headers: { Location: target(call) } });
}

/** RFC 9728: where to get a token for this API. */
function protectedResource(call: Call): Answer {
  return {
    status: 200,
    body: {
      resource: audience,
      authorization_servers: [call.origin],
      scopes_supported: ['profile', 'reports:read', 'reports:write', 'users:write'],
      bearer_methods_supported: ['header'],
    },
  };
}
