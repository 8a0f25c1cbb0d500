import { basename } from 'node:path';
import type { Exchange } from '../../core/exchange.ts';
import type { RequestBlock } from '../../core/http/httpFile.ts';
import { lineOf } from '../../core/http/position.ts';
import { readScripts, type Script } from '../../core/scripts/readScripts.ts';
import type { TestResult } from '../../core/scripts/testResult.ts';
import type { Scope } from '../../core/variables/scope.ts';
import { readOtherFile } from '../../local/otherFile.ts';
import type { RunContext } from '../context.ts';
import { applyChanges } from './applyChanges.ts';
import { givenFor } from './given.ts';
import type { ScriptFailure, ScriptTask } from './messages.ts';
import { runScript } from './runScript.ts';

/** What the scripts of a request came to. */
export interface ScriptsRan {
  readonly tests: readonly TestResult[];
  readonly logs: readonly string[];
  /** What they set for this request alone, with what was set before. */
  readonly variables: ReadonlyMap<string, string>;
}

/**
 * Runs the scripts of a request: those before it, or, with its exchange, those after it. One that fails is a failed
 * test, and keeps those behind it from running. `scope`: what variables stand for, asked anew for each script.
 */
export async function runScripts(
  request: RequestBlock,
  context: RunContext,
  scope: (variables: ReadonlyMap<string, string>) => Scope,
  exchange?: Exchange,
): Promise<ScriptsRan> {
  const variables = new Map(context.variables);
  const tests: TestResult[] = [];
  const logs: string[] = [];
  const when = exchange ? 'after' : 'before';
  const name = when === 'after' ? 'The response handler' : 'The script before the request';
  for (const script of readScripts(request).filter((it) => it.when === when)) {
    if (script.kind === 'ignored') continue;
    const loaded = await load(script, context);
    if ('problem' in loaded) {
      tests.push({ of: 'script', name, passed: false, message: loaded.problem, span: script.span });
      break;
    }
    const own = { ...context, variables };
    const given = givenFor(request, loaded.code, scope(variables), own, exchange);
    const ran = await runScript({ ...loaded, kind: 'script', given }, context.signal);
    logs.push(...ran.logs);
    for (const it of ran.tests) tests.push({ of: 'test', ...it, span: script.span });
    const problem = applyChanges(ran.changes, context.state.globals, request.name, variables);
    const failure = problem === undefined ? ran.failure : { message: problem };
    if (!failure) continue;
    tests.push({ of: 'script', name, passed: false, ...placed(failure, script, loaded, context) });
    break;
  }
  return { tests, logs, variables };
}

type Loaded = Pick<ScriptTask, 'code' | 'name' | 'line' | 'column'>;

async function load(
  script: Exclude<Script, { kind: 'ignored' }>,
  { target, host }: RunContext,
): Promise<Loaded | { readonly problem: string }> {
  if (script.kind === 'other') return { problem: script.why };
  if (script.kind === 'code') {
    const line = lineOf(target.file, script.code.start);
    const column = script.code.start - (target.file.lineStarts[line] ?? 0);
    return { code: script.code.text, name: basename(target.path), line, column };
  }
  const found = await readOtherFile(script.path, target.path, target.root, (it) => host.openText?.(it));
  if ('problem' in found) return { problem: found.problem };
  return { code: found.text, name: basename(found.path), line: 0, column: 0 };
}

/** Where it failed: in the `.http` file, or in words where the script is a file of its own. */
function placed(
  { message, line, column = 0 }: ScriptFailure,
  script: Script,
  { name }: Loaded,
  { target }: RunContext,
): Pick<TestResult, 'message' | 'span'> {
  const told = message.replace(/^Error: /, '');
  if (line === undefined) return { message: told, span: script.span };
  if (script.kind === 'file') return { message: `${told} (${name}:${line + 1})`, span: script.span };
  const start = (target.file.lineStarts[line] ?? script.span.start) + column;
  const lineEnd = target.file.text.indexOf('\n', start);
  const end = Math.min(lineEnd === -1 ? script.span.end : lineEnd, script.span.end);
  return { message: told, span: start < end ? { start, end } : script.span };
}
