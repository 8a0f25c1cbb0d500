import { applyEdits, type Edit, format, type JSONPath, modify, type Node, parseTree } from 'jsonc-parser';
import type { CauseId } from '../core/causeIds.ts';
import type { SignDraft } from '../core/servers/draftSign.ts';
import { readSignText, type SignFile } from '../local/signText.ts';

/** What reads and writes files of rules: a bundle of its own (`dist/signs.cjs`), loaded where there are some. */

/** Reads the text of a file; `shown` is its name in explanations. */
export function readSigns(text: string, shown: string): SignFile {
  return readSignText(text, shown);
}

/** A rule that is made from a refusal. */
export interface NewSign {
  readonly draft: SignDraft;
  readonly cause: CauseId;
  /** What it means; empty where that was left out. */
  readonly shows: string;
}

/** The text with one more rule, at the head of its server's, and where the rule stands; undefined where it is no JSON. */
export function withSign(
  text: string,
  { draft, cause, shows }: NewSign,
): { readonly text: string; readonly offset: number; readonly length: number } | undefined {
  const sign = { ...draft.marks, cause, ...(shows === '' ? {} : { shows }) };
  const server = { id: draft.id, name: draft.name, recognize: { host: draft.host }, signs: [sign] };
  const before = text.trim() === '' ? '[]' : text;
  const root = parseTree(before, undefined, { allowTrailingComma: true });
  if (root?.type !== 'array' && root?.type !== 'object') return undefined;
  const home = hostsIn(root).find((it) => it.host === draft.host);
  if (home) return placed(insert(before, [...home.path, 'signs', 0], sign), [...home.path, 'signs', 0]);
  const list = root.type === 'array' ? before : asList(before, root);
  const count = root.type === 'array' ? (root.children?.length ?? 0) : 1;
  return placed(insert(list, [count], server), [count, 'signs', 0]);
}

const formattingOptions = { insertSpaces: true, tabSize: 2, eol: '\n' };

function insert(text: string, path: JSONPath, value: unknown): string {
  return applyEdits(text, modify(text, path, value, { isArrayInsertion: true, formattingOptions }));
}

/** One server becomes a list of one; comments stay. */
function asList(text: string, { offset, length }: Node): string {
  const edits: Edit[] = [
    { offset, length: 0, content: '[' },
    { offset: offset + length, length: 0, content: ']' },
  ];
  const listed = applyEdits(text, edits);
  return applyEdits(listed, format(listed, undefined, formattingOptions));
}

function hostsIn(root: Node): { path: JSONPath; host: unknown }[] {
  const servers: [JSONPath, Node][] =
    root.type === 'array' ? (root.children ?? []).map((it, i) => [[i], it]) : [[[], root]];
  return servers.flatMap(([path, server]) => {
    const isListed = memberOf(server, 'signs')?.type === 'array';
    return isListed ? [{ path, host: memberOf(memberOf(server, 'recognize'), 'host')?.value }] : [];
  });
}

function memberOf(node: Node | undefined, name: string): Node | undefined {
  return node?.children?.find((it) => it.type === 'property' && it.children?.[0]?.value === name)?.children?.[1];
}

function placed(text: string, path: JSONPath): { text: string; offset: number; length: number } | undefined {
  let at = parseTree(text, undefined, { allowTrailingComma: true });
  for (const step of path) at = typeof step === 'number' ? at?.children?.[step] : memberOf(at, step);
  return at && { text, offset: at.offset, length: at.length };
}
