import type { RequestBlock } from '../core/http/httpFile.ts';
import { requestNamed } from '../core/http/requestNamed.ts';
import type { RunLine } from '../core/scripts/otherFiles.ts';
import { createEvaluator } from '../core/variables/evaluate.ts';
import type { RunContext } from './context.ts';
import { findNamed, type ReachedFile, reach } from './otherFiles.ts';
import { scopeBefore } from './scopeFor.ts';

/** The requests that a `run` line means, in order, and the variables that it gives them. */
export async function requestsOf(
  { path, name, overrides }: RunLine,
  from: RequestBlock,
  context: RunContext,
): Promise<
  | {
      readonly requests: readonly (ReachedFile & { readonly request: RequestBlock })[];
      readonly variables: ReadonlyMap<string, string>;
    }
  | { readonly problem: string }
> {
  const evaluator = createEvaluator(context.target.file, from, scopeBefore(from, context));
  const variables = new Map(
    overrides.map((it) => [it.name, evaluator.evaluate(it.value.text, { span: it.value, where: '`run`' }).text]),
  );
  const [problem] = evaluator.problems;
  if (problem) return { problem: problem.message };
  if (path === undefined) {
    const found = name === undefined ? undefined : findNamed(name, from.requestLine.start, context);
    if (found) return { requests: [found], variables };
    const where = context.imports.files.length ? 'neither in this file nor in those it imports' : 'not in this file';
    return {
      problem:
        `\`run #${name ?? ''}\` names a request that is ${where}. ${context.imports.problems.map((it) => it.message).join(' ')}`.trim(),
    };
  }
  const other = await reach(path, context);
  if ('problem' in other) return { problem: `\`run ${path}\` does not work. ${other.problem}` };
  if (name === undefined)
    return other.file.requests.length
      ? { requests: other.file.requests.map((request) => ({ ...other, request })), variables }
      : { problem: `\`run ${path}\` names a file without a request.` };
  const request = requestNamed(other.file, name, other.file.text.length);
  return request
    ? { requests: [{ ...other, request }], variables }
    : { problem: `\`run ${path}#${name}\`: ${path} has no request of that name.` };
}
