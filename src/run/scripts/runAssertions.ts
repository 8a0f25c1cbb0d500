import { createHash } from 'node:crypto';
import { judgeAssertion, type Lent, type Looked } from '../../core/assertions/judge.ts';
import { lookAt } from '../../core/assertions/lookAt.ts';
import { type Assertion, readAssertions } from '../../core/assertions/readAssertion.ts';
import type { Exchange } from '../../core/exchange.ts';
import type { RequestBlock } from '../../core/http/httpFile.ts';
import type { TestResult } from '../../core/scripts/testResult.ts';
import type { RanExchange } from '../../core/variables/chaining.ts';
import { createEvaluator } from '../../core/variables/evaluate.ts';
import type { Scope } from '../../core/variables/scope.ts';
import { bodyOctets } from '../../send/body.ts';
import type { RunContext } from '../context.ts';
import { loadReader, usable } from '../named.ts';
import { givenFor } from './given.ts';
import { runScript } from './runScript.ts';

/** Judges the `?? …` lines of a request by its answer. */
export async function runAssertions(
  request: RequestBlock,
  exchange: Exchange,
  scope: Scope,
  context: RunContext,
): Promise<readonly TestResult[]> {
  const results: TestResult[] = [];
  for (const it of readAssertions(request)) {
    if ('problem' in it)
      results.push({ of: 'assertion', name: it.text, passed: false, message: it.problem, span: it.span });
    else results.push(await judge(it, request, exchange, scope, context));
  }
  return results;
}

async function judge(
  assertion: Assertion,
  request: RequestBlock,
  exchange: Exchange,
  scope: Scope,
  context: RunContext,
): Promise<TestResult> {
  const { text, span } = assertion;
  const evaluator = createEvaluator(context.target.file, request, scope);
  const expected = evaluator.evaluate(assertion.expected.text, {
    span: assertion.expected,
    where: 'an assertion',
  }).text;
  const of = evaluator.evaluate(assertion.of, { span, where: 'an assertion' }).text;
  const [problem] = evaluator.problems;
  const [need] = evaluator.needs;
  if (problem || need) {
    const what =
      need?.kind === 'request' ? `The request \`${need.name}\` has not run.` : 'Its value is not known here.';
    const message = problem?.message.replace(', so nothing was sent.', '.') ?? what;
    return { of: 'assertion', name: text, passed: false, message, span };
  }
  const looked = await look({ ...assertion, of }, request, exchange, scope, context);
  return judgeAssertion(assertion, looked, expected, lentBy(request, scope, context));
}

async function look(
  assertion: Assertion,
  request: RequestBlock,
  exchange: Exchange,
  scope: Scope,
  context: RunContext,
): Promise<Looked> {
  if (assertion.subject === 'xpath') {
    await loadReader(context.state);
    const ran: RanExchange = {
      exchange,
      requestBody: new Uint8Array(),
      responseBody: bodyOctets(exchange.response.body),
    };
    const path = assertion.of.startsWith('/') ? assertion.of : `/${assertion.of}`;
    const read = context.state.reader?.(ran, request.name || 'response', `response.body.${path}`);
    if (!read || 'problem' in read)
      return read?.problem.includes('has nothing at') ? { value: undefined } : (read ?? { problem: '' });
    return { value: read.value.text };
  }
  if (assertion.subject !== 'js') return lookAt(assertion, exchange);
  const given = {
    ...givenFor(request, assertion.of, scope, context, exchange),
    named: namedIn(assertion.of, request, scope, context),
  };
  const ran = await runScript(
    { code: assertion.of, name: 'expression', line: 0, column: 0, kind: 'expression', given },
    context.signal,
  );
  if (ran.failure) return { problem: ran.failure.message };
  return { value: ran.value === undefined ? undefined : JSON.parse(ran.value) };
}

/** httpYac's expressions see the answers of named requests under their names, and variables. */
function namedIn(
  expression: string,
  request: RequestBlock,
  scope: Scope,
  context: RunContext,
): Record<string, unknown> {
  const evaluator = createEvaluator(context.target.file, request, scope);
  const found: Record<string, unknown> = {};
  for (const name of new Set(expression.match(/[A-Za-z_]\w*/g))) {
    const ran = usable(name, request, context);
    const value = ran ? new TextDecoder().decode(ran.responseBody) : evaluator.optional(name)?.text;
    if (value !== undefined) found[name] = ran ? parsed(value) : value;
  }
  return found;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A pattern is tried in the sandbox, where one that never ends is stopped. */
function lentBy(request: RequestBlock, scope: Scope, context: RunContext): Lent {
  return {
    hash: (algorithm, text) => createHash(algorithm).update(text).digest('base64'),
    async matches(pattern, text) {
      const given = { ...givenFor(request, '', scope, context), named: { pattern, text } };
      const code = '0 <= given.text.search(given.pattern)';
      const ran = await runScript(
        { code, name: 'pattern', line: 0, column: 0, kind: 'expression', given },
        context.signal,
      );
      return ran.failure ? { problem: ran.failure.message } : ran.value === 'true';
    },
  };
}
