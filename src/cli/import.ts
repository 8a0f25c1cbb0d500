import { relative } from 'node:path';
import { type SourceKind, type SourceText, sourceKinds } from '../core/import/collection.ts';
import { importSources, kindNames } from '../core/import/importSources.ts';
import { counted } from '../core/import/report.ts';
import { sniffKind } from '../core/import/sniff.ts';
import type { Imported } from '../core/import/writeCollection.ts';
import { jsonLine } from '../core/print/jsonLine.ts';
import { visibleLine } from '../core/print/visible.ts';
import { decodeAny } from '../core/read/decodeAny.ts';
import { carryOutImport, type ImportPlan, planImport, readTaken } from '../local/importing.ts';
import { readSourceFolder } from '../local/sourceFolder.ts';
import type { Command, ExitCode } from './command.ts';
import { complain } from './complain.ts';
import type { Io } from './io.ts';
import { type Options, readOptions } from './options.ts';
import { readBytes } from './readInput.ts';

export const importCommand: Command = {
  help: `Usage: why401 import KIND SOURCE… [--out DIR] [--dry-run] [--json]
       why401 import curl [--out DIR] -- URL [OPTION…]

Writes requests of other tools as .http files, one for each folder at the top, with http-client.env.json; what is
secret goes into http-client.private.env.json, which git is told to ignore. Files that are there are never overwritten.
SOURCEs of one call belong together: a collection and its environments. - is standard input.

  KIND        postman, insomnia, bruno (the folder of the collection), openapi, har, curl
  --out DIR   the folder to write to; the current one unless given
  --dry-run   say what would be written, and write nothing
  --json      one object: files, requests, losses (where, what), toFillIn, remarks

Exit codes: 0 written (with what was lost listed), 2 wrong usage, an unreadable SOURCE, or a folder that cannot be
written to
`,

  async run(args, io) {
    const end = args.indexOf('--');
    const options = readOptions(end < 0 ? args : args.slice(0, end), { flags: ['json', 'dry-run'], values: ['out'] });
    if ('wrong' in options) return usage(options.wrong, io);
    const [kind, ...sources] = options.positionals;
    const command = end < 0 ? undefined : args.slice(end + 1);
    if (!isKind(kind)) return await usageWithKind(kind, sources, io);
    if (command && kind !== 'curl') return usage('A command after -- is for curl only.', io);
    if (!command && sources.length === 0) return usage('A SOURCE is expected, or - for standard input.', io);
    const read = command ? [{ name: 'curl', text: quoted(command) }] : await readSources(kind, sources, io);
    if ('problem' in read) return complain(visibleLine(read.problem), io);
    const imported = importSources(kind, read, await readTaken(options.values.out ?? '.'));
    if ('problem' in imported)
      return complain(visibleLine(`${shownNames(sources, command)}: ${imported.problem}.`), io);
    return write(imported, options, io);
  },
};

function isKind(kind: string | undefined): kind is SourceKind {
  return (sourceKinds as readonly (string | undefined)[]).includes(kind);
}

function usage(wrong: string, io: Io): ExitCode {
  io.err(`why401: ${wrong} why401 import --help says how to call it.\n`);
  return 2;
}

/** Without a kind: what the first file looks like. */
async function usageWithKind(kind: string | undefined, sources: readonly string[], io: Io): Promise<ExitCode> {
  const expected = `A KIND is expected: ${sourceKinds.join(', ')}.`;
  if (kind === undefined) return usage(expected, io);
  const paths = [kind, ...sources].filter((it) => it !== '-');
  for (const path of paths) {
    const bytes = await readBytes(path, io);
    const likely = 'problem' in bytes ? undefined : sniffKind(path, decodeAny(bytes));
    if (likely !== undefined)
      return usage(
        `${expected} ${visibleLine(path)} looks like ${kindNames[likely]}: why401 import ${likely} ${visibleLine(paths.join(' '))}.`,
        io,
      );
  }
  return usage(`${expected} There is no ${visibleLine(kind)}.`, io);
}

/** The words of a command as a shell would have them again. */
function quoted(words: readonly string[]): string {
  return ['curl', ...words].map((it) => `'${it.replaceAll("'", "'\\''")}'`).join(' ');
}

async function readSources(
  kind: SourceKind,
  paths: readonly string[],
  io: Io,
): Promise<readonly SourceText[] | { readonly problem: string }> {
  const read: SourceText[] = [];
  for (const path of paths) {
    const folder = path === '-' ? undefined : await readSourceFolder(path);
    if (folder && kind !== 'bruno')
      return { problem: `${path}: this is a folder; a file is expected. Folders are collections of Bruno only.` };
    if (folder && 'problem' in folder) return { problem: `${path}: ${folder.problem}.` };
    if (folder) {
      read.push(...folder.files);
      continue;
    }
    const bytes = await readBytes(path, io);
    if ('problem' in bytes) return { problem: `${path}: ${bytes.problem}.` };
    if (longest < bytes.length) return { problem: `${path}: it is larger than ${longest / 1_000_000} MB.` };
    read.push({ name: path === '-' ? 'standard input' : path, text: decodeAny(bytes) });
  }
  return read;
}

const longest = 100_000_000;

function shownNames(sources: readonly string[], command: readonly string[] | undefined): string {
  return command ? 'the command' : sources.join(', ');
}

async function write(imported: Imported, { flags, values }: Options, io: Io): Promise<ExitCode> {
  const plan = await planImport(values.out ?? '.', imported);
  if ('problem' in plan) return complain(visibleLine(`${plan.problem}.`), io);
  const isTrial = flags.has('dry-run');
  const done = isTrial ? {} : await carryOutImport(plan);
  if (done.problem !== undefined) return complain(visibleLine(`${done.problem}.`), io);
  if (flags.has('json')) io.out(jsonLine(asJson(imported, plan)));
  else print(imported, plan, isTrial, io);
  return 0;
}

function asJson(imported: Imported, plan: ImportPlan) {
  return {
    files: plan.writes.map((it) => it.path),
    requests: imported.requests,
    losses: imported.losses,
    toFillIn: imported.unfilled,
    remarks: plan.remarks,
  };
}

function print(imported: Imported, plan: ImportPlan, isTrial: boolean, io: Io): void {
  const http = imported.files.filter((it) => it.isHttp).length;
  io.out(
    `${counted(imported.requests, 'request')} in ${counted(http, '.http file')}${isTrial ? '; nothing is written' : ''}\n`,
  );
  for (const it of plan.writes) {
    const shown = relative(process.cwd(), it.path);
    io.out(`  ${visibleLine(shown.startsWith('..') ? it.path : shown)}${it.how === 'add' ? '  (added to)' : ''}\n`);
  }
  for (const it of plan.remarks) io.out(`  ${visibleLine(it)}\n`);
  if (0 < imported.unfilled.length)
    io.out(`\nTo fill in, in http-client.private.env.json: ${imported.unfilled.join(', ')}\n`);
  if (imported.losses.length === 0) return;
  io.out(`\nNot carried over, or not as it was (${imported.losses.length}):\n`);
  for (const it of imported.losses) io.out(`  ${visibleLine(it.where)}: ${visibleLine(it.what)}\n`);
}
