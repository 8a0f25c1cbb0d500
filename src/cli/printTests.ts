import { visibleLine } from '../core/print/visible.ts';
import type { TestResult } from '../core/scripts/testResult.ts';
import type { Sent } from './printOutcome.ts';

/** What scripts and assertions came to, for people: a line each, told apart by sign and word. */
export function testLines(
  tests: readonly TestResult[] | undefined = [],
  logs: readonly string[] | undefined = [],
  { path, file }: Sent,
): string {
  const lines = logs.map((it) => `  log: ${visibleLine(it)}`);
  for (const { name, passed, message, request, span, path: other } of tests) {
    const whose = request === undefined ? '' : ` (${request})`;
    const at = passed || !span || other !== undefined ? '' : `  ${path}:${lineAt(file.lineStarts, span.start)}`;
    lines.push(visibleLine(`  ${passed ? '✔ passed' : '✖ failed'}: ${name}${whose}${at}`));
    if (message !== undefined) lines.push(visibleLine(`      ${message}`));
  }
  const failed = tests.filter((it) => !it.passed).length;
  if (0 < tests.length) lines.push(`  ${tests.length} ${tests.length === 1 ? 'test' : 'tests'}, ${failed} failed`);
  return lines.map((it) => `${it}\n`).join('');
}

/** The same for `--json`: `line` is 0-based, and absent for what stands in another file. */
export function testsToJson(
  tests: readonly TestResult[] | undefined = [],
  logs: readonly string[] | undefined = [],
  { file }: Sent,
): object {
  if (tests.length === 0 && logs.length === 0) return {};
  return {
    tests: tests.map(({ of, name, passed, message, expected, actual, request, span, path }) => ({
      of,
      name: visibleLine(name),
      passed,
      ...(message === undefined ? {} : { message: visibleLine(message) }),
      ...(expected === undefined ? {} : { expected: visibleLine(expected) }),
      ...(actual === undefined ? {} : { actual: visibleLine(actual) }),
      ...(request === undefined ? {} : { request: visibleLine(request) }),
      ...(span && path === undefined ? { line: lineAt(file.lineStarts, span.start) - 1 } : {}),
    })),
    logs: logs.map(visibleLine),
  };
}

/** Whether something that was expected of the answer does not hold. */
export function hasFailed(tests: readonly TestResult[] | undefined): boolean {
  return tests?.some((it) => !it.passed) ?? false;
}

/** 1-based. */
function lineAt(lineStarts: readonly number[], offset: number): number {
  return lineStarts.findLastIndex((it) => it <= offset) + 1;
}
