import type { SignIn } from '../core/auth/signIn.ts';
import { evaluateLeniently } from '../core/check/evaluateLeniently.ts';
import type { ClientForm } from '../core/client/clientForms.ts';
import { isTokenCall, type RecipeSources, readRecipe } from '../core/client/readRecipe.ts';
import { retryCode } from '../core/client/retryCode.ts';
import { credentialSource } from '../core/editing/credentialSource.ts';
import type { HttpRequest } from '../core/exchange.ts';
import type { HttpFile, RequestBlock } from '../core/http/httpFile.ts';
import { requestNamed } from '../core/http/requestNamed.ts';
import { type ResolvedRequest, resolveRequest } from '../core/resolve/resolve.ts';
import type { Scope } from '../core/variables/scope.ts';
import type { HistoryEntry } from './history.ts';

/** What the code is to renew: the request at hand with what came of it, as far as they are there. */
export interface RetrySubject {
  readonly entry?: HistoryEntry | undefined;
  readonly written?: { readonly file: HttpFile; readonly request: RequestBlock; readonly scope: Scope } | undefined;
  /** What came last of another request of the file. */
  lastOf(request: RequestBlock): HistoryEntry | undefined;
}

export type RetryCode = { readonly code: string; readonly left: readonly string[] } | { readonly unfit: string };

/** Writes renew-and-retry in one form for how the subject gets its token; with placeholders where that is not known. */
export function writeRetryCode(subject: RetrySubject, form: ClientForm): RetryCode {
  const read = readRecipe(sourcesOf(subject));
  return 'unfit' in read ? read : { code: retryCode(read.recipe, form), left: read.left };
}

function sourcesOf({ entry, written, lastOf }: RetrySubject): RecipeSources {
  const outcome = entry?.outcome;
  const last = entry?.exchange?.request;
  // The token call itself was sent, or it is what failed: which API the tokens are for, it does not say.
  if (last && isTokenCall(last)) return { tokenCall: last };
  const used = outcome?.kind === 'answered' ? outcome.used : [];
  const resolution = written && resolveRequest(written.file, written.request, written.scope);
  const api = last?.url ?? (written && targetOf(written));
  const needs = resolution?.kind === 'needs' ? resolution.needs : [];
  const signIn: SignIn | undefined = [
    ...used.flatMap((it) => (it.from === 'session' ? [it.need.signIn] : [])),
    ...needs.flatMap((it) => (it.kind === 'token' && it.need.from === 'sign-in' ? [it.need.signIn] : [])),
  ][0];
  const login = used.find((it) => it.from === 'login')?.request;
  const before = entry ? ranBefore(entry) : [];
  const tokenCall = signIn
    ? [...before, ...(written?.file.requests ?? []).flatMap((it) => ranBefore(lastOf(it)))].find((it) =>
        isTokenCall(it, signIn.client.id),
      )
    : (before.find((it) => isTokenCall(it)) ?? loginCall(written, login, lastOf));
  return { ...(api === undefined ? {} : { api }), ...(signIn ? { signIn } : {}), ...(tokenCall ? { tokenCall } : {}) };
}

/** What a run sent before the request itself, the last first: it tells an endpoint that a sign-in leaves to discovery. */
function ranBefore(entry: HistoryEntry | undefined): HttpRequest[] {
  const outcome = entry?.outcome;
  return outcome?.kind === 'answered' ? outcome.ranFirst.map((it) => it.exchange.request).reverse() : [];
}

/** The address that is written, where its values are known. */
function targetOf({ file, request, scope }: NonNullable<RetrySubject['written']>): string | undefined {
  const { text, known } = evaluateLeniently(request.target.text, request.target, { file, request, scope });
  return known ? text : undefined;
}

/** The request of the file that gets the token: as it was sent last, else as it is written. */
function loginCall(
  written: RetrySubject['written'],
  name: string | undefined,
  lastOf: RetrySubject['lastOf'],
): HttpRequest | undefined {
  if (!written) return undefined;
  const { file, request, scope } = written;
  const login =
    name === undefined ? credentialSource(file, request) : requestNamed(file, name, request.requestSpan.start);
  if (!login) return undefined;
  const sent = lastOf(login)?.exchange?.request;
  if (sent) return sent;
  const resolution = resolveRequest(file, login, scope);
  return resolution.kind === 'resolved' ? asSent(resolution.request) : undefined;
}

function asSent({ method, url, headers, body }: ResolvedRequest): HttpRequest {
  const mimeType = headers.find((it) => it.name.toLowerCase() === 'content-type')?.value ?? '';
  const text = body && { text: new TextDecoder().decode(body), size: body.length, mimeType };
  return { method, url, httpVersion: 'HTTP/1.1', headers, ...(text ? { body: text } : {}) };
}
