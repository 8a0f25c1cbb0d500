import assert from 'node:assert/strict';
import { type CheckedFile, type CheckInput, createFileChecker } from '../../../src/core/check/checkFile.ts';
import type { CheckFinding } from '../../../src/core/check/finding.ts';
import { emptyMemory, type Lesson, remember } from '../../../src/core/check/hostMemory.ts';
import { lessonsFrom } from '../../../src/core/check/lessons.ts';
import { createWeakSecretFinder } from '../../../src/core/check/weakSecrets.ts';
import { readFacts } from '../../../src/core/facts.ts';
import { applyEdits, editRequest } from '../../../src/core/http/edit.ts';
import { parse } from '../../../src/core/http/parse.ts';
import { plain } from '../../../src/core/text.ts';
import type { Layer } from '../../../src/core/variables/environments.ts';
import { verifyHmac } from '../../../src/local/hmac.ts';
import { exchange, now } from '../../check.ts';
import { layer, scopeOf } from '../variables/scope.ts';

export interface Given {
  /** Variables of the chosen environment. */
  readonly values?: Readonly<Record<string, string>>;
  readonly layers?: readonly Layer[];
  readonly lessons?: readonly Lesson[];
  readonly chained?: CheckInput['scope']['chained'];
}

export function inputOf({ values = {}, layers = [], lessons = [], chained }: Given): CheckInput {
  return {
    scope: scopeOf({
      layers: [...layers, layer('environment', values)],
      ...(chained ? { chained } : {}),
    }),
    now,
    memory: remember(emptyMemory, lessons),
    weakSecretOf: createWeakSecretFinder(verifyHmac),
  };
}

export function checkedFile(text: string, given: Given = {}): CheckedFile {
  return createFileChecker().check(parse(text), inputOf(given), []);
}

/** `severity code certainty at "marked text": message`, one a finding. */
export function findings(text: string, given: Given = {}): string[] {
  return checkedFile(text, given).findings.map((it) => line(text, it));
}

export function line(text: string, { severity, code, certainty, span, message }: CheckFinding): string {
  return `${severity} ${code} ${certainty} at "${text.slice(span.start, span.end)}": ${plain(message)}`;
}

/** The text after the first finding's edit. */
export function fixed(text: string, given: Given = {}): string {
  const found = checkedFile(text, given).findings.find((it) => it.fix?.kind === 'edit');
  assert.ok(found?.fix?.kind === 'edit', 'no finding has an edit');
  return applyEdits(text, editRequest(parse(text), found.request, found.fix.edit));
}

/** What exchanges written as on the wire teach. */
export function taught(...wires: string[]): Lesson[] {
  return wires.flatMap((it) => {
    const read = exchange(it);
    return [...lessonsFrom(read, readFacts(read, now * 1000))];
  });
}
