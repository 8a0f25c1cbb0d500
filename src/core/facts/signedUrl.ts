import { parseIso } from '../time.ts';
import { parameter, type Target } from './target.ts';

/** A URL that carries its own permission: a signature, and mostly an end. */
export interface SignedUrl {
  readonly kind: string;
  /** The parameter that holds the signature. */
  readonly signature: string;
  /** The parameter that tells the end. */
  readonly endsBy?: string;
  /** Seconds since the epoch. */
  readonly signedAt?: number;
  readonly endsAt?: number;
}

/** Finds the signature of a presigned URL: SigV4 and SigV2, Google, Azure SAS, and the plain `expires` + `signature` of many servers. */
export function readSignedUrl(target: Target): SignedUrl | undefined {
  const get = (name: string): string | undefined => parameter(target.query, name);
  for (const [prefix, kind] of [
    ['X-Amz', 'AWS SigV4'],
    ['X-Goog', 'Google V4'],
    ['X-Tos', 'TOS'],
    ['X-Oss', 'OSS'],
  ] as const) {
    const date = get(`${prefix}-Date`);
    if (get(`${prefix}-Signature`) === undefined || date === undefined) continue;
    const signedAt = parseIso(date);
    const seconds = Number(get(`${prefix}-Expires`));
    return {
      kind,
      signature: `${prefix}-Signature`,
      endsBy: `${prefix}-Expires`,
      ...(signedAt === undefined
        ? {}
        : { signedAt, ...(Number.isFinite(seconds) ? { endsAt: signedAt + seconds } : {}) }),
    };
  }
  if (get('sig') !== undefined && get('se') !== undefined) {
    const endsAt = parseIso(get('se') ?? '');
    const signedAt = parseIso(get('st') ?? '');
    return {
      kind: 'Azure SAS',
      signature: 'sig',
      endsBy: 'se',
      ...(endsAt === undefined ? {} : { endsAt }),
      ...(signedAt === undefined ? {} : { signedAt }),
    };
  }
  const signature = target.query.find(
    (it) =>
      /^(?:(?:[a-z]{1,12}[-_]){0,3}(?:signature|sig|hmac|checksum)|md5|hash|st|signed|sign|token|policy|digest|s|hdnts|verify|oh|hm)$/i.test(
        it.name,
      ) && 16 <= it.value.length,
  )?.name;
  const end = target.query.find(
    (it) =>
      /^(?:(?:[a-z]{1,12}[-_]){0,3}(?:expires?|expires?_?(?:at|on)?|expiry|exp)|e|se|oe|ex|valid_?until|until|deadline)$/i.test(
        it.name,
      ) && readEnd(it.value) !== undefined,
  );
  if (!signature) return undefined;
  // The end stands before the hash: `1795769528-4da44a88…`.
  const value = get(signature) ?? '';
  const inside = end ? undefined : /(?:^|[-_.:~])(\d{10})[-_.:~][0-9a-f]{16,200}$/i.exec(value.slice(0, 300))?.[1];
  if (inside !== undefined) return { kind: 'signed link', signature, endsBy: signature, endsAt: Number(inside) };
  const seconds = end && readEnd(end.value);
  if (seconds === undefined && !/signature|sig|md5|hmac|sign|checksum/i.test(signature)) return undefined;
  return {
    kind: 'signed link',
    signature,
    ...(end && seconds !== undefined ? { endsBy: end.name, endsAt: seconds } : {}),
  };
}

/** Seconds or milliseconds since the epoch, or seconds as eight hexadecimal digits, as some CDNs write them. */
function readEnd(value: string): number | undefined {
  if (/^\d{9,10}$/.test(value)) return Number(value);
  if (/^\d{13}$/.test(value)) return Number(value) / 1000;
  return /^[5-7][0-9a-f]{7}$/i.test(value) ? Number.parseInt(value, 16) : undefined;
}

/** When the URL was signed that a token of EKS wraps (`k8s-aws-v1.` and the URL in Base64url); seconds since the epoch. */
export function readWrappedUrl(token: string): number | undefined {
  if (!token.startsWith('k8s-aws-v1.')) return undefined;
  try {
    const url = atob(token.slice(11).replaceAll('-', '+').replaceAll('_', '/'));
    return parseIso(/X-Amz-Date=(\d{8}T\d{6}Z)/.exec(url)?.[1] ?? '');
  } catch {
    return undefined;
  }
}
