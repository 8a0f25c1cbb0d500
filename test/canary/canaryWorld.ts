import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { makeJwt } from '../core/jwt/makeJwt.ts';
import type { Canaries } from './canaries.ts';

/** What came, as one text that an answer may echo. */
interface Came {
  readonly path: string;
  readonly form: URLSearchParams;
  /** Everything that was sent, decoded and as it stood. */
  readonly all: readonly string[];
}

interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How an endpoint answers: well, or in one of the ways in which servers fail and blab. */
export type Manner = keyof typeof manners | 'well' | 'silence';

export interface CanaryWorld {
  readonly origin: string;
  token: Manner;
  api: Manner;
  /** Of the API: how many answers come before it answers well. */
  apiRefusals: number;
  readonly came: string[];
  /** The parameters of an authorization request: those that were pushed, where its address refers to them. */
  asked(address: URLSearchParams): URLSearchParams;
}

const json = { 'Content-Type': 'application/json' };

const manners = {
  'an error that repeats what was sent': ({ all }: Came): Reply => ({
    status: 400,
    headers: json,
    body: JSON.stringify({ error: 'invalid_grant', error_description: `Not good: ${all.join(' and ')}` }),
  }),
  'an error whose code is what was sent': ({ all }: Came): Reply => ({
    status: 400,
    headers: json,
    body: JSON.stringify({ error: all.at(-1), error_description: all[0] }),
  }),
  'members named like what was sent': ({ all }: Came): Reply => ({
    status: 200,
    headers: json,
    body: JSON.stringify(Object.fromEntries(all.map((it) => [it, '']))),
  }),
  'a page that repeats what was sent': ({ all }: Came): Reply => ({
    status: 500,
    headers: { 'Content-Type': 'text/html' },
    body: `<!doctype html><title>${all[0]}</title><h1>Error</h1><p>${all.join('</p><p>')}</p>`,
  }),
  'a redirect that repeats what was sent': ({ all }: Came): Reply => ({
    status: 302,
    headers: {
      Location: `/elsewhere/${encodeURIComponent(all.at(-1) ?? '')}?${all.map((it, i) => `q${i}=${encodeURIComponent(it)}`).join('&')}`,
    },
    body: '',
  }),
  'JSON that is none and repeats what was sent': ({ all }: Came): Reply => ({
    status: 200,
    headers: json,
    body: `{"access_token": "${all.join('", "and')}`,
  }),
  'a challenge that repeats what was sent': ({ all }: Came): Reply => ({
    status: 401,
    headers: {
      'WWW-Authenticate': `Bearer realm="${headerText(all[0] ?? '')}", error="invalid_token", error_description="expired: ${headerText(all.join(' '))}"`,
    },
    body: all.join('\n'),
  }),
  'a form that repeats what was sent': ({ all }: Came): Reply => ({
    status: 400,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ error: 'invalid_client', error_description: all.join(' ') }).toString(),
  }),
  'a long list of errors': ({ all }: Came): Reply => ({
    status: 403,
    headers: json,
    body: JSON.stringify({
      errors: all.map((it, i) => ({ code: `E${i}`, message: `no such value ${it}`, value: it })),
    }),
  }),
} as const;

export const badManners = Object.keys(manners) as (keyof typeof manners)[];

/** An authorization server with an API beside it, whose every secret is a canary. */
export async function startCanaryWorld(t: TestContext, canaries: Canaries): Promise<CanaryWorld> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close().closeAllConnections());
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const world: CanaryWorld = { origin, token: 'well', api: 'well', apiRefusals: 0, came: [], asked };
  const { plant } = canaries;
  let pushed = new URLSearchParams();
  /** What flows make by themselves is known once it comes. */
  const learn = (name: string, value: string | null | undefined) => {
    if (value) canaries.learn(name, value);
  };

  function asked(address: URLSearchParams): URLSearchParams {
    const parameters = address.has('request_uri') ? pushed : address;
    for (const name of ['state', 'nonce']) learn(name, parameters.get(name));
    nonce = parameters.get('nonce') ?? undefined;
    return parameters;
  }

  let nonce: string | undefined;
  function idToken(): string {
    const token = makeJwt({ iss: origin, aud: 'app', sub: 'ada', iat: 1_795_000_000, exp: 4_000_000_000, nonce });
    learn('ID token', token);
    return token;
  }

  function tokens(form: URLSearchParams): Reply {
    const person = form.get('grant_type') !== 'client_credentials';
    const body = {
      access_token: plant('access token'),
      token_type: form.has('dpop') ? 'DPoP' : 'Bearer',
      expires_in: 3600,
      ...(person ? { refresh_token: plant('refresh token') } : {}),
      ...(nonce === undefined ? {} : { id_token: idToken() }),
    };
    return { status: 200, headers: json, body: JSON.stringify(body) };
  }

  function reply(came: Came): Reply | undefined {
    const manner = came.path === '/token' ? world.token : came.path.startsWith('/api') ? world.api : 'well';
    if (came.path.startsWith('/api') && world.apiRefusals-- <= 0)
      return { status: 200, headers: json, body: '{"ok":true}' };
    if (manner === 'silence') return undefined;
    if (manner !== 'well') return manners[manner](came);
    switch (came.path) {
      case '/token':
        return tokens(came.form);
      case '/par':
        pushed = came.form;
        return {
          status: 201,
          headers: json,
          body: JSON.stringify({
            request_uri: `urn:ietf:params:oauth:request_uri:${plant('request_uri')}`,
            expires_in: 60,
          }),
        };
      case '/device':
        return {
          status: 200,
          headers: json,
          body: JSON.stringify({
            device_code: plant('device code'),
            user_code: 'WDJB-MJHT',
            verification_uri: `${origin}/activate`,
            expires_in: 600,
            interval: 1,
          }),
        };
      case '/login':
        return {
          status: 200,
          headers: { ...json, 'Set-Cookie': `sid=${plant('session cookie')}; Path=/; HttpOnly` },
          body: JSON.stringify({ csrf_token: plant('CSRF value'), token: plant('login token') }),
        };
      default:
        return { status: 404, headers: json, body: '{}' };
    }
  }

  server.on('request', async (request, response) => {
    const came = await read(request);
    world.came.push(`${request.method} ${came.path}`);
    for (const name of ['client_assertion', 'code_verifier']) learn(name, came.form.get(name));
    learn('DPoP proof', String(request.headers.dpop ?? ''));
    learn('Basic credential', /^Basic (\S+)$/.exec(request.headers.authorization ?? '')?.[1]);
    const it = reply(came);
    if (it) response.writeHead(it.status, it.headers).end(it.body);
  });
  return world;
}

async function read(request: IncomingMessage): Promise<Came> {
  let body = '';
  request.setEncoding('utf8');
  for await (const chunk of request as AsyncIterable<string>) body += chunk;
  const form = new URLSearchParams(body);
  const { authorization = '', cookie = '', dpop = '' } = request.headers;
  const basic = /^Basic (\S+)$/.exec(authorization)?.[1];
  const decoded = basic === undefined ? '' : Buffer.from(basic, 'base64').toString('utf8');
  const all = [
    authorization,
    authorization.replace(/^\S+ /, ''),
    decoded,
    ...decoded.split(':').map((it) => decodeURIComponent(it.replaceAll('+', ' '))),
    cookie,
    cookie.replace(/^sid=/, ''),
    String(dpop),
    String(request.headers['x-csrf-token'] ?? ''),
    body,
    ...[...form.values()],
    ...leavesOf(body),
  ].filter((it) => 12 <= it.length);
  return { path: (request.url ?? '').split('?')[0] ?? '', form, all: [...new Set(all)] };
}

function leavesOf(body: string): string[] {
  try {
    const it: unknown = JSON.parse(body);
    return typeof it === 'object' && it !== null ? Object.values(it).filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

function headerText(it: string): string {
  return it.replace(/[^\x20-\x7e]|["\\]/g, '');
}
