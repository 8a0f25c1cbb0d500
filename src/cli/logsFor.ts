import type { Exchange } from '../core/exchange.ts';
import { secretsOf } from '../core/knownSecrets.ts';
import type { LogSource } from '../core/logs/config.ts';
import { wantedOf } from '../core/logs/join/wanted.ts';
import type { LogMeaning } from '../core/logs/meaningFor.ts';
import { maskUrl } from '../core/mask.ts';
import { jsonLine } from '../core/print/jsonLine.ts';
import { serverLinesToJson, serverLinesToTerminal } from '../core/print/serverLines.ts';
import { visibleLine } from '../core/print/visible.ts';
import { decodeAny } from '../core/read/decodeAny.ts';
import { readExchanges } from '../core/read/index.ts';
import { isRefusal } from '../core/refusal.ts';
import { duration, formatBoth } from '../core/time.ts';
import { findServerLines, type ServerFindings } from '../run/logs/findServerLines.ts';
import type { LogsHost } from '../run/logs/host.ts';
import type { ExitCode } from './command.ts';
import { complain } from './complain.ts';
import type { Io } from './io.ts';
import { readBytes } from './readInput.ts';

/** Prints the lines that a server wrote about the last refused exchange of a file. */
export async function logsFor(
  har: string,
  sources: readonly LogSource[],
  { json }: { readonly json: boolean },
  host: LogsHost,
  io: Io,
): Promise<ExitCode> {
  const name = har === '-' ? 'standard input' : visibleLine(har);
  const bytes = await readBytes(har, io);
  if ('problem' in bytes) return complain(`${name}: ${bytes.problem}.`, io);
  const { exchanges, problems } = readExchanges(decodeAny(bytes));
  if (exchanges.length === 0) return complain(`${name}: ${problems.join(' ') || 'No exchange is in it.'}`, io);
  const exchange =
    exchanges.findLast((it) => isRefusal(it.response)) ??
    (await lastThatStandsIn(exchanges, io)) ??
    // A refusal may hide behind another status, where an error page changes it or who is asked fails: the logs tell.
    exchanges.findLast((it) => 400 <= it.response.status);
  if (!exchange) {
    if (json) io.out(jsonLine({ har, lines: [], reason: null, cause: null }));
    io.err(`why401: ${name}: nothing in it was refused, so there is nothing to look for.\n`);
    return 0;
  }
  const findings = await findServerLines(exchange, sources, host);
  for (const it of findings.problems) io.err(`why401: ${visibleLine(it)}\n`);
  const printed = { ...findings, ...(await meaningOf(exchange, findings, io)), secrets: secretsOf(exchange) };
  if (json) io.out(jsonLine(serverLinesToJson(printed, har)));
  else
    io.out(
      `${heading(exchange, io)}\n\n${findings.lines.length === 0 ? nothing(exchange, findings, io) : serverLinesToTerminal(printed, { color: io.color, width: io.width })}`,
    );
  return findings.looked === 0 ? 2 : 1;
}

async function meaningOf(exchange: Exchange, { reasons }: ServerFindings, io: Io): Promise<{ meaning?: LogMeaning }> {
  if (!reasons) return {};
  const { meaningFor } = await import('../core/logs/meaningFor.ts');
  return { meaning: meaningFor(exchange, reasons, io.now()) };
}

/** A 400 or 404 that stands in for a refusal: only a diagnosis tells. */
async function lastThatStandsIn(exchanges: readonly Exchange[], io: Io): Promise<Exchange | undefined> {
  const { explainRefusals } = await import('../core/explainAll.ts');
  return explainRefusals(exchanges, io.now()).at(-1)?.exchange;
}

function heading(exchange: Exchange, io: Io): string {
  const { request, response, sentAt } = exchange;
  const line = `${response.status} · ${request.method} ${maskUrl(request.url, secretsOf(exchange))}`;
  const { skew } = wantedOf(exchange);
  const when = sentAt === undefined ? [] : [`sent ${formatBoth(Math.floor(sentAt / 1000), io.now() / 1000)}`];
  // Whole seconds are all that `Date` tells.
  if (skew !== undefined && 2_000 <= Math.abs(skew))
    when.push(`the server's clock is ${duration(skew / 1000)} ${0 < skew ? 'ahead' : 'behind'}`);
  return [visibleLine(line), ...(when.length === 0 ? [] : [when.join('; ')])].join('\n');
}

function nothing(exchange: Exchange, { looked, unread }: ServerFindings, io: Io): string {
  const { from, ids } = wantedOf(exchange);
  if (looked === 0 && 0 < unread) return 'No log could be read, so that nothing is known of this refusal.\n';
  if (looked === 0)
    return 'No log was found. Name one, or the configuration of the server: why401 logs /etc/nginx/nginx.conf --for HAR\n';
  const where = `${looked} log${looked === 1 ? '' : 's'}`;
  const time = from === undefined ? '' : ` around ${formatBoth(Math.floor(from / 1000), io.now() / 1000)}`;
  const by =
    ids.length === 0 ? 'method, path, status and time' : 'the id of the request, or by method, path, status and time';
  return `No line in ${where} belongs to this refusal, by ${by}${time}.\nAnother server may have answered, or it logs elsewhere: name its log or its configuration.\n`;
}
