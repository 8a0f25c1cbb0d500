import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { SessionStore } from '../core/auth/session.ts';
import type { Server } from '../core/facts/sign.ts';
import { lineOf } from '../core/http/position.ts';
import type { RunStatuses } from '../core/matrix/compareRuns.ts';
import type { Matrix } from '../core/matrix/matrix.ts';
import { matrixJson } from '../core/matrix/matrixJson.ts';
import { matrixJUnit } from '../core/matrix/matrixJUnit.ts';
import { matrixText } from '../core/matrix/matrixText.ts';
import { readExpectations } from '../core/matrix/readExpectations.ts';
import { tallyMatrix } from '../core/matrix/tallyMatrix.ts';
import { visibleLine } from '../core/print/visible.ts';
import { plain } from '../core/text.ts';
import type { Command, ExitCode } from './command.ts';
import { complain } from './complain.ts';
import { createHost } from './host.ts';
import type { Io } from './io.ts';
import { type MatrixSource, readBefore, readSources, readUsers } from './matrixInput.ts';
import { tooOldToSend } from './nodeVersion.ts';
import { type Options, readOptions } from './options.ts';
import { createProgress } from './progress.ts';
import { sessionsIn } from './sessions.ts';
import { ownSigns } from './signs.ts';

export const matrix: Command = {
  help: `Usage: why401 matrix FILE… [--env E] [--users A,B] [--json] [--junit OUT] [--before RUN] [--strict] [--unsafe]
                     [--concurrency N] [--sessions FILE] [--signs RULES]

Sends the requests of .http files as each user of $users, and says who got what, and what of it is other than wanted.
What is wanted stands above a request: # @expect admin=2xx viewer=403 anonymous=401 *=deny

  --env E          environment of http-client.env.json and its kin
  --users A,B      these users only, in this order
  --json           one object a cell: file, line (1-based), name, method, target, id, user, status, want, verdict,
                   cause, before, notes; at the end one with the counts (summary)
  --junit OUT      also write JUnit XML to OUT
  --before RUN     compare with the --json output of an earlier run: whoever is let in now and was not is a breach
  --strict         what is wanted and could not be told (a user without a valid credential, no answer) fails as well
  --unsafe         also send requests that may change something: each as every user. Without it only GET, HEAD,
                   OPTIONS and what # @matrix marks
  --concurrency N  requests at once at one origin, 1 to 100; 6 without it
  --sessions F     keep what is obtained in this file, which only you may read
  --signs RULES    a JSON file that says what the codes of your API mean

A user whose credential is expired or refused everywhere is no proof: their refusals are not counted as enforced.
A token for the sign-in admin can be given ready, in the environment variable WHY401_TOKEN_ADMIN.
Exit codes: 0 nothing is other than wanted, 1 a breach, 2 wrong usage, or what is wanted could not be sent, 3 no answer
`,

  async run(args, io) {
    const options = readOptions(args, {
      flags: ['json', 'strict', 'unsafe'],
      values: ['env', 'users', 'junit', 'before', 'concurrency', 'sessions', 'signs'],
    });
    if ('wrong' in options) return usage(options.wrong, io);
    const { values, positionals } = options;
    const concurrency = values.concurrency ?? '6';
    if (!/^(?:[1-9]\d?|100)$/.test(concurrency))
      return usage(`--concurrency is a number from 1 to 100, not ${visibleLine(concurrency)}.`, io);
    if (positionals.length === 0) return usage('A FILE is expected.', io);
    const sources = await readSources(positionals, io);
    if ('wrong' in sources) return complain(sources.wrong, io);
    const users = await readUsers(sources, values);
    if ('wrong' in users) return complain(users.wrong, io);
    const before = values.before === undefined ? undefined : await readBefore(values.before, io);
    if (before && 'wrong' in before) return complain(before.wrong, io);
    const tooOld = tooOldToSend(process.versions.node);
    if (tooOld !== undefined) return complain(tooOld, io);
    const own = await ownSigns(values.signs, sources[0]?.shown ?? '', io);
    if ('wrong' in own) return complain(`${own.wrong} Nothing was sent.`, io);
    const sessions = await sessionsIn(values.sessions, io);
    if ('wrong' in sessions) return complain(`${sessions.wrong} Nothing was sent.`, io);
    sayWhatIsMeantWrongly(sources, users.known, io);
    const found = await run({ sources, users: users.chosen, own, sessions: sessions.store, before }, options, io);
    return report(found, sources, options, io);
  },
};

interface Plan {
  readonly sources: readonly MatrixSource[];
  readonly users: readonly string[];
  readonly own: readonly Server[];
  readonly sessions: SessionStore;
  readonly before: RunStatuses | undefined;
}

interface Found {
  readonly matrix: Matrix;
  readonly interrupted: boolean;
}

/** Sends. Loaded here, so that what is wrong with the command or a file is said at once. */
async function run(plan: Plan, { flags, values }: Options, io: Io): Promise<Found> {
  const [{ createMemory, loadMatrix }, { explainRefusal }, { close }] = await Promise.all([
    import('../run/index.ts'),
    import('../core/explainAll.ts'),
    import('../send/dispose.ts'),
  ]);
  const { runMatrix } = await loadMatrix();
  const abort = new AbortController();
  const stopListening = io.onInterrupt(() => abort.abort());
  const progress = createProgress(io);
  const perOrigin = Number(values.concurrency ?? 6);
  try {
    const matrix = await runMatrix(
      {
        files: plan.sources.map(({ path, file }) => ({ path, file })),
        ...(values.env === undefined ? {} : { environment: values.env }),
        users: plan.users,
        host: createHost(io, plan.sessions),
        memory: createMemory(),
      },
      {
        signal: abort.signal,
        concurrency: { perOrigin, overall: 4 * perOrigin },
        explain: (exchange, secrets) =>
          explainRefusal(exchange, 0, io.now(), { known: secrets, own: plan.own })?.report,
        ...(flags.has('unsafe') ? { confirmUnsafe: async (rows) => rows } : {}),
        onProgress: progress.show,
        ...(plan.before ? { before: plan.before } : {}),
      },
    );
    return { matrix, interrupted: abort.signal.aborted };
  } finally {
    progress.end();
    stopListening();
    await close();
  }
}

async function report(
  { matrix, interrupted }: Found,
  sources: readonly MatrixSource[],
  { flags, values }: Options,
  io: Io,
): Promise<ExitCode> {
  if (matrix.rows.length === 0) return complain('There is no request to send as several users.', io);
  const shown = new Map(sources.map((it) => [it.path, it.shown]));
  const fileName = (path: string) => shown.get(path) ?? path;
  if (flags.has('json')) io.out(matrixJson(matrix, fileName));
  else io.out(matrixText(matrix, { color: io.color, width: io.width, fileName }));
  if (interrupted) io.err('why401: Stopped; this is what had come by then.\n');
  if (values.junit !== undefined) {
    try {
      await writeFile(resolve(values.junit), matrixJUnit(matrix, fileName));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'no more';
      return complain(`${visibleLine(values.junit)} could not be written: the system says ${code}.`, io);
    }
  }
  return exitCode(matrix, interrupted, flags.has('strict'));
}

function exitCode(matrix: Matrix, interrupted: boolean, strict: boolean): ExitCode {
  const tally = tallyMatrix(matrix);
  if (0 < tally.breaches) return 1;
  const wanted = matrix.cells.filter((it) => it.want !== undefined).map((it) => it.outcome);
  if (interrupted || wanted.some((it) => it.kind === 'not-sent' && it.why === 'unsendable')) return 2;
  if (wanted.some((it) => it.kind === 'failed') || (tally.answered === 0 && 0 < tally.failed)) return 3;
  return strict && 0 < tally.untold ? 1 : 0;
}

/** A wrong name in `# @expect` would go unnoticed: nobody is asked as it. */
function sayWhatIsMeantWrongly(sources: readonly MatrixSource[], users: readonly string[], io: Io): void {
  for (const { file, shown } of sources) {
    for (const { span, message } of file.requests.flatMap((it) => readExpectations(it, users).problems)) {
      io.err(`why401: ${visibleLine(shown)}:${lineOf(file, span.start) + 1}: ${visibleLine(plain(message))}\n`);
    }
  }
}

function usage(wrong: string, io: Io): ExitCode {
  return complain(`${wrong} why401 matrix --help says how to call it.`, io);
}
