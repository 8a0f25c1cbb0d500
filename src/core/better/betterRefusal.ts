import type { CauseId } from '../causeIds.ts';
import { fieldValue, type HeaderField } from '../exchange.ts';
import type { Facts } from '../facts.ts';
import { type Answer, answers } from './answers.ts';
import { challengeFor } from './challenge.ts';
import { tokenError } from './tokenError.ts';

/** The response that an API ought to send where it sent this refusal. */
export interface BetterRefusal {
  readonly cause: CauseId;
  readonly status: number;
  readonly statusText: string;
  /** In the order in which they are sent; the media type is among them. */
  readonly fields: readonly HeaderField[];
  /** A problem (RFC 9457), or a token endpoint's error (RFC 6749, 5.2). */
  readonly body: Readonly<Record<string, string | number>>;
}

/**
 * The refusal that this one ought to be: status, challenge, problem+json and a sentence that its end user understands.
 * Undefined where the cause is not known. Nothing secret of the exchange goes into it.
 */
export function betterRefusal(facts: Facts, cause: CauseId): BetterRefusal | undefined {
  if (cause === 'unknown') return undefined;
  const error = tokenError(facts, cause);
  const answer = answers[cause];
  const status = error?.status ?? answer.status;
  const challenge = status === 401 || cause === 'scope-missing' ? challengeFor(facts, cause, answer) : undefined;
  const fields: HeaderField[] = [];
  if (status === 407) fields.push({ name: 'Proxy-Authenticate', value: proxyChallenge(facts) });
  else if (challenge !== undefined && !(error && error.status !== 401))
    fields.push({ name: 'WWW-Authenticate', value: challenge });
  if (status === 429 || status === 503) fields.push({ name: 'Retry-After', value: retryAfter(facts) });
  const nonce = fieldValue(facts.exchange.response.headers, 'DPoP-Nonce');
  if (status === 401 && nonce !== undefined) fields.push({ name: 'DPoP-Nonce', value: '<a fresh nonce>' });
  fields.push({ name: 'Cache-Control', value: 'no-store' });
  fields.push(...corsFields(facts, cause));
  fields.push({ name: 'Content-Type', value: error ? 'application/json' : 'application/problem+json' });
  return {
    cause,
    status,
    statusText: statusTexts[status] ?? '',
    fields,
    body: error?.body ?? problem(facts, cause, answer),
  };
}

function problem({ target }: Facts, cause: CauseId, answer: Answer): BetterRefusal['body'] {
  const origin = target.scheme === '' ? 'https://api.example' : `https://${target.host}`;
  return { type: `${origin}/problems/${cause}`, title: answer.title, status: answer.status, detail: answer.detail };
}

/** What lets a page read the refusal; a page that is not on the list stays out. */
function corsFields({ origin, target }: Facts, cause: CauseId): HeaderField[] {
  if (origin === undefined || origin === 'null' || cause === 'origin-not-allowed') return [];
  if (origin.toLowerCase() === `${target.scheme}://${target.host}` || !/^https?:\/\/[\w.:[\]-]{1,253}$/i.test(origin))
    return [];
  return [
    { name: 'Access-Control-Allow-Origin', value: origin },
    { name: 'Access-Control-Expose-Headers', value: 'WWW-Authenticate' },
    { name: 'Vary', value: 'Origin' },
  ];
}

function retryAfter({ exchange }: Facts): string {
  const said = fieldValue(exchange.response.headers, 'Retry-After') ?? '';
  return /^\d{1,8}$/.test(said) ? said : '60';
}

function proxyChallenge({ challenges }: Facts): string {
  const scheme = challenges.find((it) => it.field === 'Proxy-Authenticate')?.scheme ?? 'Basic';
  return /^[A-Za-z][\w-]{0,30}$/.test(scheme) ? `${scheme} realm="proxy"` : 'Basic realm="proxy"';
}

const statusTexts: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  407: 'Proxy Authentication Required',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
};
