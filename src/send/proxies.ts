import { SendFailure } from './failure.ts';
import type { SendSettings } from './outcome.ts';
import { readTarget, type Target } from './target.ts';

/** An HTTP proxy. */
export interface Proxy {
  readonly target: Target;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for a target: the setting, else the environment's `https_proxy`, `http_proxy` or `all_proxy`; undefined where
 * there is none or `NO_PROXY` names the host. `HTTP_PROXY` in capitals is not read, as CGI servers let clients set it.
 */
export function proxyFor(target: Target, settings: SendSettings, environment: Environment): Proxy | undefined {
  const named =
    settings.proxy ??
    (target.scheme === 'https'
      ? (environment['https_proxy'] ?? environment['HTTPS_PROXY'])
      : environment['http_proxy']) ??
    environment['all_proxy'] ??
    environment['ALL_PROXY'];
  if (!named || isExempt(target, environment['no_proxy'] ?? environment['NO_PROXY'] ?? '')) return undefined;

  const proxy = readTarget(named.includes('://') ? named : `http://${named}`);
  if (typeof proxy === 'string') {
    throw new SendFailure('proxy', `The proxy's address cannot be used: ${proxy} Expected http://host:port.`);
  }
  return { target: proxy };
}

/** NO_PROXY as curl reads it: names and their subdomains, addresses, `host:port`, `*`. */
export function isExempt(target: Pick<Target, 'host' | 'port'>, noProxy: string): boolean {
  return noProxy
    .toLowerCase()
    .split(/[\s,]/)
    .some((entry) => {
      if (entry === '') return false;
      if (entry === '*') return true;
      const port = /:(\d{1,5})$/.exec(entry);
      const isAddress = 1 < entry.split(':').length - 1 && !entry.startsWith('[');
      if (port && !isAddress && Number(port[1]) !== target.port) return false;
      const name = (port && !isAddress ? entry.slice(0, port.index) : entry)
        .replace(/^\*?\./, '')
        .replace(/^\[|\]$/g, '');
      return target.host === name || target.host.endsWith(`.${name}`);
    });
}
