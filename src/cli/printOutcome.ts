import type { Exchange } from '../core/exchange.ts';
import { explainRefusals } from '../core/explainAll.ts';
import type { HttpFile, RequestBlock } from '../core/http/httpFile.ts';
import { maskUrl } from '../core/mask.ts';
import { toJson } from '../core/print/json.ts';
import { toTerminal } from '../core/print/terminal.ts';
import { visibleLine } from '../core/print/visible.ts';
import { maskSecretsIn } from '../core/redact.ts';
import type { RunOutcome, RunProblem } from '../run/run.ts';
import type { ExitCode } from './command.ts';
import type { Io } from './io.ts';

export interface Sent {
  readonly path: string;
  readonly file: HttpFile;
  readonly request: RequestBlock;
  /** Index of the request in the file, 0-based. */
  readonly entry: number;
  readonly ms: number;
  /** Questions that nobody could answer. */
  readonly unanswered: readonly string[];
}

/** Says what became of one request; its share of the exit code. */
export function printOutcome(outcome: RunOutcome, sent: Sent, json: boolean, io: Io): ExitCode {
  switch (outcome.kind) {
    case 'answered':
      return printAnswer(outcome.exchange, sent, json, io);
    case 'failed':
      printNotAnswered(outcome.code, outcome.message, sent, json, io);
      return outcome.code === 'cancelled' ? 2 : outcome.code === 'body-file' ? 2 : 3;
    case 'cancelled': {
      const questions = sent.unanswered.map((it) => `"${it}"`).join(', ');
      const why =
        questions === '' ? 'It was cancelled.' : `It asks ${questions}, and there is no terminal to answer at.`;
      printNotAnswered('cancelled', `${why} Nothing was sent.`, sent, json, io);
      return 2;
    }
    case 'unsendable': {
      const messages = outcome.problems.map((it) => describe(it, sent));
      if (json) printNotAnswered('unsendable', messages.join(' '), sent, true, io);
      else for (const it of messages) io.err(`why401: ${it}\n`);
      return 2;
    }
  }
}

function printAnswer(exchange: Exchange, sent: Sent, json: boolean, io: Io): ExitCode {
  const explained = explainRefusals([exchange], io.now())[0];
  const { status, statusText } = exchange.response;
  const ms = Math.round(exchange.timings?.total ?? sent.ms);
  if (json) {
    const empty = { file: sent.path, entry: sent.entry, status, causes: [], ruledOut: [] };
    const explanation = explained ? toJson(explained.report, sent.path, sent.entry) : empty;
    io.out(`${JSON.stringify({ ...explanation, ...identify(sent, exchange), ms })}\n`);
    return explained ? 1 : 0;
  }
  for (const hop of exchange.follows === 'redirect' ? exchange.earlier : []) {
    io.out(`${line(hop.request.method, hop.request.url)}  ${hop.response.status}\n`);
  }
  const name = sent.request.name === '' ? '' : `  ${visibleLine(sent.request.name)}`;
  const words = visibleLine(`${status} ${statusText}`.trim());
  io.out(`${line(exchange.request.method, exchange.request.url)}  ${words}, ${ms} ms${name}\n`);
  for (const it of exchange.dropped) {
    io.out(
      `  ${visibleLine(it.header)} was left out: ${visibleLine(it.from)} redirects to ${visibleLine(it.to)} (${it.why})\n`,
    );
  }
  if (explained) io.out(`\n${toTerminal(explained.report, { color: io.color, width: io.width })}\n`);
  return explained ? 1 : 0;
}

function printNotAnswered(code: string, message: string, sent: Sent, json: boolean, io: Io): void {
  const shown = maskSecretsIn(visibleLine(message));
  if (json)
    io.out(
      `${JSON.stringify({ file: sent.path, entry: sent.entry, ...identify(sent), code, message: shown, causes: [], ruledOut: [] })}\n`,
    );
  else io.err(`why401: ${place(sent, sent.request.requestLine.start)}: ${shown}\n`);
}

/** Which request it was: as it went out, or as it is written where it did not. */
function identify({ request }: Sent, exchange?: Exchange) {
  return {
    line: request.line,
    name: request.name,
    method: exchange?.request.method ?? request.method.text,
    url: visibleLine(maskUrl(exchange?.request.url ?? request.target.text)),
  };
}

function describe(problem: RunProblem, sent: Sent): string {
  const where = place(sent, problem.span?.start ?? sent.request.requestLine.start);
  const { lookedIn = [], similar = [] } = problem.variable ?? {};
  // The message may say it already.
  const said = (it: string) => problem.message.includes(it);
  const looked = 0 < lookedIn.length && !said(lookedIn[0] ?? '') ? ` Looked in: ${lookedIn.join(', ')}.` : '';
  const close = 0 < similar.length && !said(similar[0] ?? '') ? ` Close to it: ${similar.join(', ')}.` : '';
  return maskSecretsIn(
    visibleLine(`${where}: ${problem.message}${looked}${close}${said('Nothing was sent') ? '' : ' Nothing was sent.'}`),
  );
}

/** `api.http:12`, 1-based. */
function place({ path, file }: Sent, offset: number): string {
  return `${visibleLine(path)}:${file.lineStarts.findLastIndex((it) => it <= offset) + 1}`;
}

function line(method: string, url: string): string {
  return visibleLine(`${method} ${maskUrl(url)}`);
}
