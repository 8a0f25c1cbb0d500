import type { Cookie, CookieJar } from 'tough-cookie';
import { Secret } from '../core/secret.ts';
import { originOf, type Target, urlOf } from './target.ts';

/** The cookies of one session (RFC 6265), in memory only. */
export interface Cookies {
  /** The Cookie value for a request; undefined where none belongs. `arrivedFrom`: the origin that redirected there. */
  valueFor(target: Target, arrivedFrom?: string): Promise<string | undefined>;
  /** Takes in what an answer sets. */
  keep(target: Target, setCookie: readonly string[]): Promise<void>;
  list(): readonly KeptCookie[];
  /** The cookies of this session that a request to `url` would not carry, and why. */
  notSent(url: string): readonly { readonly name: string; readonly why: string }[];
  clear(): void;
}

export interface KeptCookie {
  readonly name: string;
  readonly value: Secret;
  readonly domain: string;
  readonly path: string;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  /** Milliseconds since the epoch; absent for a session cookie. */
  readonly expires?: number;
}

/** An empty jar. tough-cookie is loaded when the first cookie arrives. */
export function createCookies(): Cookies {
  let jar: CookieJar | undefined;
  /** Cookies know no port and no scheme; this does. */
  let setBy = new Map<string, string>();

  return {
    async valueFor(target, arrivedFrom) {
      const cookies = (await jar?.getCookies(urlOf(target))) ?? [];
      const own = originOf(target);
      // Redirected to another origin, only its own cookies go along, and those that a site shares by Domain.
      const sent = cookies.filter(
        (it) =>
          arrivedFrom === undefined || arrivedFrom === own || it.hostOnly === false || setBy.get(keyOf(it)) === own,
      );
      return sent.length ? sent.map((it) => it.cookieString()).join('; ') : undefined;
    },

    async keep(target, setCookie) {
      if (setCookie.length === 0) return;
      if (!jar) {
        const { CookieJar } = await import('tough-cookie');
        jar ??= new CookieJar(undefined, { looseMode: true, allowSpecialUseDomain: true });
      }
      for (const value of setCookie.slice(0, 100)) {
        // A cookie for another site is refused by the jar; that is no failure of the request.
        const kept = await jar.setCookie(value.slice(0, 8192), urlOf(target), { ignoreError: true });
        if (kept) setBy.set(keyOf(kept), originOf(target));
      }
    },

    list() {
      return all(jar).map((it) => ({
        name: it.key,
        value: new Secret(it.value),
        domain: it.domain ?? '',
        path: it.path ?? '/',
        secure: it.secure,
        httpOnly: it.httpOnly,
        ...(it.expires instanceof Date ? { expires: it.expires.getTime() } : {}),
      }));
    },

    notSent(url) {
      const place = URL.canParse(url) ? new URL(url) : undefined;
      if (!place) return [];
      return all(jar).flatMap((it) => {
        const why = whyNot(it, place);
        return why === undefined ? [] : [{ name: it.key, why }];
      });
    },

    clear() {
      jar = undefined;
      setBy = new Map();
    },
  };
}

function keyOf(cookie: Cookie): string {
  return [cookie.domain, cookie.path, cookie.key].join('\n');
}

function all(jar: CookieJar | undefined): Cookie[] {
  let found: Cookie[] = [];
  // The store in memory answers in the same turn.
  jar?.store.getAllCookies((_error, cookies) => {
    found = cookies ?? [];
  });
  return found;
}

function whyNot(cookie: Cookie, place: URL): string | undefined {
  const domain = cookie.domain ?? '';
  const host = place.hostname.replace(/^\[|\]$/g, '');
  if (host !== domain && cookie.hostOnly !== false) return `it belongs to the host ${domain} alone`;
  if (host !== domain && !host.endsWith(`.${domain}`)) return `it belongs to ${domain} and its subdomains`;
  const path = cookie.path ?? '/';
  const covers = place.pathname === path || place.pathname.startsWith(path.endsWith('/') ? path : `${path}/`);
  if (!covers) return `its Path is ${path}`;
  if (cookie.secure && place.protocol !== 'https:' && !isLocal(host)) return 'it is Secure, and the URL is http';
  return undefined;
}

function isLocal(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127\./.test(host);
}
