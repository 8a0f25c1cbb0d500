import type { HttpFile, RequestBlock, Span } from '../http/httpFile.ts';
import { resolveRequest } from '../resolve/resolve.ts';
import { isSecretName } from '../secretNames.ts';
import { text, words } from '../text.ts';
import { scopeFor } from '../variables/asUser.ts';
import type { ResolveProblem, Scope } from '../variables/scope.ts';
import type { CheckFinding } from './finding.ts';

/** References of a request that have no value: it cannot be sent. What is supplied while sending is passed over. */
export function unresolvedFindings(file: HttpFile, request: RequestBlock, scope: Scope): readonly CheckFinding[] {
  const resolution = resolveRequest(file, request, { ...scopeFor(request, scope), bound: new Map() });
  if (resolution.kind !== 'unresolved') return [];
  return resolution.problems.flatMap((it) => finding(it, request) ?? []);
}

function finding({ message, span, variable }: ResolveProblem, request: RequestBlock): CheckFinding | undefined {
  if (!span || !variable) return undefined;
  const sure = isInCredential(span, request);
  const [, name = variable.name, rest = ''] =
    /^`([^`]*)`(.*)$/s.exec(message.replace(', so nothing was sent.', '.')) ?? [];
  return {
    code: 'unresolved-variable',
    span: { start: span.start, end: span.end },
    severity: sure ? 'error' : 'warning',
    certainty: 'proven',
    message: text`${name}${words(rest.replaceAll('`', ''))}`,
    ...(sure ? { cause: 'credentials-missing' as const } : {}),
  };
}

function isInCredential({ start, end }: Span, { headers }: RequestBlock): boolean {
  return headers.some((it) => it.start <= start && end <= it.end && isSecretName(it.name.text));
}
