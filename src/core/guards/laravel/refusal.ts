import type { Guard, GuardKind, SourcePlace } from '../route.ts';
import type { Needs } from './needKinds.ts';

/** A place in code that refuses, and under what. */
export interface Refusal extends SourcePlace {
  readonly name: string;
  readonly text: string;
  /** What it answers with; 302 for a redirect. */
  readonly statuses: readonly number[];
  readonly needs: Needs;
  /** What of a guard is known better than by `needs`, from a policy or gate. */
  readonly ability?: Pick<Guard, 'needs' | 'needsAre' | 'anyOf' | 'on' | 'definedAt'>;
  readonly definedAt?: SourcePlace;
  /** Whether credentials or the user are looked at in the condition. */
  readonly readsUser: boolean;
  /** For a redirect: whether it leads to where one signs in. */
  readonly toSignIn?: true;
}

/** Statuses that guards refuse with. */
export const refusing: ReadonlySet<number> = new Set([401, 402, 403, 407, 419, 423, 429, 451]);

/** What exceptions of the framework, of Symfony and of packages are answered with. */
const exceptions: ReadonlyMap<string, number> = new Map([
  ['AuthenticationException', 401],
  ['UnauthorizedHttpException', 401],
  ['AuthorizationException', 403],
  ['AccessDeniedHttpException', 403],
  ['UnauthorizedException', 403],
  ['MissingAbilityException', 403],
  ['MissingScopeException', 403],
  ['InvalidSignatureException', 403],
  ['AccessDeniedException', 403],
  ['TokenMismatchException', 419],
  ['ThrottleRequestsException', 429],
  ['TooManyRequestsHttpException', 429],
  ['LockedHttpException', 423],
]);

export const exceptionStatus = (base: string): number | undefined => exceptions.get(base);

/** The status that a constant of Symfony's or Laravel's response stands for. */
export function namedStatus(constant: string): number | undefined {
  return statuses.get(constant);
}

const statuses: ReadonlyMap<string, number> = new Map([
  ['HTTP_UNAUTHORIZED', 401],
  ['HTTP_PAYMENT_REQUIRED', 402],
  ['HTTP_FORBIDDEN', 403],
  ['HTTP_NOT_FOUND', 404],
  ['HTTP_PROXY_AUTHENTICATION_REQUIRED', 407],
  ['HTTP_LOCKED', 423],
  ['HTTP_TOO_MANY_REQUESTS', 429],
  ['HTTP_UNAVAILABLE_FOR_LEGAL_REASONS', 451],
]);

/** The kind of a guard by what it answers; both 401 and 403: by whether it looks at credentials. */
export function kindOf(answers: readonly number[], name: string, readsUser: boolean): GuardKind {
  const says = (status: number): boolean => answers.includes(status);
  if (says(401))
    return says(403) && !readsUser && /role|permission|admin|scope|abilit/i.test(name)
      ? 'authorization'
      : 'authentication';
  if (says(403)) return /signature|signed|hmac|webhook/i.test(name) ? 'signature' : 'authorization';
  if (says(419)) return 'csrf';
  if (says(429)) return 'throttle';
  if (says(407)) return 'authentication';
  if (says(302)) {
    if (/guest|RedirectIf/i.test(name)) return 'other';
    if (/role|permission|admin|authori[sz]|owner|can|subscri|active|approved|banned|block/i.test(name))
      return 'authorization';
    return readsUser ? 'authentication' : 'other';
  }
  return says(402) || says(451) ? 'authorization' : 'other';
}

/** The kind of a guard whose code is not there, by its name. */
export function kindByName(name: string): GuardKind {
  if (/role|permission|abilit|scope|admin|owner|authori[sz]e|access|^can\b|subscri/i.test(name)) return 'authorization';
  if (/throttle|limit/i.test(name)) return 'throttle';
  if (/csrf/i.test(name)) return 'csrf';
  if (/sign(?:ed|ature)|hmac/i.test(name)) return 'signature';
  return /auth|login|jwt|token|api.?key/i.test(name) ? 'authentication' : 'other';
}
