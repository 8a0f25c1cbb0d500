import type { RequestBlock } from '../core/http/httpFile.ts';
import { resolveRequest } from '../core/resolve/resolve.ts';
import { runsOf } from '../core/scripts/otherFiles.ts';
import { needKey } from '../core/variables/scope.ts';
import { isNobody, withoutCredentialLines } from './anonymous.ts';
import { newRecord, type RunContext, unsendable } from './context.ts';
import { readDirectives } from './directives.ts';
import { isLogin } from './logins.ts';
import { ranKey } from './memory.ts';
import { findNamed } from './otherFiles.ts';
import { isRateLimited } from './rateLimit.ts';
import type { RunOutcome } from './run.ts';
import { prepare } from './runOne.ts';
import { scopeBefore } from './scopeFor.ts';

/** What came of getting ready for the requests of one user in one file. */
export interface Readiness {
  /** Why a request cannot be sent, known before it is tried. */
  readonly blocked: ReadonlyMap<RequestBlock, RunOutcome>;
  /** What came of each session or login of its own; undefined: it is there. */
  readonly sessions: readonly (RunOutcome | undefined)[];
}

/**
 * Gets what a user's requests need first: tokens that are fresh, logins, the answers of others. Each need is met once,
 * however many requests have it, and one that failed is not tried again for the next.
 */
export async function getReady(requests: readonly RequestBlock[], context: RunContext): Promise<Readiness> {
  const blocked = new Map<RequestBlock, RunOutcome>();
  const met = new Map<string, RunOutcome | undefined>();
  const sessions: (RunOutcome | undefined)[] = [];
  for (const request of requests) {
    if (context.signal.aborted) break;
    const needs = needsOf(request, context);
    if (needs.length === 0) continue;
    const key = needs.map((it) => it.key).join('\n');
    if (!met.has(key)) {
      met.set(key, await meet(request, context));
      if (needs.some((it) => it.ofCredential)) sessions.push(met.get(key));
    }
    const failed = met.get(key);
    if (failed) blocked.set(request, failed);
  }
  return { blocked, sessions };
}

interface FirstNeed {
  readonly key: string;
  /** A session, or a login whose answer is one. */
  readonly ofCredential: boolean;
}

/** What a request needs first that others may need as well, as far as its text tells without asking and sending. */
function needsOf(request: RequestBlock, context: RunContext): readonly FirstNeed[] {
  const loginNamed = (name: string) => isLoginNamed(name, request, context);
  const asNobody = isNobody(context);
  const refs = readDirectives(request).refs.filter(({ name }) => !asNobody || !loginNamed(name));
  const named = refs.map(({ name }) => ({ key: `request ${name}`, ofCredential: loginNamed(name) }));
  const run = runsOf(request).map((it) => ({
    key: `run ${it.path ?? ''}#${it.name ?? ''}`,
    ofCredential: it.path === undefined && it.name !== undefined && loginNamed(it.name),
  }));
  const first = [...named, ...run];
  const read = asNobody ? withoutCredentialLines(request) : request;
  const resolution = resolveRequest(context.target.file, read, scopeBefore(read, context));
  if (resolution.kind !== 'needs') return first;
  const others = resolution.needs.flatMap((need) => {
    if (need.kind !== 'token' && need.kind !== 'request') return [];
    return [{ key: needKey(need), ofCredential: need.kind === 'token' || loginNamed(need.name) }];
  });
  return [...first, ...others];
}

/** Undefined once everything is there. */
async function meet(request: RequestBlock, context: RunContext): Promise<RunOutcome | undefined> {
  const first = await attempt(request, context);
  if (first.outcome === undefined) return undefined;
  const limited = first.ranFirst.filter((it) => isRateLimited(it.exchange));
  if (limited.length === 0) return first.outcome;
  // They ran, and are to run once more: their turn comes when the server lets it.
  for (const it of limited) context.shared.ran.delete(ranKey(context.target.path, it.name));
  return (await attempt(request, context)).outcome;
}

async function attempt(request: RequestBlock, context: RunContext) {
  const record = newRecord();
  const { ranFirst } = record;
  const target = { ...context.target, request };
  const prepared = await prepare(request, [], { ...context, target, ...record });
  const outcome = prepared.kind === 'resolved' ? refusedLogin(request, ranFirst, context) : prepared;
  return { ranFirst, outcome };
}

/** What goes on without its login is refused, which would say nothing of the rules. */
function refusedLogin(request: RequestBlock, ranFirst: RunContext['ranFirst'], context: RunContext) {
  const refused = ranFirst.find(
    ({ name, exchange }) => 400 <= exchange.response.status && isLoginNamed(name, request, context),
  );
  if (!refused) return undefined;
  const { status, statusText } = refused.exchange.response;
  return unsendable({
    message: `The login \`${refused.name}\`, which runs first, was answered ${status} ${statusText.slice(0, 40)}.`,
  });
}

function isLoginNamed(name: string, from: RequestBlock, context: RunContext): boolean {
  const wanted = findNamed(name, from.requestLine.start, context)?.request;
  return wanted !== undefined && isLogin(wanted);
}
