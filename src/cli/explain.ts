import { explain } from '../core/explain.ts';
import { type Explained, explainRefusals } from '../core/explainAll.ts';
import { toJson } from '../core/print/json.ts';
import { jsonLine } from '../core/print/jsonLine.ts';
import { toTerminal } from '../core/print/terminal.ts';
import { visibleLine } from '../core/print/visible.ts';
import { readExchanges } from '../core/read/index.ts';
import { type Command, type ExitCode, worst } from './command.ts';
import type { Io } from './io.ts';
import { readOptions } from './options.ts';
import { decodeAny, readBytes } from './readInput.ts';

export const explainCommand: Command = {
  help: `Usage: why401 explain FILE… [--last] [--json]

Explains why requests were refused. A FILE is a HAR, what curl -v or curl -i printed, or HTTP messages as text;
- is standard input. Of a FILE with several exchanges each refusal is explained, the others are context.

  --last    only the last exchange, whatever its status
  --json    one object a line: file, entry, status, causes (best first), ruledOut

Times are judged against the time of the request, where the FILE tells it. Nothing is sent.
Exit codes: 0 nothing was refused, 1 something was, 2 a FILE could not be read (the others are still explained)
`,

  async run(args, io) {
    const options = readOptions(args, { flags: ['last', 'json'], values: [] });
    if ('wrong' in options) return usage(options.wrong, io);
    if (options.positionals.length === 0) return usage('A FILE is expected, or - for standard input.', io);
    const codes: ExitCode[] = [];
    for (const file of options.positionals) {
      codes.push(await explainFile(file, { last: options.flags.has('last'), json: options.flags.has('json') }, io));
    }
    return worst(codes);
  },
};

interface Choice {
  readonly last: boolean;
  readonly json: boolean;
}

async function explainFile(file: string, { last, json }: Choice, io: Io): Promise<ExitCode> {
  const name = file === '-' ? 'standard input' : visibleLine(file);
  const bytes = await readBytes(file, io);
  if ('problem' in bytes) return complain(`${name}: ${bytes.problem}.`, io);
  const { exchanges, problems } = readExchanges(decodeAny(bytes));
  if (exchanges.length === 0) return complain(`${name}: ${problems.join(' ') || 'No exchange is in it.'}`, io);
  for (const it of problems) io.err(`why401: ${name}: ${it}\n`);
  const explained = last ? explainLast(exchanges, io.now()) : explainRefusals(exchanges, io.now());
  for (const { entry, report } of explained) {
    if (json) io.out(jsonLine(toJson(report, file, entry)));
    else io.out(`${toTerminal(report, { color: io.color, width: io.width })}\n`);
  }
  if (explained.length === 0) {
    const count =
      exchanges.length === 1 ? 'The one exchange in it was' : `None of the ${exchanges.length} exchanges in it was`;
    const line = `${name}: ${count} ${exchanges.length === 1 ? 'not ' : ''}refused. --last explains the last one all the same.\n`;
    if (json) io.err(`why401: ${line}`);
    else io.out(line);
  }
  return explained.some((it) => 0 < it.report.findings.length) ? 1 : 0;
}

function explainLast(exchanges: Parameters<typeof explainRefusals>[0], now: number): Explained[] {
  const exchange = exchanges.at(-1);
  return exchange ? [{ entry: exchanges.length - 1, exchange, report: explain(exchange, now) }] : [];
}

function complain(message: string, io: Io): ExitCode {
  io.err(`why401: ${message}\n`);
  return 2;
}

function usage(wrong: string, io: Io): ExitCode {
  return complain(`${wrong} why401 explain --help says how to call it.`, io);
}
