import type { Token } from '../jwt/token.ts';

/** What one answer taught of a host or an issuer. Plain data; times in seconds since the epoch. */
export type Lesson =
  /** A token was taken: by a 2xx. */
  | (At & {
      readonly kind: 'accepted';
      readonly audiences: readonly string[];
      readonly issuer?: string;
      readonly use: Token['use'];
    })
  /** A token was refused, and the answer said that this was why. */
  | (At & {
      readonly kind: 'refused';
      readonly claim: 'aud' | 'iss' | 'use';
      readonly values: readonly string[];
      /** What the answer named as expected. */
      readonly wanted?: string;
    })
  /** Credentials behind a scheme word were taken: by a 2xx. */
  | (At & { readonly kind: 'took'; readonly scheme: string })
  /** The schemes of WWW-Authenticate. */
  | (At & { readonly kind: 'asks'; readonly schemes: readonly string[] })
  /** Protected resource metadata (RFC 9728). */
  | (At & { readonly kind: 'resource'; readonly resource: string; readonly issuers: readonly string[] })
  /** An issuer's own metadata (RFC 8414, OpenID Connect Discovery). */
  | { readonly kind: 'issuer'; readonly issuer: string; readonly keysAt: string; readonly at: number }
  /** A key set (RFC 7517), by its address. */
  | { readonly kind: 'keys'; readonly url: string; readonly ids: readonly string[]; readonly at: number };

interface At {
  /** Host and port, lower-case. */
  readonly host: string;
  /** The part of the host that is one API: see `areaOf`. */
  readonly area: string;
  readonly at: number;
}

export type HostLesson = Extract<Lesson, { readonly host: string }>;

/** What the answers of this session taught. Never written anywhere; a new one each time that something is added. */
export interface HostMemory {
  /** Newest first. */
  readonly lessons: readonly Lesson[];
}

export const emptyMemory: HostMemory = { lessons: [] };

/** A session has a few hosts; what is older than this many lessons tells nothing new. */
const most = 300;

export function remember(memory: HostMemory, lessons: readonly Lesson[]): HostMemory {
  if (lessons.length === 0) return memory;
  const added = lessons.toReversed();
  const keys = new Set(added.map(keyOf));
  // The same lesson once more only makes the old one newer.
  return { lessons: [...added, ...memory.lessons.filter((it) => !keys.has(keyOf(it)))].slice(0, most) };
}

/** What is known of a host, newest first. */
export function lessonsOf<K extends HostLesson['kind']>(
  { lessons }: HostMemory,
  kind: K,
  host: string,
): readonly Extract<HostLesson, { readonly kind: K }>[] {
  return lessons.filter(
    (it): it is Extract<HostLesson, { readonly kind: K }> => it.kind === kind && 'host' in it && it.host === host,
  );
}

/** The key ids of an issuer, where both its metadata and its key set were seen. */
export function keyIdsOf({ lessons }: HostMemory, issuer: string): readonly string[] | undefined {
  const metadata = lessons.find((it) => it.kind === 'issuer' && withoutSlash(it.issuer) === withoutSlash(issuer));
  if (metadata?.kind !== 'issuer') return undefined;
  const keys = lessons.find((it) => it.kind === 'keys' && it.url === metadata.keysAt);
  return keys?.kind === 'keys' ? keys.ids : undefined;
}

/** The first step of a path that tells one API of a host from another: `/api/v1/orders/7` is `orders`. */
export function areaOf(path: string): string {
  const steps = path.split('/').filter((it) => it !== '');
  return (steps.find((it) => !/^(?:api|apis|rest|v\d{1,3}(?:\.\d{1,3})?)$/i.test(it)) ?? '').toLowerCase();
}

export function withoutSlash(url: string): string {
  return url.replace(/\/$/, '');
}

function keyOf({ at: _at, ...lesson }: Lesson): string {
  return JSON.stringify(lesson);
}
