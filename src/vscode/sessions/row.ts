import { type Session, type SessionKey, sessionName } from '../../core/auth/session.ts';
import { formatBoth } from '../../core/time.ts';

/** A session as a list shows it: words, and what they mean as an icon. Nothing in it is secret. */
export interface SessionRow {
  readonly key: SessionKey;
  /** The same for the same session, however its token changes. */
  readonly id: string;
  readonly label: string;
  /** How long it lasts, and its kind: `ends in 12 min, access token`. What is narrow cuts the end off. */
  readonly description: string;
  readonly look: 'lasting' | 'renewable' | 'ending' | 'ending-renewable' | 'ended-renewable' | 'ended';
  /** Everything in one sentence, for a screen reader. */
  readonly spoken: string;
  /** Name and value of what else is known. */
  readonly details: readonly (readonly [name: string, value: string])[];
  /** For the menus: what can be done with it. */
  readonly context: 'session.tokens' | 'session.login';
}

/** From here on it is said that it ends. */
const soonMs = 60_000;

/**
 * @param now milliseconds since the epoch
 * @param several sessions of other environments stand beside it
 */
export function sessionRow(session: Session, now: number, several = false): SessionRow {
  const { key } = session;
  const label = [key.user, calledFor(session)].filter((it) => it !== undefined).join(' · ');
  const kind = session.kind === 'login' ? 'login' : 'access token';
  const wordsOf = (end: string) => `${end}, ${kind}`;
  const description = wordsOf(countdown(session.expiresAt, now) ?? endWords(session.expiresAt, now));
  const environment = key.environment === undefined ? '' : ` · ${key.environment}`;
  const renewable = isRenewable(session);
  return {
    key,
    id: sessionName(key),
    label: several ? `${label}${environment}` : label,
    description: several ? description : `${description}${environment}`,
    look: lookOf(session, renewable, now),
    spoken: `${label}${environment}: ${wordsOf(endWords(session.expiresAt, now))}, ${renewable ? 'renewed when it is used' : 'not renewable without signing in'}`,
    details: detailsOf(session, now, renewable),
    context: session.kind === 'login' ? 'session.login' : 'session.tokens',
  };
}

/** What people call it: the id of its sign-in, or its login request. */
export function calledFor(session: Session): string {
  return session.kind === 'login' ? session.request : session.key.id;
}

/** Whether another credential can be had without a person. */
export function isRenewable(session: Session): boolean {
  if (session.kind === 'login' || session.tokens.refreshToken) return true;
  return ['client_credentials', 'password', 'token_exchange'].includes(session.grant);
}

function lookOf({ expiresAt }: Session, renewable: boolean, now: number): SessionRow['look'] {
  const left = expiresAt === undefined ? Number.POSITIVE_INFINITY : expiresAt - now;
  if (left <= 0) return renewable ? 'ended-renewable' : 'ended';
  if (left < soonMs) return renewable ? 'ending-renewable' : 'ending';
  return renewable ? 'renewable' : 'lasting';
}

/** In the last minute the seconds are counted: `ends in 17 s`. Not for a screen reader, which would read each. */
function countdown(expiresAt: number | undefined, now: number): string | undefined {
  const left = expiresAt === undefined ? 0 : expiresAt - now;
  return 0 < left && left < soonMs ? `ends in ${Math.ceil(left / 1000)} s` : undefined;
}

/** Words that stay true for a while. */
function endWords(expiresAt: number | undefined, now: number): string {
  if (expiresAt === undefined) return 'no known end';
  const left = expiresAt - now;
  if (left <= 0) return -left < soonMs ? 'just ended' : `ended ${lengthWords(-left)} ago`;
  return left < soonMs ? 'ends within a minute' : `ends in ${lengthWords(left)}`;
}

function lengthWords(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}

function detailsOf(session: Session, now: number, renewable: boolean): SessionRow['details'] {
  const at = (ms: number) => formatBoth(Math.floor(ms / 1000), Math.floor(now / 1000));
  const { key, expiresAt, obtainedAt, refreshedAt, origins } = session;
  const own: SessionRow['details'] =
    session.kind === 'login'
      ? [
          ['Request', session.request],
          ['File', session.path],
        ]
      : [
          ['Scopes', session.tokens.scopes.join(' ') || 'none named'],
          ['Client', session.clientId],
          ...(session.issuer === undefined ? [] : [['Issuer', session.issuer] as const]),
          ['Grant', grantWords(session.grant)],
          ['Token', `${session.tokens.tokenType} ${session.tokens.accessToken.toString()}`],
        ];
  return [
    ...(key.user === undefined ? [] : [['User', key.user] as const]),
    ...(key.environment === undefined ? [] : [['Environment', key.environment] as const]),
    ...own.slice(0, 1),
    ...(expiresAt === undefined ? [] : [[expiresAt <= now ? 'Ended' : 'Ends', at(expiresAt)] as const]),
    ...(refreshedAt === undefined ? [] : [['Last refresh', at(refreshedAt)] as const]),
    ['Obtained', at(obtainedAt)],
    ['Renewal', renewable ? 'when it is used' : 'by signing in again'],
    ...own.slice(1),
    ...(0 < origins.length ? [['Goes to', origins.join(', ')] as const] : []),
  ];
}

function grantWords(grant: string): string {
  const words = grant.replaceAll('_', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
