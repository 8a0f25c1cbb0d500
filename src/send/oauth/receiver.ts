import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { notConfigured } from './ended.ts';
import type { RedirectReceiver } from './obtained.ts';
import { fragmentPage, pageHeaders, returnPage } from './receiverPage.ts';
import { isLoopback, withoutQuery } from './safeUrl.ts';

/** The longest request that is read; codes are short. */
const mostBytes = 64 * 1024;

/**
 * Listens on this computer for the browser's return (RFC 8252, 7.3): at the registered redirect URI, or on 127.0.0.1
 * with a free port where it names none. `localhost` is listened to on 127.0.0.1 and ::1, as browsers choose. What
 * stands behind `#` (implicit grant) reaches no server: a page reads it and hands it on. The address given has it
 * behind `?`.
 */
export async function listenForRedirect(wanted: string | undefined): Promise<RedirectReceiver> {
  const place = placeOf(wanted ?? 'http://127.0.0.1/callback');
  let took: (address: string) => void = () => {};
  const first = new Promise<string>((resolve) => {
    took = resolve;
  });
  const handle = handler(place, (query) => took(`${redirectUri}?${query}`));
  const { servers, port } = await listenAll(place, handle);
  const redirectUri = place.asWritten ?? `http://${place.hostname}:${port}${place.path}`;
  const close = () => {
    for (const server of servers) {
      server.close();
      // The last page may still be on its way.
      server.closeIdleConnections();
    }
  };
  return {
    redirectUri,
    received(signal) {
      return new Promise((resolve, reject) => {
        const abort = () => reject(new Error('The wait was ended.'));
        if (signal.aborted) abort();
        signal.addEventListener('abort', abort, { once: true });
        first.then((address) => {
          signal.removeEventListener('abort', abort);
          resolve(address);
        }, reject);
      });
    },
    close,
  };
}

interface Place {
  readonly hostname: string;
  /** 0: a free one. */
  readonly port: number;
  readonly path: string;
  readonly addresses: readonly string[];
  /** A redirect URI with a port: servers compare it letter by letter (RFC 6749, 3.1.2.3), so that not even a slash may be added. */
  readonly asWritten?: string;
}

function placeOf(wanted: string): Place {
  const url = URL.canParse(wanted) ? new URL(wanted) : undefined;
  if (url?.protocol !== 'http:' || !isLoopback(url.hostname)) {
    throw notConfigured(
      `The redirect URL ${withoutQuery(wanted).slice(0, 200)} does not lead to this computer by plain http, so the answer of the sign-in cannot be received. Register http://127.0.0.1/callback at the authorization server and write it into the configuration.`,
    );
  }
  if (url.search !== '' || url.hash !== '') {
    throw notConfigured(
      `The redirect URL ${url.origin}${url.pathname} has a query or a fragment; register one without.`,
    );
  }
  const port = /^http:\/\/[^/?#]{1,300}:(\d{1,5})(?=$|\/)/i.exec(wanted)?.[1];
  const bare = url.hostname.replace(/^\[|\]$/g, '');
  return {
    hostname: url.hostname,
    port: Number(port ?? 0),
    path: url.pathname,
    ...(port === undefined ? {} : { asWritten: wanted }),
    addresses: bare === 'localhost' ? ['127.0.0.1', '::1'] : [bare],
  };
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function listenAll(
  place: Place,
  handle: Handler,
  attempts = 5,
): Promise<{ servers: readonly Server[]; port: number }> {
  const servers: Server[] = [];
  let port = place.port;
  for (const address of place.addresses) {
    const server = createServer({ maxHeaderSize: mostBytes, requestTimeout: 30_000 }, handle);
    const problem = await listening(server, port, address);
    if (problem === undefined) {
      servers.push(server);
      port = (server.address() as AddressInfo).port;
    } else if (servers.length === 0 || (problem !== 'EADDRNOTAVAIL' && problem !== 'EAFNOSUPPORT')) {
      // Another program behind one of the two addresses would get the code.
      for (const it of servers) it.close();
      // A port that was free on the one address may be taken on the other; there are more of them.
      if (place.port === 0 && problem === 'EADDRINUSE' && 1 < attempts) return listenAll(place, handle, attempts - 1);
      throw notConfigured(
        problem === 'EADDRINUSE'
          ? `Port ${port} on ${address} is used by another program, so the answer of the sign-in cannot be received there. Close that program, or register another redirect URL.`
          : `Port ${port} on ${address} cannot be listened to (${problem}). Register a redirect URL with another port, such as http://127.0.0.1/callback.`,
      );
    }
  }
  return { servers, port };
}

/** Undefined once it listens, else the system's code. */
function listening(server: Server, port: number, address: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    server.listen(port, address, () => resolve(undefined));
  });
}

/** Answers the return with a page, and everything else with nothing. The first return counts. */
function handler(place: Place, took: (query: string) => void): Handler {
  return (request, response) => {
    const [path, ...query] = (request.url ?? '').split('?');
    const parameters = query.join('?');
    const end = (status: number, page = '', script = '') => {
      response.writeHead(status, pageHeaders(script)).end(page);
    };
    const take = (answer: string) => {
      took(answer);
      end(200, returnPage(new URLSearchParams(answer).has('error')));
    };
    // A page of the web that leads a name of its own to this computer, or loads addresses of it in the background.
    if (!isOurs(request, place)) end(403);
    else if (path !== place.path) end(404);
    else if (request.method === 'POST') readForm(request, (form) => (form === '' ? end(400) : take(form)));
    else if (request.method !== 'GET') end(405);
    else if (parameters !== '') take(parameters);
    else {
      const { page, script } = fragmentPage();
      end(200, page, script);
    }
  };
}

/**
 * Whether a request is for this listener by name, and the browser went here itself: a sign-in ends with a page of its own,
 * and what a page embeds or fetches across sites is no return (Fetch Metadata; older browsers say nothing).
 */
function isOurs({ headers }: IncomingMessage, { hostname }: Place): boolean {
  const host = /^(.*?)(?::\d{1,5})?$/.exec(headers.host ?? '')?.[1]?.toLowerCase() ?? '';
  const named = host === hostname || (hostname !== '[::1]' && /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(host));
  const { 'sec-fetch-dest': goal, 'sec-fetch-site': site } = headers;
  return named && (goal === undefined || goal === 'document' || site === 'same-origin');
}

function readForm(request: IncomingMessage, done: (form: string) => void): void {
  let form = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => {
    form += chunk;
    if (mostBytes < form.length) request.destroy();
  });
  request.on('end', () => done(form));
  request.on('error', () => {});
}
