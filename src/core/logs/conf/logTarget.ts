/** Where a server writes a log, as its configuration says. */
export type LogTarget =
  /** `pattern`: strftime(3) codes and variables stand in it, as `*`. */
  | { readonly to: 'file'; readonly path: string; readonly pattern: boolean }
  /** Nowhere that can be read here; `what`: in words, a clause. */
  | { readonly to: 'elsewhere'; readonly what: string };

/** The first argument of nginx's `access_log` and `error_log`. Undefined for `off`. */
export function nginxTarget(it: string): LogTarget | undefined {
  if (it === 'off' || it === '' || it === '/dev/null') return undefined;
  if (it.startsWith('syslog:')) return { to: 'elsewhere', what: 'goes to syslog' };
  if (it === 'stderr' || /^\/dev\/(?:stderr|stdout)$/.test(it))
    return { to: 'elsewhere', what: 'goes to the standard output of the process' };
  if (it.startsWith('memory:')) return { to: 'elsewhere', what: "stays in the server's memory" };
  if (it.includes('$')) return { to: 'file', path: it.replace(/\$(?:\{\w{1,80}\}|\w{1,80})/g, '*'), pattern: true };
  return { to: 'file', path: it, pattern: false };
}

/** The first argument of Apache's `CustomLog`, `TransferLog`, `GlobalLog` and `ErrorLog`. */
export function apacheTarget(it: string): LogTarget | undefined {
  if (it === '' || it === '/dev/null') return undefined;
  if (it.startsWith('syslog') || it.startsWith('journald'))
    return { to: 'elsewhere', what: `goes to ${it.split(':', 1)[0]}` };
  if (/^\/(?:dev\/(?:stderr|stdout)|proc\/self\/fd\/[12])$/.test(it))
    return { to: 'elsewhere', what: 'goes to the standard output of the process' };
  if (!it.startsWith('|')) return { to: 'file', path: it, pattern: false };
  // `|/usr/bin/rotatelogs -l /var/log/apache2/access.%Y%m%d.log 86400`: the file is the first path behind the program.
  const words = it
    .replace(/^\|[|$]?/, '')
    .trim()
    .split(/\s+/)
    .slice(1, 20);
  const path = words.find((word) => /[/\\%]|\.log/.test(word) && !word.startsWith('-'))?.replace(/^["']|["']$/g, '');
  if (path === undefined) return { to: 'elsewhere', what: 'goes through a program' };
  // rotatelogs puts the time behind a name that has no code for it.
  const pattern = path.replace(/%[A-Za-z]/g, '*');
  return { to: 'file', path: pattern === path ? `${path}*` : pattern, pattern: true };
}
