import { writeBetterRefusal } from '../core/better/writeBetterRefusal.ts';
import { explain, explainWithDiagnosis } from '../core/explain.ts';
import { type Explained, explainRefusals } from '../core/explainAll.ts';
import type { Server } from '../core/facts/sign.ts';
import type { Route } from '../core/guards/route.ts';
import type { Knowledge } from '../core/knowledge.ts';
import { toJson } from '../core/print/json.ts';
import { jsonLine } from '../core/print/jsonLine.ts';
import { type RefusalForm, refusalForms } from '../core/print/refusalCode.ts';
import { toSummary } from '../core/print/summary.ts';
import { toTerminal } from '../core/print/terminal.ts';
import { visible, visibleLine } from '../core/print/visible.ts';
import { decodeAny } from '../core/read/decodeAny.ts';
import { readExchanges } from '../core/read/index.ts';
import { type Command, type ExitCode, worst } from './command.ts';
import { complain } from './complain.ts';
import { routesIn } from './guardsOption.ts';
import type { Io } from './io.ts';
import { readOptions } from './options.ts';
import { readBytes } from './readInput.ts';
import { ownSigns } from './signs.ts';

export const explainCommand: Command = {
  help: `Usage: why401 explain FILE… [--last] [--better http|express|laravel] [--signs RULES] [--guards DIR]
                         [--json]

Explains why requests were refused. A FILE is a HAR, what curl -v or curl -i printed, HTTP messages as text, or an
error of axios, fetch or a browser's console; - is standard input. Of a FILE with several exchanges each refusal is
explained, the others are context; a summary by cause and host ends it.

  --last         only the last exchange, whatever its status
  --better FORM  adds the refusal that the API ought to have sent: as a message (http), or as code
                 that sends it (express, laravel)
  --signs RULES  a JSON file that says what the codes of your API mean; why401.signs.json and .why401/*.json,
                 here and in the folders above, count without it
  --guards DIR   the sources of the application that answered: the guard in front of the route that most likely
                 refused, and what it wants, join the evidence
  --json         one object a line: file, entry, status, causes (best first), ruledOut, notes

Times are judged against the time of the request, where the FILE tells it. Nothing is sent.
Exit codes: 0 nothing was refused, 1 something was, 2 a FILE could not be read (the others are still explained)
`,

  async run(args, io) {
    const options = readOptions(args, { flags: ['last', 'json'], values: ['better', 'signs', 'guards'] });
    if ('wrong' in options) return usage(options.wrong, io);
    const form = options.values.better;
    const better = refusalForms.find((it) => it === form);
    if (form !== undefined && better === undefined)
      return usage(`--better takes ${refusalForms.join(', ')}, not ${visibleLine(form)}.`, io);
    if (options.positionals.length === 0) return usage('A FILE is expected, or - for standard input.', io);
    const own = await ownSigns(options.values.signs, '-', io);
    if ('wrong' in own) return complain(own.wrong, io);
    const routes = await routesIn(options.values.guards, io);
    if (routes && 'wrong' in routes) return complain(routes.wrong, io);
    const codes: ExitCode[] = [];
    for (const file of options.positionals) {
      const choice = { last: options.flags.has('last'), json: options.flags.has('json'), better, own, routes };
      codes.push(await explainFile(file, choice, io));
    }
    return worst(codes);
  },
};

interface Choice {
  readonly last: boolean;
  readonly json: boolean;
  readonly better: RefusalForm | undefined;
  readonly own: readonly Server[];
  readonly routes: readonly Route[] | undefined;
}

async function explainFile(file: string, { last, json, better, own, routes }: Choice, io: Io): Promise<ExitCode> {
  const name = file === '-' ? 'standard input' : visibleLine(file);
  const bytes = await readBytes(file, io);
  if ('problem' in bytes) return complain(`${name}: ${bytes.problem}.`, io);
  const { exchanges, problems } = readExchanges(decodeAny(bytes));
  if (exchanges.length === 0) return complain(`${name}: ${problems.join(' ') || 'No exchange is in it.'}`, io);
  for (const it of problems) io.err(`why401: ${name}: ${it}\n`);
  const explained = last
    ? explainLast(exchanges, io.now(), { own, routes })
    : explainRefusals(exchanges, io.now(), { own, routes });
  for (const { entry, exchange, report } of explained) {
    const written =
      better && writeBetterRefusal(explainWithDiagnosis(exchange, io.now(), { own, routes }).diagnosis, better);
    if (json) {
      io.out(jsonLine({ ...toJson(report, file, entry), ...(better ? { better: written ?? '' } : {}) }));
      continue;
    }
    io.out(`${toTerminal(report, { color: io.color, width: io.width })}\n`);
    if (written !== undefined) io.out(`A better refusal\n\n${indent(written)}\n`);
    else if (better) io.out('No better refusal: the exchange does not tell why it was refused.\n\n');
  }
  if (1 < explained.length && !json) io.out(toSummary(explained, name));
  if (explained.length === 0) {
    const count =
      exchanges.length === 1 ? 'The one exchange in it was' : `None of the ${exchanges.length} exchanges in it was`;
    const line = `${name}: ${count} ${exchanges.length === 1 ? 'not ' : ''}refused. --last explains the last one all the same.\n`;
    if (json) io.err(`why401: ${line}`);
    else io.out(line);
  }
  return explained.some((it) => 0 < it.report.findings.length) ? 1 : 0;
}

function explainLast(exchanges: Parameters<typeof explainRefusals>[0], now: number, knowledge: Knowledge): Explained[] {
  const exchange = exchanges.at(-1);
  return exchange ? [{ entry: exchanges.length - 1, exchange, report: explain(exchange, now, knowledge) }] : [];
}

/** Code and messages keep their lines; what could move the cursor is shown. */
function indent(code: string): string {
  return code.replace(/^.+$/gm, (line) => `    ${visible(line)}`);
}

function usage(wrong: string, io: Io): ExitCode {
  return complain(`${wrong} why401 explain --help says how to call it.`, io);
}
