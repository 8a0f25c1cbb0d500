import type { Node } from 'web-tree-sitter';
import { clip } from '../code/clip.ts';
import type { ClassSyntax, Expression, FunctionSyntax, Statement } from './syntax.ts';

/** How one kind of syntax is read; each reader calls the others through this. */
export interface Readers {
  expression(node: Node, reading: Reading): Expression;
  statements(node: Node, reading: Reading): Statement[];
  function(node: Node, reading: Reading): FunctionSyntax;
  class(node: Node, reading: Reading): ClassSyntax;
}

/** What reading one file carries along. */
export interface Reading {
  expression(node: Node): Expression;
  statements(node: Node): Statement[];
  function(node: Node): FunctionSyntax;
  class(node: Node): ClassSyntax;
  readonly text: string;
  readonly imports: Set<string>;
  /** Something is imported by a name that is worked out. */
  importsOthers: boolean;
  /** Takes one node of the budget; false where it is spent, or too deep. Each `enter` that was true is followed by `leave`. */
  enter(): boolean;
  leave(): void;
  isCut(): boolean;
}

const deepest = 150;
const most = 300_000;

export function createReading(text: string, readers: Readers): Reading {
  let depth = 0;
  let nodes = 0;
  let cut = false;
  const reading: Reading = {
    expression: (node) => readers.expression(node, reading),
    statements: (node) => readers.statements(node, reading),
    function: (node) => readers.function(node, reading),
    class: (node) => readers.class(node, reading),
    text,
    imports: new Set(),
    importsOthers: false,
    enter() {
      if (deepest <= depth || most <= nodes) {
        cut = true;
        return false;
      }
      depth++;
      nodes++;
      return true;
    },
    leave: () => void depth--,
    isCut: () => cut,
  };
  return reading;
}

export function lineOf(node: Node): number {
  return node.startPosition.row + 1;
}

/** A node's text on one line, at most 120 characters. */
export function textOf(node: Node, { text }: Reading): string {
  const written = text.slice(node.startIndex, Math.min(node.endIndex, node.startIndex + 400));
  const whole = /[\n\r\t]| {2}/.test(written) ? written.replace(/\s+/g, ' ') : written;
  return clip(whole);
}

export function rawText(node: Node, { text }: Reading): string {
  return text.slice(node.startIndex, node.endIndex);
}

/** Named children without comments. */
export function partsOf(node: Node): Node[] {
  return node.namedChildren.filter((it): it is Node => it !== null && it.type !== 'comment');
}

export function stringValue(node: Node, reading: Reading): string {
  return unescaped(rawText(node, reading).slice(1, -1));
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', 0: '\0' };

/** ECMA-262, 12.9.4. */
export function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(
    /\\(?:u\{([\da-f]{1,6})\}|u([\da-f]{4})|x([\da-f]{2})|(\r\n|[\s\S]))/gi,
    (_, long, four, two, one) => {
      const code = Number.parseInt(long ?? four ?? two ?? '', 16);
      if (!Number.isNaN(code)) return code <= 0x10ffff ? String.fromCodePoint(code) : '';
      return /[\r\n\u2028\u2029]/.test(one) ? '' : (escapes[one] ?? one);
    },
  );
}
