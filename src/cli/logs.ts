import { access } from 'node:fs/promises';
import type { LogSource } from '../core/logs/config.ts';
import type { ServerRefusal } from '../core/logs/serverRefusal.ts';
import { summarize } from '../core/logs/summary.ts';
import { jsonLine } from '../core/print/jsonLine.ts';
import { visibleLine } from '../core/print/visible.ts';
import type { LogsHost } from '../run/logs/host.ts';
import { followRefusals, readRefusals } from '../run/logs/refusals.ts';
import { type Command, type ExitCode, worst } from './command.ts';
import type { Io } from './io.ts';
import { logsFor } from './logsFor.ts';
import { readSince, readSources } from './logsInput.ts';
import { readOptions } from './options.ts';
import { createProgress } from './progress.ts';

export const logsCommand: Command = {
  help: `Usage: why401 logs [LOG_OR_CONF…] [--for HAR] [--since T] [--follow] [--json]

Reads a server's own logs and says why it refused. A LOG_OR_CONF is a log (rotated and gzipped ones are found beside it), the
configuration of nginx or Apache, whose logs and formats are read out of it, a folder, or - for standard input. Without any,
the logs of the servers that are installed here and of this folder are found.

  --for HAR        only the lines that belong to the last refused exchange of HAR (or of what curl -v printed): by the id of
                   the request, else by method, path, status and time, the server's clock taken into account
  --since T        refusals since then: 30m, 2h, 1d, 2026-11-27T10:00, 10:00; without it, those at the end of the logs
  --follow         goes on with new refusals as they happen, until Ctrl-C
  --format FORMAT  the log_format of nginx or LogFormat of Apache that the logs are written in, where no configuration says it
  --config FILE    a JSON list of where logs are: paths, {"command": […]}, {"loki": URL, "query": …},
                   {"elasticsearch": URL, "index": …}
  --json           one object a line; with --for: har, lines (file, line, kind, text), reason, cause

Logs are read and nothing is sent, but to servers of logs that FILE names. Secrets in lines are masked.
Exit codes: 0 nothing was refused, 1 something was, 2 a LOG_OR_CONF or HAR could not be read, or no log was found
`,

  async run(args, io) {
    const options = readOptions(args, { flags: ['follow', 'json'], values: ['for', 'since', 'format', 'config'] });
    if ('wrong' in options) return usage(options.wrong, io);
    const { values, flags, positionals } = options;
    const since = values.since === undefined ? undefined : readSince(values.since, io.now());
    if (values.since !== undefined && since === undefined)
      return usage(
        `--since takes 30m, 2h, 1d or a time such as 2026-11-27T10:00, not ${visibleLine(values.since)}.`,
        io,
      );
    if (values.for !== undefined && (flags.has('follow') || since !== undefined))
      return usage(
        '--for looks for the lines of one exchange, whose time it tells: --follow and --since do not go with it.',
        io,
      );
    if (flags.has('follow') && positionals.includes('-'))
      return usage('--follow follows files, not standard input.', io);
    if (values.for === '-' && positionals.includes('-'))
      return usage('Standard input can be the HAR or a log, not both.', io);
    const sources = await readSources(positionals, { config: values.config, format: values.format }, io);
    if ('wrong' in sources) return usage(sources.wrong, io);
    return withHost(io, positionals, async (host) => {
      const json = flags.has('json');
      const code =
        values.for === undefined
          ? await listRefusals(sources, since, { json, follow: flags.has('follow') }, host, io)
          : await logsFor(values.for, sources, { json }, { ...host, countAll: json }, io);
      return worst([code, ...(await unreadable(positionals))]);
    });
  },
};

/** Ctrl-C ends the reading; standard input is read where it is asked for. */
async function withHost(
  io: Io,
  paths: readonly string[],
  run: (host: LogsHost) => Promise<ExitCode>,
): Promise<ExitCode> {
  const stopped = new AbortController();
  const forget = io.onInterrupt(() => stopped.abort());
  const progress = createProgress(io);
  try {
    return await run({
      signal: stopped.signal,
      now: () => io.now(),
      folders: ['.'],
      settings: {
        timeoutMs: 20_000,
        followRedirects: false,
        rememberCookies: false,
        clientCertificates: {},
        certificateAuthorities: [],
        insecureHosts: [],
      },
      progress: (done, total) => progress.show(done, total),
      ...(paths.includes('-') ? { stdin: await io.readStdin() } : {}),
    });
  } catch (error) {
    if (!stopped.signal.aborted) throw error;
    return 0;
  } finally {
    progress.end();
    forget();
  }
}

/** Named files that cannot be opened; why was said when they were read. */
async function unreadable(paths: readonly string[]): Promise<readonly ExitCode[]> {
  const codes = await Promise.all(
    paths.map((it) =>
      it === '-' || /[*?[]/.test(it)
        ? 0
        : access(it).then(
            () => 0 as const,
            () => 2 as const,
          ),
    ),
  );
  return codes;
}

/** The newest ones are shown; all of them are counted. */
const mostShown = 10;

async function listRefusals(
  sources: readonly LogSource[],
  since: number | undefined,
  { json, follow }: { readonly json: boolean; readonly follow: boolean },
  host: LogsHost,
  io: Io,
): Promise<ExitCode> {
  const { logSummaryToJson, logSummaryToTerminal, refusalToJson, refusalToTerminal } = await import(
    '../core/print/logSummary.ts'
  );
  const { refusals, answered, problems, looked, unread, cut, zone } = await readRefusals(sources, since, host);
  for (const it of problems) io.err(`why401: ${visibleLine(it)}\n`);
  if (looked === 0) {
    io.err(
      0 < unread
        ? 'why401: no log could be read, so that nothing is known of refusals.\n'
        : 'why401: no log was found. Name one, or the configuration of the server: why401 logs /etc/nginx/nginx.conf\n',
    );
    return 2;
  }
  const options = { color: io.color, width: io.width };
  const print = (it: ServerRefusal) => io.out(json ? jsonLine(refusalToJson(it)) : refusalToTerminal(it, options));
  const summary = summarize(refusals, answered, io.now());
  for (const it of json ? refusals : refusals.slice(-mostShown)) print(it);
  if (json) io.out(jsonLine(logSummaryToJson(summary)));
  else if (refusals.length === 0)
    io.out(
      `Nothing was refused in ${looked} log${looked === 1 ? '' : 's'}${cut ? ', as far back as was read' : ''}.\n`,
    );
  else {
    const earlier = refusals.length - mostShown;
    io.out(
      `\n${0 < earlier ? `These are the newest ${mostShown}. In all: ` : ''}${logSummaryToTerminal(summary, refusals, options)}`,
    );
    if (cut)
      io.out(
        `\nThe logs hold more${since === undefined ? ': only their end was read. --since 1d reads back to a time' : ' of that time than was read'}.\n`,
      );
  }
  if (follow) await followAlong(sources, { before: refusals, zone, json }, host, io);
  return follow || refusals.length === 0 ? 0 : 1;
}

async function followAlong(
  sources: readonly LogSource[],
  {
    before,
    zone,
    json,
  }: { readonly before: readonly ServerRefusal[]; readonly zone: number | undefined; readonly json: boolean },
  host: LogsHost,
  io: Io,
): Promise<void> {
  const { logSummaryToTerminal, refusalToJson, refusalToTerminal } = await import('../core/print/logSummary.ts');
  const { batches, files, problems } = await followRefusals(sources, host, zone);
  for (const it of problems.filter((problem) => problem.startsWith('Only'))) io.err(`why401: ${visibleLine(it)}\n`);
  if (!json) io.out(`\nFollowing ${files} log${files === 1 ? '' : 's'}; Ctrl-C ends it.\n`);
  const seen = [...before];
  for await (const batch of batches) {
    for (const it of batch)
      io.out(json ? jsonLine(refusalToJson(it)) : refusalToTerminal(it, { color: io.color, width: io.width }));
    seen.push(...batch);
    seen.splice(0, Math.max(0, seen.length - 5_000));
  }
  if (!json && before.length < seen.length)
    io.out(`\n${logSummaryToTerminal(summarize(seen, [], io.now()), seen, { color: io.color, width: io.width })}`);
}

function usage(wrong: string, io: Io): ExitCode {
  io.err(`why401: ${wrong} why401 logs --help says how to call it.\n`);
  return 2;
}
