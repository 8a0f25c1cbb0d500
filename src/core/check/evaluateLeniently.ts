import type { HttpFile, RequestBlock, Span } from '../http/httpFile.ts';
import { scanReferences } from '../http/references.ts';
import { createEvaluator } from '../variables/evaluate.ts';
import type { Scope } from '../variables/scope.ts';

/** A template as far as its values are known. */
export interface Lenient {
  /** References without a known value stand in it as they are written. */
  readonly text: string;
  /** No reference is left, and none of its values changes from one sending to the next. */
  readonly known: boolean;
  readonly references: readonly LenientReference[];
}

export interface LenientReference {
  readonly name: string;
  /** In the file. */
  readonly span: Span;
  /** Undefined where it is not known before sending: asked for, answered by another request, made anew, or without a value. */
  readonly value?: string;
}

/** Fills in what is known of a template without asking, sending or reading anything. Silent about what is not. */
export function evaluateLeniently(
  template: string,
  span: Span,
  { file, request, scope }: { readonly file: HttpFile; readonly request: RequestBlock; readonly scope: Scope },
): Lenient {
  if (!template.includes('{{') && !template.includes('\\{')) return { text: template, known: true, references: [] };
  let text = '';
  let from = span.start;
  const references: LenientReference[] = [];
  for (const segment of scanReferences(template)) {
    if (segment.kind === 'text') {
      text += segment.text;
      continue;
    }
    const written = template.slice(segment.start, segment.end);
    const at = locate(file.text, written, { start: from, end: span.end }) ?? span;
    from = at === span ? from : at.end;
    const value = references.length < most ? knownValue(written, at, { file, request, scope }) : undefined;
    references.push({ name: segment.name, span: at, ...(value === undefined ? {} : { value }) });
    text += value ?? written;
  }
  return { text, known: references.every((it) => it.value !== undefined), references };
}

/** What is built of more references than this is data, and its making would take its time at each keystroke. */
const most = 100;

function knownValue(
  written: string,
  span: Span,
  { file, request, scope }: { readonly file: HttpFile; readonly request: RequestBlock; readonly scope: Scope },
): string | undefined {
  let drawn = false;
  const { supplies } = scope;
  // A value that draws on clock or chance is another one when the request is sent.
  const watched = {
    ...supplies,
    get now() {
      drawn = true;
      return supplies.now;
    },
    random() {
      drawn = true;
      return supplies.random();
    },
  };
  // Definitions bind anew: one that was bound before would hide what it draws on.
  const evaluator = createEvaluator(file, request, { ...scope, supplies: watched, bound: new Map() });
  const { text } = evaluator.evaluate(written, { span, where: 'the request' });
  return drawn || 0 < evaluator.problems.length + evaluator.needs.length ? undefined : text;
}

/** Pieces of a target stand on several lines: each reference is looked for behind the one before. */
function locate(text: string, written: string, { start, end }: Span): Span | undefined {
  const found = text.indexOf(written, start);
  return found === -1 || end < found + written.length ? undefined : { start: found, end: found + written.length };
}
