import type { HttpFile, RequestBlock, Span, Spanned } from '../http/httpFile.ts';

/** `import ./auth.http`, `# @import ./auth.http`: a file whose named requests and variables can be referred to. */
export interface ImportLine {
  readonly path: string;
  readonly span: Span;
}

/** `run #login`, `run ./auth.http`, `run ./auth.http#login (@user=ada)`: what runs before the request below. */
export interface RunLine {
  readonly span: Span;
  /** Absent: this file, or one that it imports. */
  readonly path?: string;
  /** Absent: all requests of the file. */
  readonly name?: string;
  /** Variables of that run alone. */
  readonly overrides: readonly { readonly name: string; readonly value: Spanned }[];
}

/** The files that a file imports, in order, each once. */
export function importsOf(file: HttpFile): readonly ImportLine[] {
  const lines = [...file.attachments, ...file.requests.flatMap((it) => it.attachments)].flatMap((it) =>
    it.kind === 'import' ? [{ path: it.text.slice('import'.length).trim(), span: span(it) }] : [],
  );
  const directives = file.requests.flatMap((it) =>
    it.directives.flatMap((at) => (at.name === 'import' && at.argument ? [{ path: at.argument, span: span(at) }] : [])),
  );
  const all = [...lines, ...directives].sort((a, b) => a.span.start - b.span.start);
  return all.filter((it, at) => all.findIndex((other) => other.path === it.path) === at);
}

/** The `run` lines of a request, in order. */
export function runsOf(request: RequestBlock): readonly RunLine[] {
  return request.attachments.flatMap((it) => (it.kind === 'run' ? [readRun(it)] : []));
}

function readRun(line: Spanned): RunLine {
  const from = /^run[ \t]*/.exec(line.text)?.[0].length ?? 0;
  const written = line.text.slice(from);
  const open = written.endsWith(')') ? written.lastIndexOf('(') : -1;
  const what = (open === -1 ? written : written.slice(0, open)).trim();
  const hash = what.indexOf('#');
  const path = (hash === -1 ? what : what.slice(0, hash)).trim();
  const name = hash === -1 ? '' : what.slice(hash + 1).trim();
  return {
    span: span(line),
    ...(path === '' ? {} : { path }),
    ...(name === '' ? {} : { name }),
    overrides: open === -1 ? [] : readOverrides(written.slice(open + 1, -1), line.start + from + open + 1),
  };
}

/** `@host=example.com, @user=ada` */
function readOverrides(text: string, start: number): RunLine['overrides'] {
  const found: { name: string; value: Spanned }[] = [];
  let at = 0;
  for (const piece of text.split(',')) {
    const equals = piece.indexOf('=');
    const name = piece.slice(0, Math.max(equals, 0)).trim().replace(/^@/, '');
    const value = piece.slice(equals + 1).trim();
    const from = start + at + piece.indexOf(value, equals + 1);
    if (name !== '') found.push({ name, value: { start: from, end: from + value.length, text: value } });
    at += piece.length + 1;
  }
  return found;
}

function span({ start, end }: Span): Span {
  return { start, end };
}
