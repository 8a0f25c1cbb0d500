/** Why credentials are not sent to a URL, or a browser is not sent there; undefined for https, and http on this computer. */
export function unsafeUrl(url: string): string | undefined {
  if (!URL.canParse(url)) return `${shown(url)} is no absolute URL; expected https://host/path.`;
  const { protocol, hostname, username, password } = new URL(url);
  if (username !== '' || password !== '')
    return `The URL with the host ${hostname} holds a user name or password; they belong into fields of their own.`;
  if (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))) return undefined;
  return protocol === 'http:'
    ? `${shown(url)} is plain http, where everybody on the way can read the credentials. Only https is used, and http on this computer.`
    : `${shown(url)} has the scheme ${protocol.slice(0, -1)}; only https is used, and http on this computer.`;
}

/** Whether a URL of somebody else's would have this computer asked on behalf of a stranger on the network. */
export function leadsHome(url: string, from: string): boolean {
  if (!URL.canParse(url) || !URL.canParse(from)) return false;
  return isLoopback(new URL(url).hostname) && !isLoopback(new URL(from).hostname);
}

/** Whether a URL's host is this computer by its name or address. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}

/** At most so much of an address that a stranger wrote, and nothing that ends a line. */
function shown(url: string): string {
  return withoutQuery(url)
    .replace(/[^\x21-\x7e]/g, '')
    .slice(0, 200);
}

/** URL without query and fragment, to be named in a sentence. */
export function withoutQuery(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? '';
}
