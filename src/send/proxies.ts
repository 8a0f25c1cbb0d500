import { SendFailure } from './failure.ts';
import type { SendSettings } from './outcome.ts';
import { readTarget, type Target } from './target.ts';

/** The variables read, under both spellings: POSIX tools write them small, Windows' large. */
export interface ProxyEnvironment {
  readonly https_proxy?: string | undefined;
  readonly HTTPS_PROXY?: string | undefined;
  readonly http_proxy?: string | undefined;
  readonly all_proxy?: string | undefined;
  readonly ALL_PROXY?: string | undefined;
  readonly no_proxy?: string | undefined;
  readonly NO_PROXY?: string | undefined;
}

let own: ProxyEnvironment | undefined;

/** The process's own variables, read once: each look at process.env is a call into the system. */
export function ownEnvironment(): ProxyEnvironment {
  if (own) return own;
  const { https_proxy, HTTPS_PROXY, http_proxy, all_proxy, ALL_PROXY, no_proxy, NO_PROXY } = process.env;
  own = { https_proxy, HTTPS_PROXY, http_proxy, all_proxy, ALL_PROXY, no_proxy, NO_PROXY };
  return own;
}

/**
 * The proxy for a target: the setting, else the environment's; undefined where there is none or NO_PROXY names the host.
 * HTTP_PROXY in capitals is not read, as curl doesn't: CGI servers let clients set it. Throws SendFailure where the
 * address cannot be used.
 */
export function proxyFor(
  target: Target,
  settings: Pick<SendSettings, 'proxy'>,
  environment: ProxyEnvironment,
): Target | undefined {
  const ofScheme =
    target.scheme === 'https' ? (environment.https_proxy ?? environment.HTTPS_PROXY) : environment.http_proxy;
  const named = settings.proxy ?? ofScheme ?? environment.all_proxy ?? environment.ALL_PROXY;
  if (!named || isExempt(target, environment.no_proxy ?? environment.NO_PROXY ?? '')) return undefined;

  const proxy = readTarget(named.includes('://') ? named : `http://${named}`);
  if (typeof proxy === 'string' || proxy.scheme === 'https') {
    throw new SendFailure(
      'proxy',
      'The address of the proxy cannot be used; expected http://host:port. Look at the proxy setting and the variables https_proxy, http_proxy and all_proxy. Nothing was sent.',
    );
  }
  return proxy;
}

/** NO_PROXY as curl reads it: names with their subdomains, addresses, `host:port`, `*`. */
export function isExempt(target: Pick<Target, 'host' | 'port'>, noProxy: string): boolean {
  return noProxy
    .toLowerCase()
    .split(/[\s,]/)
    .some((entry) => {
      if (entry === '') return false;
      if (entry === '*') return true;
      const isBareIpv6 = !entry.startsWith('[') && 2 < entry.split(':').length;
      const port = isBareIpv6 ? null : /:(\d{1,5})$/.exec(entry);
      if (port && Number(port[1]) !== target.port) return false;
      const name = (port ? entry.slice(0, port.index) : entry).replace(/^\*?\./, '').replace(/^\[|\]$/g, '');
      return target.host === name || target.host.endsWith(`.${name}`);
    });
}
