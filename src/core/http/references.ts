/** A template cut at its references. */
export type Segment =
  | { readonly kind: 'text'; readonly text: string }
  /** `name` is what stands between the braces, trimmed; offsets count from the template's start and hold the braces. */
  | { readonly kind: 'reference'; readonly name: string; readonly start: number; readonly end: number };

/**
 * Finds the references of a template in one pass. `\{\{name\}\}` becomes the text `{{name}}`; braces around anything
 * that is no reference (`{{#if x}}`, `{{}}`, an unclosed `{{`) stay text, as the draft standard wants it.
 */
export function scanReferences(template: string): readonly Segment[] {
  const segments: Segment[] = [];
  let text = '';
  let at = 0;
  const flush = () => {
    if (text) segments.push({ kind: 'text', text });
    text = '';
  };
  const openings = /\{\{|\\\{\\\{/g;
  for (;;) {
    openings.lastIndex = at;
    const next = openings.exec(template)?.index;
    if (next === undefined) break;
    text += template.slice(at, next);
    if (template[next] === '\\') {
      const escaped = escapedName(template, next);
      text += escaped === undefined ? template.slice(next, next + 4) : `{{${escaped}}}`;
      at = next + (escaped === undefined ? 4 : escaped.length + 8);
      continue;
    }
    const close = closing(template, next + 2);
    const name = close === -1 ? '' : template.slice(next + 2, close).trim();
    if (close === -1 || !isReferenceName(name)) {
      // One brace on: `{{{name}}}` holds a reference after its first brace.
      text += '{';
      at = next + 1;
      continue;
    }
    flush();
    segments.push({ kind: 'reference', name, start: next, end: close + 2 });
    at = close + 2;
  }
  text += template.slice(at);
  flush();
  return segments;
}

/** True for what may stand between the braces: a variable's name, a `$` name with arguments, a path. */
export function isReferenceName(name: string): boolean {
  if (name.startsWith('$')) return /^\$[\p{L}_]/u.test(name);
  const bare = name.startsWith('%') ? name.slice(1) : name;
  if (/^[\p{L}\p{N}_-]+$/u.test(bare)) return true;
  // A path: `login.response.body.$.items[0].id`, `user.name`, `list[0]`, an XPath behind a body.
  if (/^[\p{L}\p{N}_-]+\.(?:request|response)\./u.test(bare)) return true;
  return /^[\p{L}\p{N}_-]+[.[][^\s"'`{}()]+$/u.test(bare);
}

/** Where `}}` closes a reference opened before `from`: on the same line, with no other opening between. */
function closing(template: string, from: number): number {
  const limit = Math.min(template.length - 1, from + 2000);
  for (let i = from; i < limit; i++) {
    const it = template[i];
    if (it === '\n' || it === '\r') return -1;
    if (it === '}' && template[i + 1] === '}') return i;
    if (it === '{' && template[i + 1] === '{') return -1;
  }
  return -1;
}

function escapedName(template: string, at: number): string | undefined {
  const near = template.slice(at + 4, at + 200);
  const close = near.indexOf('\\}\\}');
  if (close === -1) return undefined;
  const name = near.slice(0, close);
  return isReferenceName(name) ? name : undefined;
}
