import type { Exchange } from '../../core/exchange.ts';
import type { RequestBlock } from '../../core/http/httpFile.ts';
import { secretsOf } from '../../core/knownSecrets.ts';
import { maskKnown } from '../../core/mask.ts';
import { maskSecretsIn } from '../../core/redact.ts';
import type { TestResult } from '../../core/scripts/testResult.ts';
import { Secret } from '../../core/secret.ts';
import type { Scope } from '../../core/variables/scope.ts';
import { isSecretName } from '../../core/variables/secretNames.ts';
import type { RunContext } from '../context.ts';
import { scopeBefore } from '../scopeFor.ts';

/** Something of this request has to be run besides sending it: the engine for scripts is loaded for these alone. */
function isTested(request: RequestBlock, when: 'before' | 'after'): boolean {
  return request.attachments.some((it) =>
    when === 'before' ? it.kind === 'script' : it.kind === 'handler' || it.kind === 'assertion',
  );
}

/**
 * Runs the scripts before a request. Gives the context for the rest of it, with the variables that they set; undefined
 * where one failed, which the context's tests tell.
 */
export async function runBefore(request: RequestBlock, context: RunContext): Promise<RunContext | undefined> {
  if (!isTested(request, 'before')) return context;
  const { runScripts } = await import('./index.ts');
  const ran = await runScripts(request, context, (variables) => scopeBefore(request, { ...context, variables }));
  keep(ran, request, context, []);
  return ran.tests.some((it) => it.of === 'script') ? undefined : { ...context, variables: ran.variables };
}

/** Runs the scripts behind a request, then judges its assertions. */
export async function runAfter(
  request: RequestBlock,
  exchange: Exchange,
  scope: Scope,
  secrets: readonly Secret[],
  context: RunContext,
): Promise<void> {
  if (!isTested(request, 'after')) return;
  const { runAssertions, runScripts } = await import('./index.ts');
  const ran = await runScripts(request, context, () => scope, exchange);
  const judged = await runAssertions(request, exchange, scope, context);
  const named = [...context.state.globals.runtime].filter(([name]) => isSecretName(name));
  const known = secretsOf(exchange, [...secrets, ...named.map(([, text]) => new Secret(text))]);
  keep({ tests: [...ran.tests, ...judged], logs: ran.logs }, request, context, known);
}

/** Adds results to those of the run. Tests and logs say what answers hold: what is secret in it is masked here. */
function keep(
  { tests, logs }: { readonly tests: readonly TestResult[]; readonly logs: readonly string[] },
  request: RequestBlock,
  { target, ...context }: RunContext,
  known: readonly string[],
): void {
  const mask = (text: string) => maskSecretsIn(maskKnown(text, known));
  const whose = request === target.request ? {} : { request: request.name || request.requestLine.text };
  for (const it of tests) {
    context.tests.push({
      ...it,
      name: mask(it.name),
      ...(it.message === undefined ? {} : { message: mask(it.message) }),
      ...(it.expected === undefined ? {} : { expected: mask(it.expected) }),
      ...(it.actual === undefined ? {} : { actual: mask(it.actual) }),
      ...whose,
      ...(context.mainPath === target.path ? {} : { path: target.path }),
    });
  }
  context.logs.push(...logs.map(mask));
}
