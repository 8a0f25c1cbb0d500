import type { Check } from './behavior.ts';
import type { Needs } from './needs.ts';
import { printExpression } from './printExpression.ts';
import { nameOfTest } from './shapes.ts';
import type { Expression } from './syntax.ts';

/** A place where a function refuses. */
interface Place {
  readonly at: Expression;
  /** The test under which it is reached. */
  readonly test: Expression | undefined;
  readonly file: string;
  readonly status: number | undefined;
  readonly asks: Needs;
  readonly ofCaller: boolean;
  /** What is known of it besides: a function that was called. */
  readonly called: Partial<Check> | undefined;
}

/** Adds a check, or joins its statuses to those of the same one. */
export function addCheck(checks: Check[], { at, test, file, status, asks, ofCaller, called }: Place): void {
  const line = called?.line ?? test?.line ?? at.line;
  const name = called?.name ?? (test ? nameOfTest(test) : printExpression(at));
  const answers = called?.answers ?? (status === undefined ? [] : [status]);
  const check: Check = {
    name,
    text: called?.text ?? printExpression(test ?? at),
    file,
    line,
    answers,
    needs: called?.needs ?? asks,
    ofCaller: called?.ofCaller ?? ofCaller,
    readsCredentials: called?.readsCredentials ?? false,
    ...(called?.definedAt ? { definedAt: called.definedAt } : {}),
  };
  const before = checks.findIndex((it) => it.name === name && it.line === line);
  const known = checks[before];
  if (known) checks[before] = { ...check, answers: [...new Set([...known.answers, ...answers])] };
  else checks.push(check);
}
