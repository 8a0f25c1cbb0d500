import { basename, resolve } from 'node:path';
import { type CheckedFile, createFileChecker } from '../core/check/checkFile.ts';
import { type CheckFinding, isSerious } from '../core/check/finding.ts';
import { emptyMemory } from '../core/check/hostMemory.ts';
import { unresolvedFindings } from '../core/check/unresolved.ts';
import { createWeakSecretFinder } from '../core/check/weakSecrets.ts';
import { secretFinding } from '../core/check/writtenSecrets.ts';
import { decodeUtf8 } from '../core/http/decode.ts';
import type { HttpFile } from '../core/http/httpFile.ts';
import { parse } from '../core/http/parse.ts';
import { jsonLine } from '../core/print/jsonLine.ts';
import { visibleLine } from '../core/print/visible.ts';
import { plain } from '../core/text.ts';
import type { Scope } from '../core/variables/scope.ts';
import { scopeForReading } from '../core/variables/scopeForReading.ts';
import { unknownChoice } from '../core/variables/unknownChoice.ts';
import { readEnvironments } from '../local/envFiles.ts';
import { readGitState } from '../local/git.ts';
import { verifyHmac } from '../local/hmac.ts';
import { type Command, type ExitCode, worst } from './command.ts';
import { complain } from './complain.ts';
import type { Io } from './io.ts';
import { type Options, readOptions } from './options.ts';
import { readBytes } from './readInput.ts';

export const checkCommand: Command = {
  help: `Usage: why401 check FILE… [--env E] [--user U] [--json]

Says what of .http files will be refused, before anything is sent: tokens that have expired or are about to,
credentials that are empty, broken or without their scheme, secrets in a file that git tracks, keys in the query,
credentials over plain http. What is not known before sending (prompts, answers of other requests) is passed over.
- is standard input. Nothing is sent.

  --env E     environment of http-client.env.json and its kin
  --user U    user of $users in those files
  --json      one object a line: file, line and column (1-based), severity, code, cause (where the refusal has
              one), message, certainty

Exit codes: 0 fine, 1 something will surely or probably be refused (error, warning), 2 a FILE could not be read
(the others are still checked)
`,

  async run(args, io) {
    const options = readOptions(args, { flags: ['json'], values: ['env', 'user'] });
    if ('wrong' in options) return usage(options.wrong, io);
    if (options.positionals.length === 0) return usage('A FILE is expected, or - for standard input.', io);
    const codes: ExitCode[] = [];
    for (const path of options.positionals) codes.push(await checkOne(path, options, io));
    return worst(codes);
  },
};

async function checkOne(path: string, { flags, values }: Options, io: Io): Promise<ExitCode> {
  const bytes = await readBytes(path, io);
  const decoded = 'problem' in bytes ? { problem: `${bytes.problem}.` } : decodeUtf8(bytes);
  if ('problem' in decoded) return complain(`${visibleLine(path)}: ${decoded.problem}`, io);
  const file = parse(decoded.text);
  const refused = file.problems.filter((it) => it.refuses);
  for (const it of refused) complain(`${place(path, file, it.span.start)}: ${visibleLine(it.message)}`, io);
  if (0 < refused.length) return 2;
  const absolute = path === '-' ? resolve('stdin.http') : resolve(path);
  const environments = await readEnvironments(absolute, {});
  for (const it of environments.problems.filter((one) => one.severity === 'error'))
    complain(visibleLine(`${it.message} (${it.file}:${it.line}:${it.column})`), io);
  const { env: environment, user } = values;
  const choice = { ...(environment === undefined ? {} : { environment }), ...(user === undefined ? {} : { user }) };
  const unknown = unknownChoice(environments, choice);
  if (unknown) return complain(`${visibleLine(path)}: ${visibleLine(`${unknown.what}. ${unknown.known}`)}`, io);
  const scope = { ...scopeForReading(environments, environment, user), supplies: suppliesFrom(io) };
  const findings = await findingsIn(file, scope, path === '-' ? undefined : absolute, io);
  print(path, file, findings, flags.has('json'), io);
  return findings.some(isSerious) ? 1 : 0;
}

/** Each place once, in the order of the file. */
async function findingsIn(
  file: HttpFile,
  scope: Scope,
  path: string | undefined,
  io: Io,
): Promise<readonly CheckFinding[]> {
  const now = Math.floor(io.now() / 1000);
  const weakSecretOf = createWeakSecretFinder(verifyHmac);
  const checked = createFileChecker().check(file, { scope, now, memory: emptyMemory, weakSecretOf }, []);
  const found = new Map<string, CheckFinding>();
  const all = [
    ...checked.findings,
    ...file.requests.flatMap((it) => unresolvedFindings(file, it, scope)),
    ...(path === undefined ? [] : await secretsIn(checked, path)),
  ];
  for (const it of all) found.set(`${it.span.start} ${it.code} ${plain(it.message)}`, it);
  return [...found.values()].toSorted((a, b) => a.span.start - b.span.start);
}

/** Git is asked only where there is something to ask about. */
async function secretsIn({ secrets }: CheckedFile, path: string): Promise<readonly CheckFinding[]> {
  if (secrets.length === 0 || !(await readGitState(path))?.tracked) return [];
  return secrets.map((it) => secretFinding(it, basename(path)));
}

function suppliesFrom(io: Io): Scope['supplies'] {
  return {
    now: io.now(),
    random: Math.random,
    localOffset: (ms) => -new Date(ms).getTimezoneOffset(),
    processEnv: io.env,
  };
}

/** For people, one line says of a variable what holds wherever it stands. */
function told(
  file: HttpFile,
  findings: readonly CheckFinding[],
): readonly (CheckFinding & { readonly more: number })[] {
  const lines = new Map<string, CheckFinding & { readonly more: number }>();
  for (const it of findings) {
    const { start, end } = it.span;
    const key = it.code === 'unresolved-variable' ? file.text.slice(start, end) : String(lines.size);
    const before = lines.get(key);
    lines.set(key, before ? { ...before, more: before.more + 1 } : { ...it, more: 0 });
  }
  return [...lines.values()];
}

function print(path: string, file: HttpFile, findings: readonly CheckFinding[], json: boolean, io: Io): void {
  if (json) {
    for (const { span, severity, code, cause, certainty, message } of findings) {
      const at = lineAndColumn(file, span.start);
      const says = visibleLine(plain(message));
      io.out(jsonLine({ file: path, ...at, severity, code, ...(cause ? { cause } : {}), message: says, certainty }));
    }
    return;
  }
  for (const { span, severity, code, certainty, message, more } of told(file, findings)) {
    const places = more === 0 ? '' : ` The same in ${more} more ${more === 1 ? 'place' : 'places'}.`;
    const says = `${visibleLine(plain(message))}${places}`;
    io.out(`${place(path, file, span.start)}: ${severity}: ${says} [${code}, ${certainty}]\n`);
  }
  if (findings.some(isSerious)) return;
  const count = file.requests.length;
  io.out(
    `${visibleLine(path)}: ${count} ${count === 1 ? 'request' : 'requests'}, none of which is known to be refused\n`,
  );
}

/** `api.http:12:3`, 1-based, as editors and terminals link it. */
function place(path: string, file: HttpFile, offset: number): string {
  const { line, column } = lineAndColumn(file, offset);
  return `${visibleLine(path)}:${line}:${column}`;
}

function lineAndColumn({ lineStarts }: HttpFile, offset: number): { readonly line: number; readonly column: number } {
  const line = Math.max(
    0,
    lineStarts.findLastIndex((it) => it <= offset),
  );
  return { line: line + 1, column: offset - (lineStarts[line] ?? 0) + 1 };
}

function usage(wrong: string, io: Io): ExitCode {
  return complain(`${wrong} why401 check --help says how to call it.`, io);
}
