import { resolve } from 'node:path';
import type { RetryMode } from '../core/auth/renewal.ts';
import type { SessionStore } from '../core/auth/session.ts';
import type { Server } from '../core/facts/sign.ts';
import type { Route } from '../core/guards/route.ts';
import { decodeUtf8 } from '../core/http/decode.ts';
import type { HttpFile } from '../core/http/httpFile.ts';
import { parse } from '../core/http/parse.ts';
import { visibleLine } from '../core/print/visible.ts';
import { userFor } from '../core/variables/asUser.ts';
import { chooseRequests } from './chooseRequests.ts';
import { type Command, type ExitCode, worst } from './command.ts';
import { complain } from './complain.ts';
import { routesIn } from './guardsOption.ts';
import { createHost } from './host.ts';
import type { Io } from './io.ts';
import { tooOldToSend } from './nodeVersion.ts';
import { type Options, readOptions } from './options.ts';
import { printOutcome } from './printOutcome.ts';
import { readBytes } from './readInput.ts';
import { renewed } from './renewed.ts';
import { sessionsIn } from './sessions.ts';
import { ownSigns } from './signs.ts';

export const send: Command = {
  help: `Usage: why401 send FILE [--name N | --line L | --all] [--env E] [--user U] [--retry MODE] [--sessions FILE]
                   [--signs RULES] [--guards DIR] [--prove] [--json]

Sends requests of a .http file and explains each refusal. A FILE with one request needs no choice.

  --name N       the request of this name
  --line L       the request at this line, 1-based
  --all          all requests, in order
  --env E        environment of http-client.env.json and its kin
  --user U       user of $users in those files, in place of the one that # @as names
  --guards DIR   the sources of the application that answers: the guard that most likely refused, and what it wants,
                 join the evidence
  --signs RULES  a JSON file that says what the codes of your API mean; why401.signs.json and .why401/*.json,
                 beside FILE and in the folders above, count without it
  --retry MODE   what to do when a fresh token would mend a refusal: ask (at a terminal), auto (renew, and send once
                 more), off; ask without it
  --sessions F   keep what is obtained in this file, which only you may read; without it, it is forgotten at the end
  --prove        what is refused is sent again with one thing changed at a time, eight requests at most, each said
                 before it goes: without credentials, as another user of $users, with a slash at the end, …; the
                 answers and what they show are printed, and the explanation follows from them. GET, HEAD and OPTIONS
                 go without a question, others at a terminal only, once you agree to each
  --json         one object a request: file, entry, line (0-based), name, method, url, status, ms, causes, ruledOut;
                 without an answer, code and message in place of status; with --prove, experiments as well;
                 tests and logs where the request has scripts or assertions

A token for the sign-in admin can be given ready, in the environment variable WHY401_TOKEN_ADMIN.
Response handlers, scripts before requests and ?? assertions are run in a sandbox without files or network.
Redirects are followed as far as credentials may go. Nothing is sent when a variable has no value or the FILE
must be refused. Secrets are masked.
Exit codes: 0 all were accepted, 1 one was refused or a test of it failed, 2 one could not be sent, 3 one got no answer
`,

  async run(args, io) {
    const options = readOptions(args, {
      flags: ['all', 'json', 'prove'],
      values: ['name', 'line', 'env', 'user', 'signs', 'guards', 'retry', 'sessions'],
    });
    if ('wrong' in options) return usage(options.wrong, io);
    const { retry = 'ask' } = options.values;
    if (!isRetryMode(retry)) return usage(`--retry is ask, auto or off, not ${visibleLine(retry)}.`, io);
    const [path] = options.positionals;
    if (path === undefined || 1 < options.positionals.length) return usage('One FILE is expected.', io);
    const bytes = await readBytes(path, io);
    const decoded = 'problem' in bytes ? { problem: `${bytes.problem}.` } : decodeUtf8(bytes);
    if ('problem' in decoded) return complain(`${visibleLine(path)}: ${decoded.problem}`, io);
    const file = parse(decoded.text);
    const refused = file.problems.filter((it) => it.refuses);
    for (const it of refused) {
      io.err(
        `why401: ${visibleLine(path)}:${lineAt(file, it.span.start)}: ${visibleLine(it.message)} Nothing was sent.\n`,
      );
    }
    if (0 < refused.length) return 2;
    const chosen = chooseRequests(file, options);
    if ('wrong' in chosen) return complain(`${visibleLine(path)}: ${chosen.wrong}`, io);
    const tooOld = tooOldToSend(process.versions.node);
    if (tooOld !== undefined) return complain(tooOld, io);
    const own = await ownSigns(options.values.signs, path, io);
    if ('wrong' in own) return complain(`${own.wrong} Nothing was sent.`, io);
    const routes = await routesIn(options.values.guards, io);
    if (routes && 'wrong' in routes) return complain(`${routes.wrong} Nothing was sent.`, io);
    const sessions = await sessionsIn(options.values.sessions, io);
    if ('wrong' in sessions) return complain(`${sessions.wrong} Nothing was sent.`, io);
    return sendRequests(path, file, chosen.requests, options, { own, routes, retry, sessions: sessions.store }, io);
  },
};

interface Given {
  readonly own: readonly Server[];
  readonly routes: readonly Route[] | undefined;
  readonly retry: RetryMode;
  readonly sessions: SessionStore;
}

async function sendRequests(
  path: string,
  file: HttpFile,
  requests: HttpFile['requests'],
  options: Options,
  { own, routes, retry, sessions }: Given,
  io: Io,
): Promise<ExitCode> {
  // Loaded here, so that what is wrong with the command or the file is said at once.
  const { createMemory, runRequest } = await import('../run/index.ts');
  const { close } = await import('../send/dispose.ts');
  const memory = createMemory();
  const abort = new AbortController();
  const stopListening = io.onInterrupt(() => abort.abort());
  const codes: ExitCode[] = [];
  const batch = {};
  const absolute = path === '-' ? resolve('stdin.http') : resolve(path);
  const { env, user } = options.values;
  try {
    for (const request of requests) {
      const started = io.now();
      const host = createHost(io, sessions);
      // The command line is the nearer word.
      const as = user ?? userFor(request, undefined);
      const target = {
        path: absolute,
        file,
        request,
        batch,
        ...(env === undefined ? {} : { environment: env }),
        ...(as === undefined ? {} : { user: as }),
      };
      const first = await runRequest(target, memory, host, abort.signal);
      const outcome = await renewed(first, target, { memory, host, retry, own, signal: abort.signal });
      const proof = options.flags.has('prove')
        ? await (await import('./prove.ts')).proved(outcome, target, { memory, host, own, signal: abort.signal, io })
        : undefined;
      const about = {
        path,
        file,
        request,
        entry: file.requests.indexOf(request),
        ms: io.now() - started,
        unanswered: host.unanswered(),
        own,
        routes,
        ...(proof ? { proof } : {}),
      };
      for (const it of warningsOf(file, request)) {
        io.err(`why401: ${visibleLine(path)}:${lineAt(file, it.span.start)}: ${visibleLine(it.message)}\n`);
      }
      codes.push(await printOutcome(outcome, about, options.flags.has('json'), io));
      if (abort.signal.aborted) break;
    }
  } finally {
    stopListening();
    await close();
  }
  return worst(codes);
}

function isRetryMode(word: string): word is RetryMode {
  return word === 'ask' || word === 'auto' || word === 'off';
}

/** What tools read in different ways in this request: worth knowing where its answer surprises. */
function warningsOf(file: HttpFile, { span }: HttpFile['requests'][number]): HttpFile['problems'] {
  return file.problems.filter(
    (it) => it.severity === 'warning' && span.start <= it.span.start && it.span.start < span.end,
  );
}

function lineAt(file: HttpFile, offset: number): number {
  return file.lineStarts.findLastIndex((it) => it <= offset) + 1;
}

function usage(wrong: string, io: Io): ExitCode {
  return complain(`${wrong} why401 send --help says how to call it.`, io);
}
