import type { Exchange } from '../core/exchange.ts';
import type { Explained } from '../core/explainAll.ts';
import type { Server } from '../core/facts/sign.ts';
import type { Route } from '../core/guards/route.ts';
import type { HttpFile, RequestBlock } from '../core/http/httpFile.ts';
import { secretsOf } from '../core/knownSecrets.ts';
import { maskKnown, maskUrl } from '../core/mask.ts';
import { experimentsToTerminal } from '../core/print/experiments.ts';
import { toJson } from '../core/print/json.ts';
import { jsonLine } from '../core/print/jsonLine.ts';
import { toTerminal } from '../core/print/terminal.ts';
import { visibleLine } from '../core/print/visible.ts';
import type { ProofFacts } from '../core/prove/proof.ts';
import { maskSecretsIn } from '../core/redact.ts';
import { mayBeExplained } from '../core/refusal.ts';
import { certificateRemark } from '../core/remarks.ts';
import type { Report } from '../core/report.ts';
import type { Secret } from '../core/secret.ts';
import { plain } from '../core/text.ts';
import type { Answered, Retried, RunOutcome, RunProblem, Unsendable } from '../run/run.ts';
import type { ExitCode } from './command.ts';
import type { Io } from './io.ts';
import { hasFailed, testLines, testsToJson } from './printTests.ts';

export interface Sent {
  readonly path: string;
  readonly file: HttpFile;
  readonly request: RequestBlock;
  /** Index of the request in the file, 0-based. */
  readonly entry: number;
  readonly ms: number;
  /** Questions that nobody could answer. */
  readonly unanswered: readonly string[];
  /** Servers of one's own. */
  readonly own: readonly Server[];
  /** Routes of the application that answers, where its sources are known. */
  readonly routes?: readonly Route[] | undefined;
  /** What experiments with the request showed. */
  readonly proof?: ProofFacts;
}

/** Says what became of one request; its share of the exit code. */
export async function printOutcome(outcome: RunOutcome, sent: Sent, json: boolean, io: Io): Promise<ExitCode> {
  switch (outcome.kind) {
    case 'answered':
      return printAnswer(outcome, sent, json, io);
    case 'failed':
      printNotAnswered(outcome.code, outcome.message, sent, json, io);
      return outcome.code === 'cancelled' ? 2 : outcome.code === 'body-file' ? 2 : 3;
    case 'cancelled': {
      const questions = sent.unanswered.map((it) => `"${it}"`).join(', ');
      const why =
        questions === ''
          ? (outcome.message ?? 'It was cancelled. Nothing was sent.')
          : `It asks ${questions}, and there is no terminal to answer at. Nothing was sent.`;
      printNotAnswered('cancelled', why, sent, json, io);
      return 2;
    }
    case 'unsendable':
      return printUnsendable(outcome, sent, json, io);
  }
}

/** Where a request that had to run first was refused, that refusal is what there is to explain. */
async function printUnsendable(outcome: Unsendable, sent: Sent, json: boolean, io: Io): Promise<ExitCode> {
  const first = outcome.ranFirst?.at(-1);
  const failed = first && (await explainNeeded(first.exchange, io.now(), sent, outcome.secrets));
  if (json) {
    const report = failed && toJson(failed, sent.path, sent.entry);
    const tested = testsToJson(outcome.tests, outcome.logs, sent);
    const more = { causes: report?.causes ?? [], ruledOut: report?.ruledOut ?? [], ...tested };
    printNotAnswered('unsendable', outcome.problems.map(describe).join(' '), sent, true, io, more);
  } else {
    if (outcome.renewed) io.out(await firstAttempt(outcome.renewed, sent, outcome.secrets ?? [], io));
    for (const it of outcome.ranFirst ?? []) io.out(ranFirstLine(it, outcome.secrets));
    io.out(testLines(outcome.tests, outcome.logs, sent));
    if (failed) io.out(`\n${toTerminal(failed, { color: io.color, width: io.width })}\n`);
    for (const it of outcome.problems) {
      io.err(`why401: ${place(sent, it.span?.start ?? sent.request.requestLine.start)}: ${describe(it)}\n`);
    }
  }
  return failed ? 1 : 2;
}

async function printAnswer(
  { exchange, ranFirst, secrets = [], renewed, tests, logs }: Answered,
  sent: Sent,
  json: boolean,
  io: Io,
): Promise<ExitCode> {
  const explained = await explainIt(exchange, io.now(), sent, secrets, sent.proof);
  const { status, statusText } = exchange.response;
  const ms = Math.round(exchange.timings?.total ?? sent.ms);
  const code = explained || hasFailed(tests) ? 1 : 0;
  if (json) {
    const empty = { file: sent.path, entry: sent.entry, status, causes: [], ruledOut: [] };
    const explanation = explained ? toJson(explained.report, sent.path, sent.entry) : empty;
    const before = renewed && { status: renewed.first.response.status, renewed: renewed.what };
    const more = { ...(before ? { firstAttempt: before } : {}), ...testsToJson(tests, logs, sent) };
    io.out(jsonLine({ ...explanation, ...identify(sent, { exchange, secrets }), ms, ...more }));
    return code;
  }
  if (renewed) io.out(await firstAttempt(renewed, sent, secrets, io));
  for (const it of ranFirst) io.out(ranFirstLine(it, secrets));
  for (const hop of exchange.earlier) {
    io.out(`${line(hop, secrets)}  ${hop.response.status}\n`);
  }
  const name = sent.request.name === '' ? '' : `  ${visibleLine(sent.request.name)}`;
  const words = visibleLine(`${status} ${statusText}`.trim());
  io.out(`${line(exchange, secrets)}  ${words}, ${ms} ms${name}\n`);
  for (const it of exchange.dropped) {
    io.out(
      `  ${visibleLine(it.header)} was left out: ${visibleLine(it.from)} redirects to ${visibleLine(it.to)} (${it.why})\n`,
    );
  }
  const certificate = explained ? undefined : certificateRemark(exchange);
  if (certificate) io.out(`  ${visibleLine(plain(certificate))}\n`);
  io.out(testLines(tests, logs, sent));
  if (explained?.report.proof) io.out(`\n${experimentsToTerminal(explained.report.proof, io.width)}`);
  if (explained) io.out(`\n${toTerminal(explained.report, { color: io.color, width: io.width })}\n`);
  return code;
}

/** What was refused before, and what was had anew then. */
async function firstAttempt({ first, what }: Retried, sent: Sent, known: readonly Secret[], io: Io): Promise<string> {
  const explained = await explainIt(first, io.now(), sent, known);
  const headline = explained ? plain(explained.report.headline) : String(first.response.status);
  return `${line(first, known)}  ${visibleLine(headline)}\n  Renewed: ${visibleLine(what)}. Sent once more:\n`;
}

function ranFirstLine({ name, exchange }: Answered['ranFirst'][number], known: readonly Secret[] = []): string {
  return `  ${line(exchange, known)}  ${exchange.response.status}  first, for the next: ${visibleLine(name)}\n`;
}

/** What explains is loaded when there is something to explain. */
async function explainIt(
  exchange: Exchange,
  now: number,
  { own, routes }: Sent,
  known: readonly Secret[] = [],
  proof?: ProofFacts,
): Promise<Explained | undefined> {
  if (!mayBeExplained(exchange.response, own)) return undefined;
  const { explainRefusal } = await import('../core/explainAll.ts');
  return explainRefusal(exchange, 0, now, { known, own, proof, routes });
}

/** The same for what the request waited for: its failure is explained whatever its status, since nothing went on. */
async function explainNeeded(
  exchange: Exchange,
  now: number,
  { own, routes }: Sent,
  known: readonly Secret[] = [],
): Promise<Report | undefined> {
  if (exchange.response.status < 400 && !mayBeExplained(exchange.response, own)) return undefined;
  const { explainFailure } = await import('../core/explainAll.ts');
  return explainFailure(exchange, now, { known, own, routes });
}

function printNotAnswered(
  code: string,
  message: string,
  sent: Sent,
  json: boolean,
  io: Io,
  more: object = { causes: [], ruledOut: [] },
): void {
  const shown = maskSecretsIn(visibleLine(message));
  if (json) io.out(jsonLine({ file: sent.path, entry: sent.entry, ...identify(sent), code, message: shown, ...more }));
  else io.err(`why401: ${place(sent, sent.request.requestLine.start)}: ${shown}\n`);
}

/** Which request it was: as it went out, or as it is written where it did not. */
function identify({ request }: Sent, it?: { readonly exchange: Exchange; readonly secrets: readonly Secret[] }) {
  return {
    line: request.line,
    name: request.name,
    method: it?.exchange.request.method ?? request.method.text,
    url: visibleLine(it ? shownUrl(it.exchange, it.secrets) : maskUrl(request.target.text)),
  };
}

function describe({ message, variable }: RunProblem): string {
  const { lookedIn = [], similar = [] } = variable ?? {};
  // The message may say it already.
  const said = (it: string) => message.includes(it);
  const looked = 0 < lookedIn.length && !said(lookedIn[0] ?? '') ? ` Looked in: ${lookedIn.join(', ')}.` : '';
  const close = 0 < similar.length && !said(similar[0] ?? '') ? ` Close to it: ${similar.join(', ')}.` : '';
  const unsent = /nothing was sent|request was not sent/i.test(message) ? '' : ' Nothing was sent.';
  return maskSecretsIn(visibleLine(`${message}${looked}${close}${unsent}`));
}

/** `api.http:12`, 1-based. */
function place({ path, file }: Sent, offset: number): string {
  return `${visibleLine(path)}:${file.lineStarts.findLastIndex((it) => it <= offset) + 1}`;
}

function line(exchange: Exchange, known: readonly Secret[]): string {
  return visibleLine(`${exchange.request.method} ${shownUrl(exchange, known)}`);
}

function shownUrl(exchange: Exchange, known: readonly Secret[]): string {
  const secrets = secretsOf(exchange, known);
  return maskKnown(maskUrl(exchange.request.url, secrets), secrets);
}
