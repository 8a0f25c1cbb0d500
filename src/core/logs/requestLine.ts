/** `GET /a?b HTTP/1.1` in a log: method and target. Undefined for what is no request line, such as a TLS handshake. */
export function readRequestLine(text: string): { readonly method: string; readonly target: string } | undefined {
  const space = text.indexOf(' ');
  if (space < 1 || 30 < space) return undefined;
  const method = text.slice(0, space);
  if (!/^[A-Z][A-Z0-9_-]{0,29}$/.test(method)) return undefined;
  const end = text.lastIndexOf(' HTTP/');
  const target = text.slice(space + 1, end <= space ? undefined : end).trim();
  return target === '' ? undefined : { method, target };
}
