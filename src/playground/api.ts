import { createHmac, timingSafeEqual } from 'node:crypto';
import { createAccess, type Identity } from './access.ts';
import { billing } from './issuer/audiences.ts';
import { type Clock, twoFactor } from './issuer/consent.ts';
import { proofAlgorithms } from './issuer/proofs.ts';
import { knownScopes } from './issuer/scopes.ts';
import type { Issuer } from './issuer.ts';
import { apiKeys, orders, people } from './people.ts';
import { type Answer, bearerRefusal, type Call, type Handler, problem } from './respond.ts';
import type { Sessions } from './sessions.ts';
import type { Holes } from './shop/holes.ts';
import { changeRules, tellRules } from './shop/rules.ts';
import { shopRoutes } from './shop/shop.ts';

const signingKey = 'only-for-the-playground';

/** The resource server: every route refuses for a reason of its own. Keys are `METHOD /path`. */
export function createApi(
  issuer: Issuer,
  sessions: Sessions,
  clock: Clock,
  holes: Holes,
): ReadonlyMap<string, Handler> {
  const access = createAccess(issuer);
  const { authorized, withScope, withRole, bound } = access;
  const invoices = '/.well-known/oauth-protected-resource/invoices';

  return new Map<string, Handler>([
    ['GET /', () => ({ status: 200, body: 'The Why401 playground. It refuses requests on purpose.\n' })],
    [
      'GET /me',
      authorized((who) => ({ status: 200, body: { subject: who.subject, roles: who.roles, scopes: who.scopes } })),
    ],
    ['GET /reports', withScope('reports:read', () => ({ status: 200, body: [{ id: 1, title: 'Spring' }] }))],
    ['POST /reports', withScope('reports:write', () => ({ status: 201, body: { id: 2 } }))],
    ['DELETE /users/vic', withRole(['admin'], () => ({ status: 204 }))],
    ['GET /orders', authorized(ownOrders)],
    ['GET /orders/1001', authorized((who) => order('1001', who))],
    ['GET /orders/1002', authorized((who) => order('1002', who))],
    ['GET /vault', authorized((who) => vault(who, clock() / 1000))],
    ['GET /bound', bound((who) => ({ status: 200, body: { subject: who.subject, key: who.jkt } }))],
    [
      'GET /invoices',
      authorized(() => ({ status: 200, body: [{ id: 31, total: 12 }] }), { audience: billing, metadata: invoices }),
    ],
    ['GET /insights', authorized(notEnabled)],
    ['GET /ledger', authorized(sealed)],
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
    ['POST /session/rotate-csrf', (call) => sessions.rotateCsrf(call)],
    ...shopRoutes(access, holes),
    ['GET /playground/rules', () => tellRules(holes)],
    ['POST /playground/rules', (call) => changeRules(call, holes)],
    ...issuer.routes,
    ['GET /.well-known/oauth-protected-resource', (call) => protectedResource(call, '')],
    [`GET ${invoices}`, (call) => protectedResource(call, '/invoices')],
  ]);
}

function order(id: string, who: Identity): Answer {
  return orders.get(id) === who.subject
    ? { status: 200, body: { id, owner: who.subject } }
    : problem(403, 'Not yours', `Order ${id} belongs to another user than ${who.subject}.`);
}

function ownOrders(who: Identity): Answer {
  return { status: 200, body: [...orders].filter(([, owner]) => owner === who.subject).map(([id]) => ({ id })) };
}

/** RFC 9470: a stronger, or a fresher, sign-in is needed than the token stands for. */
function vault(who: Identity, now: number): Answer {
  const oldest = 300;
  const isStrong = who.acr === twoFactor;
  if (isStrong && now - who.authTime <= oldest) return { status: 200, body: { gold: 7 } };
  return bearerRefusal(401, {
    error: 'insufficient_user_authentication',
    error_description: isStrong
      ? `The second factor was given more than ${oldest} seconds ago`
      : 'A second factor is required',
    acr_values: twoFactor,
    max_age: String(oldest),
  });
}

function notEnabled(): Answer {
  return problem(403, 'Feature not enabled', 'Insights is not enabled for this account. It is part of the Team plan.');
}

/** A code of this API's own, which nobody else knows: `why401.signs.json` of the example says what it means. */
function sealed(): Answer {
  return { status: 403, body: { code: 'PG-4031', period: '2026-Q3' } };
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

/** RFC 9728: where to get a token for one of the APIs. */
function protectedResource(call: Call, path: string): Answer {
  return {
    status: 200,
    body: {
      resource: call.origin + path,
      authorization_servers: [call.origin],
      scopes_supported: knownScopes.filter((it) => it !== 'openid' && it !== 'offline_access'),
      bearer_methods_supported: ['header'],
      dpop_signing_alg_values_supported: proofAlgorithms,
    },
  };
}
