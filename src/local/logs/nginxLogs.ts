import { dirname, join } from 'node:path';
import { nginxTarget } from '../../core/logs/conf/logTarget.ts';
import { type NginxDirective, parseNginxConf } from '../../core/logs/conf/nginxConf.ts';
import type { LineFormat } from '../../core/logs/formats/format.ts';
import { compileNginxFormat, nginxCombined } from '../../core/logs/formats/nginxFormat.ts';
import type { Site } from '../../core/logs/site.ts';
import { type ConfTree, createConfTree } from './confTree.ts';
import { type FoundLogs, joinFound } from './foundLog.ts';

/**
 * The logs that a configuration of nginx names, in whatever server or location, its includes followed. Where it names none
 * nginx has its own: `logs/access.log` and `logs/error.log` below its prefix, or what the distribution compiled in.
 */
export async function nginxLogs(main: string): Promise<FoundLogs> {
  const tree = createConfTree(main);
  const directives = await load(main, tree, 0);
  const formats = new Map<string, LineFormat>([['combined', compileNginxFormat(nginxCombined)]]);
  for (const { name, args } of directives) {
    if (name !== 'log_format' || args.length < 2) continue;
    const escaping = /^escape=(json|none|default)$/.exec(args[1] ?? '')?.[1];
    const text = args.slice(escaping === undefined ? 1 : 2).join('');
    formats.set(
      args[0] ?? '',
      compileNginxFormat(text, escaping === 'json' || escaping === 'none' ? escaping : 'default'),
    );
  }
  const found: FoundLogs[] = [];
  const upstreams = directives.flatMap((it) => (it.upstream === undefined ? [] : { name: it.upstream, it }));
  const portsOf = (name: string) => {
    const own = upstreams.filter((it) => it.name === name).map(({ it }) => portIn(it.args[0] ?? ''));
    return own.length === 0 ? undefined : own;
  };
  const sites = new Map<NginxDirective, Site>();
  for (const { server, name, args } of directives) {
    if (!server) continue;
    sites.set(server, withDirective(sites.get(server) ?? { ports: [], names: [], passesTo: [] }, name, args, portsOf));
  }
  let named = { access: false, error: false };
  for (const { name, args, server } of directives) {
    if (name !== 'access_log' && name !== 'error_log') continue;
    named = { access: named.access || name === 'access_log', error: named.error || name === 'error_log' };
    const format = name === 'access_log' ? formats.get(formatName(args)) : undefined;
    const { logs, problems } = await locate(args[0] ?? '', name, format ? [format] : [], tree);
    const site = server && sites.get(server);
    found.push({ logs: site ? logs.map((it) => ({ ...it, sites: [site] })) : logs, problems });
  }
  if (!named.access) found.push(await own('access.log', [...formats.values()].slice(0, 1), tree));
  if (!named.error) found.push(await own('error.log', [], tree));
  return joinFound(found);
}

/** What one directive in a `server` says of the site. */
function withDirective(
  site: Site,
  name: string,
  args: readonly string[],
  portsOf: (upstream: string) => readonly (number | undefined)[] | undefined,
): Site {
  const [first = ''] = args;
  if (name === 'listen') return { ...site, ports: [...site.ports, portIn(first) ?? 80] };
  if (name === 'server_name') return { ...site, names: [...site.names, ...args.map((it) => it.toLowerCase())] };
  if (!/^(?:proxy|grpc|uwsgi|scgi|fastcgi)_pass$/.test(name) || site.passesTo === 'unknown') return site;
  // FastCGI and its like lead to programs, which write no log of requests.
  if (!/^(?:proxy|grpc)_pass$/.test(name)) return site;
  const to = /^(?:(https?|grpcs?):\/\/)?([^/?#]{1,300})/i.exec(first);
  const authority = to?.[2] ?? '';
  const ports = portsOf(authority) ?? [portIn(authority) ?? (/s$/i.test(to?.[1] ?? '') ? 443 : 80)];
  if (authority.includes('$') || authority.startsWith('unix:') || ports.includes(undefined))
    return { ...site, passesTo: 'unknown' };
  return { ...site, passesTo: [...site.passesTo, ...ports.flatMap((it) => it ?? [])] };
}

/** `8080`, `127.0.0.1:8080`, `[::]:8080` */
function portIn(address: string): number | undefined {
  const port = /^(?:.{0,200}:)?(\d{1,5})$/.exec(address)?.[1];
  return port === undefined ? undefined : Number(port);
}

/** `access_log path format buffer=32k if=$loggable` */
function formatName(args: readonly string[]): string {
  const it = args[1];
  return it === undefined || it.includes('=') ? 'combined' : it;
}

/** A directive, and the `server` or `upstream` that holds it. */
interface Placed extends NginxDirective {
  readonly server?: NginxDirective;
  readonly upstream?: string;
}

async function load(path: string, tree: ConfTree, depth: number, within: Within = {}): Promise<Placed[]> {
  const text = depth < 10 ? await tree.read(path) : undefined;
  return text === undefined ? [] : flat(parseNginxConf(text), tree, depth, within);
}

type Within = Pick<Placed, 'server' | 'upstream'>;

async function flat(
  directives: readonly NginxDirective[],
  tree: ConfTree,
  depth: number,
  within: Within,
): Promise<Placed[]> {
  const found: Placed[] = [];
  for (const it of directives) {
    const [file] = it.args;
    if (it.name === 'include' && file !== undefined) {
      for (const path of await tree.files(file, ['.'])) found.push(...(await load(path, tree, depth + 1, within)));
    } else if (it.block) {
      const inner =
        it.name === 'server'
          ? { server: it }
          : it.name === 'upstream' && file !== undefined
            ? { upstream: file }
            : within;
      found.push(...(await flat(it.block, tree, depth, inner)));
    } else found.push({ ...it, ...within });
  }
  return found;
}

async function locate(
  written: string,
  directive: string,
  formats: readonly LineFormat[],
  tree: ConfTree,
): Promise<FoundLogs> {
  const target = nginxTarget(written);
  if (!target) return { logs: [], problems: [] };
  if (target.to === 'elsewhere')
    return { logs: [], problems: [`${directive} ${written} in ${tree.main} ${target.what}, where it is not read.`] };
  const paths = await tree.logs(target.path, prefixes(tree.main));
  if (0 < paths.length) return { logs: paths.map((path) => ({ path, formats })), problems: [] };
  const why = target.pattern ? 'has variables in it, and no file with such a name is there' : 'does not exist';
  return { logs: [], problems: [`${written}, the ${directive} in ${tree.main}, ${why}.`] };
}

async function own(name: string, formats: readonly LineFormat[], tree: ConfTree): Promise<FoundLogs> {
  const below = await tree.logs(join('logs', name), prefixes(tree.main));
  const paths = below.length === 0 ? await tree.logs(`/var/log/nginx/${name}`, []) : below;
  return { logs: paths.map((path) => ({ path, formats })), problems: [] };
}

/** What relative paths may be relative to: the prefix, which is compiled in. */
function prefixes(main: string): readonly string[] {
  const folder = dirname(main);
  const above = dirname(folder);
  return [
    '.',
    ...(/^\/etc(?:\/|$)/.test(folder) ? [] : [above]),
    '/usr/local/nginx',
    '/usr/share/nginx',
    '/var/lib/nginx',
  ];
}
