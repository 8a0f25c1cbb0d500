import { decodeUtf8 } from '../core/http/decode.ts';
import type { HttpFile } from '../core/http/httpFile.ts';
import { toParseJson } from '../core/http/json.ts';
import { parse } from '../core/http/parse.ts';
import { maskUrl } from '../core/mask.ts';
import { jsonLine } from '../core/print/jsonLine.ts';
import { visibleLine } from '../core/print/visible.ts';
import { type Command, type ExitCode, worst } from './command.ts';
import type { Io } from './io.ts';
import { readOptions } from './options.ts';
import { readBytes } from './readInput.ts';

/** Enough of a body to tell which it is: this is a listing, and bodies can be large. In UTF-16 units. */
const previewLength = 300;

export const parseCommand: Command = {
  help: `Usage: why401 parse FILE… [--json] [--whole]

Shows the requests of .http files as they are read, variables unresolved, and what is wrong in the text.
- is standard input. Nothing is sent.

  --json    one object a file: file, requests (line, 0-based; name, method, url, headers, bodyKind, bodyText:
            its first 300 characters, then with bodyLength)
  --whole   bodyText in full

Exit codes: 0 fine, 2 a FILE could not be read or must be refused (the others are still shown)
`,

  async run(args, io) {
    const options = readOptions(args, { flags: ['json', 'whole'], values: [] });
    const wrong =
      'wrong' in options ? options.wrong : options.positionals.length === 0 ? 'A FILE is expected.' : undefined;
    if ('wrong' in options || wrong !== undefined) {
      io.err(`why401: ${wrong} why401 parse --help says how to call it.\n`);
      return 2;
    }
    const codes: ExitCode[] = [];
    for (const file of options.positionals) codes.push(await parseFile(file, options.flags, io));
    return worst(codes);
  },
};

async function parseFile(path: string, flags: ReadonlySet<string>, io: Io): Promise<ExitCode> {
  const json = flags.has('json');
  const longest = flags.has('whole') ? Number.POSITIVE_INFINITY : previewLength;
  const bytes = await readBytes(path, io);
  const decoded = 'problem' in bytes ? { problem: `${bytes.problem}.` } : decodeUtf8(bytes);
  if ('problem' in decoded) {
    io.err(`why401: ${visibleLine(path)}: ${decoded.problem}\n`);
    return 2;
  }
  const file = parse(decoded.text);
  if (json) io.out(jsonLine({ file: path, ...toParseJson(file, longest) }));
  else print(path, file, io);
  const refused = file.problems.filter((it) => it.refuses);
  if (json)
    for (const it of refused) io.err(`why401: ${place(path, file, it.span.start)}: ${visibleLine(it.message)}\n`);
  return 0 < refused.length ? 2 : 0;
}

function print(path: string, file: HttpFile, io: Io): void {
  const count = file.requests.length;
  io.out(`${visibleLine(path)}: ${count} ${count === 1 ? 'request' : 'requests'}\n`);
  for (const it of file.requests) {
    const name = it.name === '' ? '' : `  (${visibleLine(it.name)})`;
    const target = visibleLine(maskUrl(it.target.text));
    io.out(`  line ${it.line + 1}: ${visibleLine(it.method.text)} ${target}${name}\n`);
  }
  for (const it of file.problems)
    io.out(`  ${it.severity} at ${place(path, file, it.span.start)}: ${visibleLine(it.message)}\n`);
}

/** `api.http:12:3`, 1-based, as editors and terminals link it. */
function place(path: string, file: HttpFile, offset: number): string {
  let line = 0;
  while (line + 1 < file.lineStarts.length && (file.lineStarts[line + 1] ?? 0) <= offset) line++;
  return `${visibleLine(path)}:${line + 1}:${offset - (file.lineStarts[line] ?? 0) + 1}`;
}
