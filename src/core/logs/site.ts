/** What a configuration says of the site (`server`, `<VirtualHost>`) that writes a log. */
export interface Site {
  /** Ports it listens on. */
  readonly ports: readonly number[];
  /** Its names, in lower case, wildcards as they stand. */
  readonly names: readonly string[];
  /** Ports of the servers that it passes requests on to; `unknown` where variables or names stand for one. */
  readonly passesTo: readonly number[] | 'unknown';
}

/**
 * The sites whose logs may tell of a request to this host and port: those that it reaches, and those that these pass it on to,
 * and so on. Undefined where no site listens there: another server, or a port that is mapped, leads to one of them then.
 */
export function sitesFor(sites: readonly Site[], host: string, port: number): ReadonlySet<Site> | undefined {
  const there = sites.filter((it) => it.ports.includes(port));
  const named = there.filter((it) => it.names.some((name) => fits(name, host)));
  const reached = new Set(named.length === 0 ? there : named);
  if (reached.size === 0) return undefined;
  for (const it of reached) {
    const { passesTo } = it;
    if (passesTo === 'unknown') return undefined;
    for (const other of sites) if (other.ports.some((one) => passesTo.includes(one))) reached.add(other);
  }
  return reached;
}

/** `*.example.org`, `.example.org` and plain names; patterns fit nothing. */
function fits(name: string, host: string): boolean {
  if (name.startsWith('*.') || name.startsWith('.')) {
    const end = name.slice(name.indexOf('.'));
    return host.endsWith(end) || (name.startsWith('.') && host === end.slice(1));
  }
  return name === host;
}
