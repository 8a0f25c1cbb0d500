import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { matchRoute } from '../core/guards/matchRoute.ts';
import { frameworkIds, type Route } from '../core/guards/route.ts';
import { toGuardsJson, toGuardsOfRoute, toGuardsTable, toRemark } from '../core/print/guards.ts';
import { jsonLine } from '../core/print/jsonLine.ts';
import { visibleLine } from '../core/print/visible.ts';
import { GuardsFolder, type GuardsFound } from '../local/guards/folder.ts';
import type { Command, ExitCode } from './command.ts';
import { complain } from './complain.ts';
import type { Io } from './io.ts';
import { readOptions } from './options.ts';

export const guardsCommand: Command = {
  help: `Usage: why401 guards [DIR] [--for "METHOD PATH"] [--strict] [--json]

Lists every route of the application in DIR (this folder, if none is named) with the guards in front of it, in the
order in which they run, what they need, and where they stand; then what looks wrong: a route beside guarded ones
without a guard, a guard that comes too late, a role that is spelled like another one. The sources are read, not run.
What git ignores and installed packages are left aside.

  --for "GET /posts/7"   the one route that a request meets: its guards in order, and which most likely answers 401
                         and 403
  --strict               exit 1 when anything looks wrong: sure or probable
  --json                 one object a line, a route each: method, path, file, line (1-based), framework, guards (name,
                         kind, file, line, needs), decides401, decides403 (an index of guards, or -1). What looks wrong
                         goes to standard error, as text

Exit codes: 0 fine, 1 with --strict something looks wrong, or with --for no route matches, 2 DIR could not be read, or
no framework was found in it
`,

  async run(args, io) {
    const options = readOptions(args, { flags: ['json', 'strict'], values: ['for'] });
    if ('wrong' in options) return usage(options.wrong, io);
    const [given = '.', ...more] = options.positionals;
    if (0 < more.length) return usage('One DIR is expected.', io);
    const asked = options.values.for;
    const request = asked === undefined ? undefined : /^\s*([A-Za-z*]{1,20})\s+(\S{1,8000})\s*$/.exec(asked);
    if (request === null) return usage('--for takes a method and a path: --for "GET /posts/7".', io);
    const root = resolve(given);
    const isFolder = await stat(root).then(
      (it) => it.isDirectory(),
      () => false,
    );
    if (!isFolder) return complain(`${visibleLine(given)} is no folder that can be read.`, io);
    const found = await new GuardsFolder(root).read();
    for (const it of found.left) io.err(`why401: ${visibleLine(it)}\n`);
    if (found.frameworks.length === 0)
      return complain(
        `No framework was found in ${visibleLine(given)} (${found.files} files). Looked for ${lookedFor}.`,
        io,
      );
    const json = options.flags.has('json');
    const fine = request
      ? printOne(found.routes, request[1] ?? '', request[2] ?? '', json, io)
      : printAll(found, json, io);
    const remarks = await printRemarks(request ? [] : found.remarks, root, json, io);
    return !fine || (options.flags.has('strict') && remarks) ? 1 : 0;
  },
};

const lookedFor = frameworkIds.join(', ');

function printAll({ routes, frameworks }: GuardsFound, json: boolean, io: Io): boolean {
  if (json) for (const it of routes) io.out(jsonLine(toGuardsJson(it)));
  else if (routes.length === 0) io.out(`${noneRead(frameworks)}\n`);
  else io.out(toGuardsTable(routes, io.width));
  return true;
}

/** Routes are made by code that is not followed: a container that hands in what is needed, a package of one's own. */
function noneRead(frameworks: readonly string[]): string {
  return `The code uses ${frameworks.join(' and ')}, and no route of it could be read: code that a container or a package calls is not followed.`;
}

/** False where no route matches. */
function printOne(routes: readonly Route[], method: string, path: string, json: boolean, io: Io): boolean {
  const matched = matchRoute(routes, method, path);
  const asked = visibleLine(`${method.toUpperCase()} ${path}`);
  if (matched.is === 'route') {
    io.out(json ? jsonLine(toGuardsJson(matched.route)) : toGuardsOfRoute(matched.route));
    if (matched.dropped !== '')
      io.err(`why401: It matches only if a proxy takes ${visibleLine(matched.dropped)} off the path.\n`);
    return true;
  }
  io.err(
    matched.is === 'other-method'
      ? `why401: No route has ${asked}; the path is there for ${matched.methods.map(visibleLine).join(', ')}.\n`
      : `why401: No route of the code matches ${asked}. ${elsewhere(routes)}\n`,
  );
  return false;
}

/** What may have answered a request that no route matches. */
function elsewhere(routes: readonly Route[]): string {
  const computed = routes.filter((it) => it.pattern === undefined).length;
  if (routes.length === 0) return 'No route of the code could be read at all.';
  if (0 < computed)
    return `${computed === 1 ? 'The path of 1 route is' : `The paths of ${computed} routes are`} not known before it runs: it may be there.`;
  return 'If it is refused, a layer in front of the application does that.';
}

/** Whether there is any. */
async function printRemarks(remarks: GuardsFound['remarks'], root: string, json: boolean, io: Io): Promise<boolean> {
  if (remarks.length === 0) return false;
  const print = json ? io.err : io.out;
  print(`${json ? '' : '\n'}What looks wrong (${remarks.length})\n\n`);
  for (const it of remarks) {
    const text = await readFile(join(root, it.file), 'utf8').catch(() => '');
    print(`${toRemark(it, text.split('\n')[it.line - 1])}\n`);
  }
  return true;
}

function usage(wrong: string, io: Io): ExitCode {
  return complain(`${wrong} why401 guards --help says how to call it.`, io);
}
