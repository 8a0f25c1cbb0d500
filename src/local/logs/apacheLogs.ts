import { dirname, join } from 'node:path';
import { type ApacheDirective, expandApache, parseApacheConf, parseEnvvars } from '../../core/logs/conf/apacheConf.ts';
import { apacheTarget } from '../../core/logs/conf/logTarget.ts';
import { compileApacheErrorFormat } from '../../core/logs/formats/apacheErrorFormat.ts';
import { apacheFormats, compileApacheFormat } from '../../core/logs/formats/apacheFormat.ts';
import type { LineFormat } from '../../core/logs/formats/format.ts';
import type { Site } from '../../core/logs/site.ts';
import { type ConfTree, createConfTree } from './confTree.ts';
import { type FoundLogs, joinFound } from './foundLog.ts';

/** The logs that a configuration of Apache httpd names, in whatever virtual host, its includes followed. */
export async function apacheLogs(main: string): Promise<FoundLogs> {
  const tree = createConfTree(main);
  const defined = await environment(tree);
  const state: State = { tree, defined, roots: ['.', dirname(dirname(main))], directives: [] };
  await load(main, state, 0);
  const formats = new Map<string, string>(Object.entries(apacheFormats));
  const errorFormats: LineFormat[] = [];
  let unnamed = apacheFormats.common ?? '';
  for (const { name, args } of state.directives) {
    const [format = '', nickname] = args;
    if (name === 'logformat' && nickname === undefined) unnamed = formats.get(format) ?? format;
    else if (name === 'logformat' && nickname !== undefined) formats.set(nickname, format);
    // `ErrorLogFormat request …` and `connection …` are lines of their own, before the error's.
    else if (name === 'errorlogformat' && !/^(?:request|connection)$/i.test(format))
      errorFormats.push(compileApacheErrorFormat(format));
  }
  const found: FoundLogs[] = [];
  const siteOf = sitesOf(state.directives);
  for (const directive of state.directives) {
    const { name, args } = directive;
    const [target = '', format] = args;
    const site = siteOf.get(directive);
    const put = async (formats: readonly LineFormat[]) => {
      const { logs, problems } = await locate(target, name, formats, state);
      found.push({ logs: site ? logs.map((it) => ({ ...it, sites: [site] })) : logs, problems });
    };
    if (name === 'customlog' || name === 'globallog') {
      const written =
        format === undefined || /^(?:env=|expr=)/.test(format) ? unnamed : (formats.get(format) ?? format);
      await put([compileApacheFormat(written)]);
    } else if (name === 'transferlog') await put([compileApacheFormat(unnamed)]);
    else if (name === 'errorlog') await put(errorFormats);
  }
  if (!state.directives.some((it) => it.name === 'errorlog'))
    found.push(await locate('logs/error_log', 'ErrorLog', errorFormats, state, true));
  return joinFound(found);
}

/** The virtual host that holds each directive of a log; none for those outside of them. */
function sitesOf(directives: readonly ApacheDirective[]): ReadonlyMap<ApacheDirective, Site> {
  const found = new Map<ApacheDirective, Site>();
  let within: ApacheDirective[] = [];
  let site: Site | undefined;
  for (const it of directives) {
    const [first = ''] = it.args;
    if (it.name === '<virtualhost') {
      // A virtual host without a port is one for all.
      const ports = it.args.flatMap((one) => /:(\d{1,5})$/.exec(one)?.[1] ?? []).map(Number);
      site = ports.length === it.args.length ? { ports, names: [], passesTo: [] } : undefined;
      within = [];
    } else if (it.name === '</virtualhost') {
      for (const one of within) if (site) found.set(one, site);
      site = undefined;
    } else if (site && (it.name === 'servername' || it.name === 'serveralias'))
      site = { ...site, names: [...site.names, ...it.args.map((one) => one.toLowerCase().replace(/:\d{1,5}$/, ''))] };
    else if (site && /^(?:proxypass|proxypassmatch|rewriterule|sethandler|balancermember)$/.test(it.name)) {
      const to = it.args
        .map((one) => /\b(?:https?|wss?|h2c?):\/\/[^/\s:]{1,200}(?::(\d{1,5}))?/i.exec(one))
        .find((one) => one);
      const isProxied = it.name !== 'rewriterule' || /[[,](?:P|proxy)[,\]]/.test(it.args.at(-1) ?? '');
      if (isProxied && /balancer:/.test(it.args.join(' '))) site = { ...site, passesTo: 'unknown' };
      else if (isProxied && to && site.passesTo !== 'unknown')
        site = { ...site, passesTo: [...site.passesTo, Number(to[1] ?? (/^(?:https|wss)/i.test(to[0]) ? 443 : 80))] };
    } else if (site && first !== '' && /^(?:customlog|transferlog|errorlog)$/.test(it.name)) within.push(it);
  }
  return found;
}

interface State {
  readonly tree: ConfTree;
  readonly defined: Map<string, string>;
  /** What relative paths are relative to, best first. */
  roots: readonly string[];
  readonly directives: ApacheDirective[];
}

async function environment({ main, read }: ConfTree): Promise<Map<string, string>> {
  const own = await read(join(dirname(main), 'envvars'));
  const defined = new Map<string, string>([
    ['APACHE_LOG_DIR', '/var/log/apache2'],
    ['APACHE_CONFDIR', dirname(main)],
  ]);
  for (const [name, value] of own === undefined ? [] : parseEnvvars(own)) if (value !== '') defined.set(name, value);
  return defined;
}

async function load(path: string, state: State, depth: number): Promise<void> {
  const text = depth < 10 ? await state.tree.read(path) : undefined;
  if (text === undefined) return;
  for (const it of parseApacheConf(text)) {
    const [first = '', second] = it.args;
    if (it.name === 'define') state.defined.set(first, expandApache(second ?? '', state.defined) ?? '');
    const args = it.args.map((word) => expandApache(word, state.defined) ?? word);
    const [file = ''] = args;
    if (it.name === 'serverroot') state.roots = [file, ...state.roots];
    else if (it.name === 'include' || it.name === 'includeoptional') {
      for (const path of await state.tree.files(file, state.roots, true)) await load(path, state, depth + 1);
    } else state.directives.push({ name: it.name, args });
  }
}

async function locate(
  written: string,
  directive: string,
  formats: readonly LineFormat[],
  { tree, roots }: State,
  silent = false,
): Promise<FoundLogs> {
  const target = apacheTarget(written);
  if (!target) return { logs: [], problems: [] };
  const name = names[directive] ?? directive;
  if (target.to === 'elsewhere')
    return { logs: [], problems: [`${name} "${written}" in ${tree.main} ${target.what}, where it is not read.`] };
  if (target.path.includes('${'))
    return { logs: [], problems: [`${name} "${written}" in ${tree.main} names a variable that is not known here.`] };
  const paths = await tree.logs(target.path, roots);
  if (0 < paths.length) return { logs: paths.map((path) => ({ path, formats })), problems: [] };
  return { logs: [], problems: silent ? [] : [`${written}, the ${name} in ${tree.main}, does not exist.`] };
}

const names: Readonly<Record<string, string>> = {
  customlog: 'CustomLog',
  globallog: 'GlobalLog',
  transferlog: 'TransferLog',
  errorlog: 'ErrorLog',
};
