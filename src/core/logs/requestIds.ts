/**
 * What looks like an id of a request in a text: UUIDs, ids of 16 to 32 hexadecimal digits, traceparent's trace id
 * (W3C Trace Context), Apache's unique id, ULIDs. The first eight.
 */
export function idsIn(text: string): readonly string[] {
  const found = new Set<string>();
  for (const it of text.slice(0, 20_000).matchAll(shapes)) {
    // Words joined by hyphens have this length, too.
    if (it[0].length === 27 && !(/\d/.test(it[0]) && /[A-Z]/.test(it[0]))) continue;
    found.add(it[0].toLowerCase().startsWith('00-') ? it[0].slice(3, 35) : it[0]);
    if (found.size === 8) break;
  }
  return [...found];
}

const shapes =
  /(?<![\w@-])(?:00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32}|[0-9a-f]{16}|[A-Za-z][A-Za-z0-9@_-]{26}|[0-7][0-9A-HJKMNP-TV-Z]{25})(?![\w@-])/g;

/** A name of a field, a header or a variable that holds an id of the request. */
export function isIdName(name: string): boolean {
  return idName.test(name);
}

const idName =
  /(?:request|req|correlation|trace|unique|transaction|operation|connection|activity)[-_.]?id$|traceparent$|^x-amzn-trace-id$|^cf-ray$|^(?:@tr|trace)$/i;

/** A value as ids: the trace id of a traceparent, nothing for a dash. */
export function idOf(value: string): string | undefined {
  const it = value.trim();
  const trace = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/i.exec(it.slice(0, 60))?.[1];
  if (trace !== undefined) return trace;
  return it === '' || it === '-' || 200 < it.length ? undefined : it;
}
