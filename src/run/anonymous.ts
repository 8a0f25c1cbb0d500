import type { RequestBlock } from '../core/http/httpFile.ts';
import { isSecretParameter } from '../core/mask.ts';
import type { ResolvedRequest } from '../core/resolve/resolve.ts';
import { isCredential } from '../send/redirects.ts';
import type { RunContext } from './context.ts';

/** The user that stands for nobody, where `$users` has it with nothing of its own. */
export const nobody = 'anonymous';

/** Whether a request goes as nobody: the credentials that the file or the environment has for all are then left out. */
export function isNobody({ target, environments }: Pick<RunContext, 'target' | 'environments'>): boolean {
  return target.user === nobody && hasNothing(nobody, target.environment, environments);
}

/** Whether a user has no variables. */
export function hasNothing(
  user: string,
  environment: string | undefined,
  environments: RunContext['environments'],
): boolean {
  return !environments.layers(environment, user).some((it) => it.kind === 'user');
}

/** The request without the header lines that hold credentials: what they refer to has no value for nobody. */
export function withoutCredentialLines(request: RequestBlock): RequestBlock {
  const headers = request.headers.filter((it) => it.unread || !isCredential({ name: it.name.text, value: '' }));
  return headers.length === request.headers.length ? request : { ...request, headers };
}

/** What is left of credentials once all is filled in: in whole header lines that a variable brought, and in the query. */
export function withoutCredentials({ auth: _, ...resolved }: ResolvedRequest): ResolvedRequest {
  return {
    ...resolved,
    url: withoutSecretParameters(resolved.url),
    headers: resolved.headers.filter((it) => !isCredential(it)),
  };
}

function withoutSecretParameters(url: string): string {
  const at = url.indexOf('?');
  if (at === -1) return url;
  const kept = url
    .slice(at + 1)
    .split('&')
    .filter((it) => !isSecretParameter(decoded(it.split('=', 1)[0] ?? '')));
  return kept.length ? `${url.slice(0, at)}?${kept.join('&')}` : url.slice(0, at);
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
