import { type Dropped, type Exchange, fieldValue, fieldValues } from '../exchange.ts';
import { readCookies, readSetCookie, removesCookie } from '../headers/cookies.ts';
import type { Credential } from './credentials.ts';
import { readTarget, type Target } from './target.ts';

/** What the entries before this one tell. `entry` counts from the oldest, 0-based. */
export interface History {
  /** The redirect that led here. */
  readonly redirect?: {
    readonly entry: number;
    readonly url: string;
    readonly status: number;
    readonly origins: { readonly from: string; readonly to: string };
    /** Header names with credentials that the first request had and this one has not. */
    readonly lost: readonly string[];
  };
  /** The same credential was accepted before: by a 2xx on the same host. */
  readonly accepted?: {
    readonly entry: number;
    readonly method: string;
    readonly path: string;
    readonly secondsBefore: number;
  };
  /** Answered requests to the same place with the same credentials shortly before, none of them refused. */
  readonly burst?: { readonly entry: number; readonly count: number; readonly seconds: number };
  /** The same request was answered for another User-Agent. */
  readonly otherAgent?: { readonly entry: number; readonly agent: string };
  /** A request with the same credential that changed a password. */
  readonly passwordChanged?: { readonly entry: number; readonly path: string };
  /** A logout or revocation with the same credential came before. */
  readonly ended?: { readonly entry: number; readonly path: string };
  /** Cookies this host set that did not come back, and why by their attributes. */
  readonly unsentCookies: readonly {
    readonly entry: number;
    readonly name: string;
    readonly attribute: string;
    readonly because: string;
  }[];
  /** The answer that handed out the credential now used. */
  readonly issued?: {
    readonly entry: number;
    readonly host: string;
    readonly path: string;
    readonly secondsBefore: number;
    /** The field of the answer that held it: `refresh_token`. */
    readonly field?: string;
    /** `client_credentials`, where a token request handed it out. */
    readonly grant?: string;
    /** Its lifetime in seconds, as the answer told it. */
    readonly expiresIn?: number;
  };
  /** An earlier request without a redirect between had Authorization for this host, this one has not. */
  readonly hadAuthorization?: { readonly entry: number; readonly path: string };
}

/** Reads the earlier entries with this one's credentials in mind; the last 50 of them. */
export function readHistory(
  exchange: Exchange,
  target: Target,
  credentials: readonly Credential[],
  sentAt: number,
): History {
  const earlier = exchange.earlier;
  let history: { -readonly [name in keyof History]: History[name] } = { unsentCookies: [] };
  if (earlier.length === 0) return dropsOnly(exchange.dropped, history);
  // The same mask stands for any value.
  const secrets = credentials
    .filter((it) => it.hidden !== 'value')
    .map((it) => it.secret.reveal())
    .filter((it) => 6 <= it.length);
  const unsent: History['unsentCookies'][number][] = [];
  const sentNames = new Set(readCookies(fieldValue(exchange.request.headers, 'Cookie') ?? '').map((it) => it.name));
  for (let i = Math.max(0, earlier.length - 50); i < earlier.length; i++) {
    const it = earlier[i];
    if (!it) continue;
    const there = readTarget(it.request);
    const carried = carries(it, secrets);
    const ok = 200 <= it.response.status && it.response.status < 400;
    const secondsBefore = Math.max(0, sentAt - (it.sentAt ?? sentAt * 1000) / 1000);
    const ends =
      /log-?out|sign-?out|revo(?:ke|cation)|deauthori[sz]e|(?:keys?|tokens?)\/(?:rotate|roll|regenerate)|unwrap|end_?session/i.test(
        there.path,
      ) ||
      (it.request.method === 'DELETE' &&
        /(?:^|[/_-])(?:tokens?|sessions?|api-?keys?|credentials?)(?:\/|$)/i.test(there.path));
    if (carried && ok && ends) history.ended = { entry: i, path: there.path };
    else if (carried && ok && there.host === target.host && it.response.status < 300) {
      history.accepted = { entry: i, method: it.request.method, path: there.path, secondsBefore };
    }
    if (carried && ok && changesPassword(it, there)) history.passwordChanged = { entry: i, path: there.path };
    if (ok && hands(it, secrets)) {
      const grant = /(?:^|[&"{,\s])grant_type"?\s{0,5}[=:]\s{0,5}"?([\w:.%-]{1,100})/.exec(
        `${it.request.url.slice(0, 5_000)}&${it.request.body?.text.slice(0, 10_000) ?? ''}`.replace('?', '&'),
      )?.[1];
      const { hostname: host, path } = there;
      history.issued = {
        entry: i,
        host,
        path,
        secondsBefore,
        ...(grant === undefined ? {} : { grant }),
        ...fieldOf(it, secrets),
        ...lifetimeIn(it),
      };
    }
    const authorization = fieldValue(it.request.headers, 'Authorization');
    if (authorization && there.host === target.host && !credentials.some((one) => one.in === 'authorization')) {
      history.hadAuthorization = { entry: i, path: there.path };
    }
    for (const line of fieldValues(it.response.headers, 'Set-Cookie')) {
      const cookie = whyUnsent(line, there, target, exchange, sentAt);
      if (cookie && !sentNames.has(cookie.name)) unsent.push({ entry: i, ...cookie });
    }
  }
  history.unsentCookies = unsent;
  const otherAgent = readOtherAgent(exchange, target);
  if (otherAgent) history.otherAgent = otherAgent;
  const burst = readBurst(exchange, target, sentAt);
  if (burst) history.burst = burst;
  history = dropsOnly(exchange.dropped, history);
  const redirect = readRedirect(exchange, target);
  return redirect ? { ...history, redirect } : history;
}

/** How long ago requests still count for a limit, in seconds. */
const burstSpan = 60;

function readBurst(exchange: Exchange, target: Target, sentAt: number): History['burst'] {
  const authorization = fieldValue(exchange.request.headers, 'Authorization');
  let count = 0;
  let entry = -1;
  let first = sentAt;
  for (let i = Math.max(0, exchange.earlier.length - 50); i < exchange.earlier.length; i++) {
    const it = exchange.earlier[i];
    if (!it || it.sentAt === undefined) continue;
    const there = readTarget(it.request);
    const at = it.sentAt / 1000;
    if (there.host !== target.host || there.path !== target.path || sentAt - at < 0 || burstSpan < sentAt - at)
      continue;
    if (
      it.request.method !== exchange.request.method ||
      fieldValue(it.request.headers, 'Authorization') !== authorization
    )
      continue;
    if (it.response.status === exchange.response.status) continue;
    if (it.response.status === 401 || it.response.status === 407) return undefined;
    count++;
    if (entry < 0) {
      entry = i;
      first = at;
    }
  }
  return count < 3 ? undefined : { entry, count, seconds: sentAt - first };
}

function changesPassword(it: Exchange, there: Target): boolean {
  if (!/^(?:POST|PUT|PATCH)$/.test(it.request.method) || /log-?in|sign-?in|token|session/i.test(there.path))
    return false;
  return (
    /pass(?:word|wd)/i.test(there.path) ||
    /"(?:new_?)?pass(?:word|wd)"\s{0,5}:/i.test(it.request.body?.text.slice(0, 10_000) ?? '')
  );
}

function readOtherAgent(exchange: Exchange, target: Target): History['otherAgent'] {
  const here = fieldValue(exchange.request.headers, 'User-Agent') ?? '';
  const entry = exchange.earlier.findLastIndex((it) => {
    const there = readTarget(it.request);
    return (
      there.host === target.host &&
      there.path === target.path &&
      it.request.method === exchange.request.method &&
      it.response.status < 300 &&
      (fieldValue(it.request.headers, 'User-Agent') ?? '') !== here &&
      ['Authorization', 'Cookie'].every(
        (name) => fieldValue(it.request.headers, name) === fieldValue(exchange.request.headers, name),
      )
    );
  });
  const other = exchange.earlier[entry];
  return other && { entry, agent: fieldValue(other.request.headers, 'User-Agent') ?? '' };
}

function lifetimeIn(it: Exchange): { expiresIn?: number } {
  const seconds =
    /"(?:expires_?in|ttl|(?:refresh_?)?timeout_?seconds|expires_?in_?seconds)"\s{0,5}:\s{0,5}"?(\d{1,9})/i.exec(
      it.response.body?.text.slice(0, 20_000) ?? '',
    )?.[1];
  return seconds === undefined ? {} : { expiresIn: Number(seconds) };
}

function dropsOnly(dropped: readonly Dropped[], history: History): History {
  const first = dropped[0];
  if (!first) return history;
  const origins = { from: first.from, to: first.to };
  return {
    ...history,
    redirect: { entry: -1, url: first.from, status: 0, origins, lost: dropped.map((it) => it.header) },
  };
}

function readRedirect(exchange: Exchange, target: Target): History['redirect'] {
  const entry = exchange.earlier.length - 1;
  const last = exchange.earlier[entry];
  if (!last || last.response.status < 300 || 399 < last.response.status || last.response.status === 304)
    return undefined;
  const location = fieldValue(last.response.headers, 'Location') ?? '';
  const from = readTarget(last.request);
  const aim = readTarget({
    ...last.request,
    url: /^[a-z]+:\/\//i.test(location) ? location : `${from.scheme}://${from.host}${location}`,
  });
  const leadsHere = exchange.follows === 'redirect' || (aim.host === target.host && aim.path === target.path);
  if (!leadsHere) return undefined;
  const lost = ['Authorization', 'Cookie'].filter(
    (name) =>
      fieldValue(last.request.headers, name) !== undefined && fieldValue(exchange.request.headers, name) === undefined,
  );
  const origins = { from: `${from.scheme}://${from.host}`, to: `${target.scheme}://${target.host}` };
  return { entry, url: last.request.url, status: last.response.status, origins, lost };
}

function carries(it: Exchange, secrets: readonly string[]): boolean {
  if (secrets.length === 0) return false;
  const wire = it.request.headers.map((header) => header.value);
  const body = it.request.body?.text.slice(0, 20_000) ?? '';
  return secrets.some(
    (secret) =>
      wire.some((value) => value.includes(secret)) || body.includes(secret) || it.request.url.includes(secret),
  );
}

function hands(it: Exchange, secrets: readonly string[]): boolean {
  const body = it.response.body?.text.slice(0, 100_000) ?? '';
  const cookies = fieldValues(it.response.headers, 'Set-Cookie');
  return secrets.some((secret) => body.includes(secret) || cookies.some((value) => value.includes(secret)));
}

/** The name in the answer's JSON that a credential was given under. */
function fieldOf(it: Exchange, secrets: readonly string[]): { field?: string } {
  const body = it.response.body?.text.slice(0, 100_000) ?? '';
  for (const secret of secrets) {
    const place = body.indexOf(`"${secret}"`);
    const field =
      place < 0 ? undefined : /"([\w.-]{1,60})"\s{0,5}:\s{0,5}$/.exec(body.slice(Math.max(0, place - 80), place))?.[1];
    if (field !== undefined) return { field };
  }
  return {};
}

/** Why a cookie does not go to a target (RFC 6265, 5.4), or undefined where nothing visible keeps it back. */
function whyUnsent(
  line: string,
  from: Target,
  target: Target,
  exchange: Exchange,
  sentAt: number,
): { name: string; attribute: string; because: string } | undefined {
  const cookie = readSetCookie(line.slice(0, 8_000));
  if (!cookie || cookie.value.reveal() === '' || /csrf|xsrf/i.test(cookie.name)) return undefined;
  const { name, domain, path } = cookie;
  const fits = domain
    ? target.hostname === domain || target.hostname.endsWith(`.${domain}`)
    : target.hostname === from.hostname;
  const related = sameSite(target.hostname, from.hostname);
  if (!fits)
    return related
      ? { name, attribute: 'Domain', because: `it belongs to ${domain ?? from.hostname}, not to ${target.hostname}` }
      : undefined;
  if (path !== undefined && path !== '/' && !`${target.path}/`.startsWith(path.endsWith('/') ? path : `${path}/`)) {
    return { name, attribute: 'Path', because: `its Path is ${path}, and the request goes to ${target.path}` };
  }
  if (cookie.secure && target.scheme === 'http')
    return { name, attribute: 'Secure', because: 'it is Secure, and the request goes over plain http' };
  if (removesCookie(cookie, sentAt)) return undefined;
  const strictness = cookie.sameSite;
  if (strictness && strictness !== 'none' && fieldValue(exchange.request.headers, 'Sec-Fetch-Site') === 'cross-site') {
    return {
      name,
      attribute: 'SameSite',
      because: `its SameSite is ${strictness}, and the request comes from another site`,
    };
  }
  return { name, attribute: 'Cookie', because: 'the client kept no cookie or did not send it' };
}

function sameSite(a: string, b: string): boolean {
  const site = (host: string): string => host.split('.').slice(-2).join('.');
  return site(a) === site(b);
}
