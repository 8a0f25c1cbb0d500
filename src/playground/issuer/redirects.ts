import type { Client } from './clients.ts';

/** Whether a redirect URI is one of the client's: equal but for its query, and the port of a loopback address (RFC 8252, 7.3). */
export function mayRedirect(client: Client, uri: string): boolean {
  const given = readUri(uri);
  if (!given || uri.includes('#')) return false;
  return client.redirects.some((it) => {
    if (!it.includes('/')) return given.protocol === it;
    const registered = new URL(it);
    return (
      given.protocol === registered.protocol &&
      given.hostname === registered.hostname &&
      isPath(given.pathname, registered.pathname) &&
      given.username === '' &&
      given.password === ''
    );
  });
}

/** The redirect URI with the answer's parameters added (RFC 6749, 4.1.2). */
export function redirectTo(uri: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const url = new URL(uri);
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}

function isPath(given: string, registered: string): boolean {
  const [, end] = registered.split('/*', 2);
  return end === undefined ? given === registered : given.endsWith(end);
}

function readUri(uri: string): URL | undefined {
  return URL.canParse(uri) ? new URL(uri) : undefined;
}
