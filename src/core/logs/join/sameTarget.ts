/**
 * How alike a target in a log is to the one that was sent: 4 the same, 3 the same but for encoding or a query that one of
 * them lacks, 2 the path with a part before it taken off or put on (a proxy), 1 a script that a rewrite leads to, 0 another.
 */
export function sameTarget(logged: string, sent: string): 0 | 1 | 2 | 3 | 4 {
  const a = withoutOrigin(logged);
  if (a === sent) return 4;
  const [path = '', query] = split(a);
  const [sentPath = '', sentQuery] = split(sent);
  const one = normal(path);
  const other = normal(sentPath);
  const sameQuery = query === undefined || sentQuery === undefined || alike(query, sentQuery);
  if (one === other) return sameQuery ? 3 : 0;
  if (!sameQuery) return 0;
  if (endsWithSegments(one, other) || endsWithSegments(other, one)) return 2;
  return /\/(?:index|app|main|web|public\/index)\.(?:php|html?|py|fcgi|aspx?)$/.test(one) ? 1 : 0;
}

function withoutOrigin(target: string): string {
  const origin = /^[a-z][a-z0-9+.-]{1,20}:\/\/[^/?#]{0,300}/i.exec(target.slice(0, 330));
  const rest = origin ? target.slice(origin[0].length) : target;
  return rest.split('#', 1)[0] ?? '';
}

function split(target: string): readonly [string, string | undefined] {
  const at = target.indexOf('?');
  return at < 0 ? [target, undefined] : [target.slice(0, at), target.slice(at + 1) || undefined];
}

/** Servers log the path as it came, decoded, with dots taken out, or with what they could not print as `\xHH`. */
function normal(path: string): string {
  const written = path.slice(0, 8_000).replace(/\\x([0-9a-f]{2})/gi, '%$1');
  let decoded = written;
  try {
    decoded = decodeURIComponent(written);
  } catch {
    // A percent sign that encodes nothing stays as it is.
  }
  const segments: string[] = [];
  for (const it of decoded.replace(/\/{2,}/g, '/').split('/')) {
    if (it === '..') segments.pop();
    else if (it !== '.') segments.push(it);
  }
  return segments.join('/') || '/';
}

/** Masked values and those cut short are alike with what they may have been. */
function alike(a: string, b: string): boolean {
  if (a === b || normal(a) === normal(b)) return true;
  return (
    /\*{3}|•|\[?(?:redacted|filtered|masked)\]?|%5BFILTERED%5D|…/i.test(a) && a.split('=', 1)[0] === b.split('=', 1)[0]
  );
}

/** At least one whole segment of the shorter path, a bare `/` aside. */
function endsWithSegments(long: string, short: string): boolean {
  return 1 < short.length && short.startsWith('/') && long.endsWith(short);
}
