import { dirname, join } from 'node:path';
import { type ApacheDirective, expandApache, parseApacheConf, parseEnvvars } from '../../core/logs/conf/apacheConf.ts';
import { apacheTarget } from '../../core/logs/conf/logTarget.ts';
import { compileApacheErrorFormat } from '../../core/logs/formats/apacheErrorFormat.ts';
import { apacheFormats, compileApacheFormat } from '../../core/logs/formats/apacheFormat.ts';
import type { LineFormat } from '../../core/logs/formats/format.ts';
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
  for (const { name, args } of state.directives) {
    const [target = '', format] = args;
    if (name === 'customlog' || name === 'globallog') {
      const written =
        format === undefined || /^(?:env=|expr=)/.test(format) ? unnamed : (formats.get(format) ?? format);
      found.push(await locate(target, name, [compileApacheFormat(written)], state));
    } else if (name === 'transferlog') found.push(await locate(target, name, [compileApacheFormat(unnamed)], state));
    else if (name === 'errorlog') found.push(await locate(target, name, errorFormats, state));
  }
  if (!state.directives.some((it) => it.name === 'errorlog'))
    found.push(await locate('logs/error_log', 'ErrorLog', errorFormats, state, true));
  return joinFound(found);
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
  const path = await tree.log(target.path, roots);
  if (path !== undefined) return { logs: [{ path, formats }], problems: [] };
  return { logs: [], problems: silent ? [] : [`${written}, the ${name} in ${tree.main}, does not exist.`] };
}

const names: Readonly<Record<string, string>> = {
  customlog: 'CustomLog',
  globallog: 'GlobalLog',
  transferlog: 'TransferLog',
  errorlog: 'ErrorLog',
};
