import { dirname, join } from 'node:path';
import { nginxTarget } from '../../core/logs/conf/logTarget.ts';
import { type NginxDirective, parseNginxConf } from '../../core/logs/conf/nginxConf.ts';
import type { LineFormat } from '../../core/logs/formats/format.ts';
import { compileNginxFormat, nginxCombined } from '../../core/logs/formats/nginxFormat.ts';
import { type ConfTree, createConfTree } from './confTree.ts';
import { type FoundLog, type FoundLogs, joinFound } from './foundLog.ts';

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
  let named = { access: false, error: false };
  for (const { name, args } of directives) {
    if (name !== 'access_log' && name !== 'error_log') continue;
    named = { access: named.access || name === 'access_log', error: named.error || name === 'error_log' };
    const format = name === 'access_log' ? formats.get(formatName(args)) : undefined;
    found.push(await locate(args[0] ?? '', name, format ? [format] : [], tree));
  }
  if (!named.access) found.push(await own('access.log', [...formats.values()].slice(0, 1), tree));
  if (!named.error) found.push(await own('error.log', [], tree));
  return joinFound(found);
}

/** `access_log path format buffer=32k if=$loggable` */
function formatName(args: readonly string[]): string {
  const it = args[1];
  return it === undefined || it.includes('=') ? 'combined' : it;
}

async function load(path: string, tree: ConfTree, depth: number): Promise<NginxDirective[]> {
  const text = depth < 10 ? await tree.read(path) : undefined;
  return text === undefined ? [] : flat(parseNginxConf(text), tree, depth);
}

async function flat(directives: readonly NginxDirective[], tree: ConfTree, depth: number): Promise<NginxDirective[]> {
  const found: NginxDirective[] = [];
  for (const it of directives) {
    const [file] = it.args;
    if (it.name === 'include' && file !== undefined) {
      for (const path of await tree.files(file, ['.'])) found.push(...(await load(path, tree, depth + 1)));
    } else if (it.block) found.push(...(await flat(it.block, tree, depth)));
    else found.push(it);
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
  const path = await tree.log(target.path, prefixes(tree.main));
  if (path !== undefined) return { logs: [{ path, formats }], problems: [] };
  const why = target.pattern ? 'has variables in it, and no file with such a name is there' : 'does not exist';
  return { logs: [], problems: [`${written}, the ${directive} in ${tree.main}, ${why}.`] };
}

async function own(name: string, formats: readonly LineFormat[], tree: ConfTree): Promise<FoundLogs> {
  const logs: FoundLog[] = [];
  const path =
    (await tree.log(join('logs', name), prefixes(tree.main))) ?? (await tree.log(`/var/log/nginx/${name}`, []));
  if (path !== undefined) logs.push({ path, formats });
  return { logs, problems: [] };
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
