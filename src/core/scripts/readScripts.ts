import type { Attachment, RequestBlock, Span } from '../http/httpFile.ts';

/** A script of a request, as it is written. */
export type Script = {
  readonly when: 'before' | 'after';
  readonly span: Span;
} & (
  | { readonly kind: 'code'; readonly code: Span & { readonly text: string } }
  | { readonly kind: 'file'; readonly path: string }
  /** Cannot be run, which is told when its turn comes: `why` is a sentence. */
  | { readonly kind: 'other'; readonly why: string }
  /** httpYac's, between `{{` and `}}`: kept, and passed over. */
  | { readonly kind: 'ignored' }
);

/** The scripts of a request in the order they are written: those before it is sent, and those with its answer. */
export function readScripts(request: RequestBlock): readonly Script[] {
  return request.attachments.flatMap((it) => {
    if (it.kind !== 'script' && it.kind !== 'handler') return [];
    // What stands where a body would, before the request line, is no script of JetBrains'.
    if (it.kind === 'script' && request.requestLine.end <= it.start && !it.text.startsWith('{{')) return [];
    return readScript(it) ?? [];
  });
}

function readScript({ kind, text, start, end }: Attachment): Script | undefined {
  const when = kind === 'handler' ? 'after' : 'before';
  const span = { start, end };
  if (text.startsWith('{{')) return { when, span, kind: 'ignored' };
  const open = text.indexOf('{%');
  if (open === -1) return readFile(text.slice(1).trim(), when, span);
  const closed = text.endsWith('%}') && open + 2 <= text.length - 2;
  const code = text.slice(open + 2, closed ? text.length - 2 : text.length);
  if (/^\s*--\s*lua\b/.test(code)) return { when, span, kind: 'other', why: 'Scripts in Lua are not run.' };
  const from = start + open + 2;
  return { when, span, kind: 'code', code: { start: from, end: from + code.length, text: code } };
}

function readFile(path: string, when: Script['when'], span: Span): Script | undefined {
  if (/\.[cm]?js$/i.test(path)) return { when, span, kind: 'file', path };
  if (/\.(?:[cm]?ts|lua)$/i.test(path))
    return { when, span, kind: 'other', why: `${path} is not JavaScript, and is not run.` };
  return undefined;
}
