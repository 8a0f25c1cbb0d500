import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

/** A call of the API as it arrived. */
export interface ApiCall {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** A call of the token endpoint as it arrived. */
export interface TokenCall {
  readonly authorization: string | undefined;
  readonly form: URLSearchParams;
}

/** What the token endpoint does, beyond giving tokens. */
export interface Manner {
  /** Refuses: status and answer. */
  refusal?: (call: TokenCall) => { readonly status: number; readonly body: string } | undefined;
  /** Gives no new refresh token, and takes the old one again. */
  keepsRefreshToken?: boolean;
  /** Seconds, as `expires_in` says. */
  lifetime?: number | string;
  /** Sends on to another place. */
  redirect?: string;
}

/**
 * An API and its token endpoint on loopback, at one origin, that count. The API's paths: `/echo` gives the body back,
 * `/never` refuses every token with 401, `/step-up` asks for a second factor, `/forbidden` refuses with 403, `/away`
 * redirects to `away`; every other path takes a token that holds.
 */
export interface CountingServer {
  readonly origin: string;
  readonly port: number;
  readonly api: ApiCall[];
  readonly token: TokenCall[];
  readonly manner: Manner;
  away: string;
  /** All access tokens given so far are refused from now on. */
  end(): void;
  /** Gives a pair of tokens that holds, as a person's sign-in would. */
  signIn(): { readonly accessToken: string; readonly refreshToken: string };
  /** Refusals are held back until so many requests are waiting for theirs. */
  holdRefusals(count: number): void;
}

export async function countingServer(t: Pick<TestContext, 'after'>): Promise<CountingServer> {
  let given = 0;
  let held = 0;
  const waiting: (() => void)[] = [];
  const valid = new Set<string>();
  const refreshTokens = new Set<string>();

  function issue() {
    given += 1;
    const pair = { accessToken: `at-${given}-abcdefghijklmnop`, refreshToken: `rt-${given}-abcdefghijklmnop` };
    valid.add(pair.accessToken);
    refreshTokens.add(pair.refreshToken);
    return pair;
  }

  function answerTokenCall(call: TokenCall): { readonly status: number; readonly body: string } {
    it.token.push(call);
    const refused = it.manner.refusal?.(call);
    if (refused) return refused;
    const old = call.form.get('refresh_token');
    if (call.form.get('grant_type') === 'refresh_token' && !refreshTokens.has(old ?? '')) {
      const said = { error: 'invalid_grant', error_description: `The refresh token ${old} was used before` };
      return { status: 400, body: JSON.stringify(said) };
    }
    if (old !== null && !it.manner.keepsRefreshToken) refreshTokens.delete(old);
    const { accessToken, refreshToken } = issue();
    const answer = {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: it.manner.lifetime ?? 3600,
      ...(it.manner.keepsRefreshToken ? {} : { refresh_token: refreshToken }),
    };
    return { status: 200, body: JSON.stringify(answer) };
  }

  async function held401(): Promise<void> {
    if (held === 0) return;
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      if (waiting.length < held) return;
      held = 0;
      for (const go of waiting.splice(0)) go();
    });
  }

  const server = createServer(async (request, response) => {
    const body = await read(request);
    const { authorization } = request.headers;
    const path = request.url ?? '';
    const json = { 'Content-Type': 'application/json' };
    if (path === '/token') {
      if (it.manner.redirect) return response.writeHead(307, { Location: it.manner.redirect }).end();
      const { status, body: text } = answerTokenCall({ authorization, form: new URLSearchParams(body) });
      return response.writeHead(status, json).end(text);
    }
    it.api.push({ method: request.method ?? '', path, authorization, body });
    if (path === '/away') return response.writeHead(307, { Location: it.away }).end();
    if (path === '/forbidden') return response.writeHead(403).end('{}');
    if (path === '/step-up') {
      const challenge = 'Bearer error="insufficient_user_authentication", acr_values="urn:two"';
      return response.writeHead(401, { 'WWW-Authenticate': challenge }).end('{}');
    }
    if (path !== '/never' && valid.has(authorization?.replace(/^Bearer /, '') ?? ''))
      return response.writeHead(200, json).end(path === '/echo' ? JSON.stringify({ body }) : '{"ok":true}');
    await held401();
    return response.writeHead(401, { 'WWW-Authenticate': 'Bearer error="invalid_token"' }).end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;

  const it: CountingServer = {
    origin: `http://127.0.0.1:${port}`,
    port,
    api: [],
    token: [],
    manner: {},
    away: '',
    end: () => valid.clear(),
    signIn: issue,
    holdRefusals(count) {
      held = count;
    },
  };
  return it;
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
