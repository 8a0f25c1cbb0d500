import type { HttpFile, RequestBlock } from '../core/http/httpFile.ts';
import { maskUrl } from '../core/mask.ts';
import { visibleLine } from '../core/print/visible.ts';
import type { Options } from './options.ts';

/** The requests that `--name`, `--line` or `--all` mean; without them the only one. */
export function chooseRequests(
  file: HttpFile,
  { flags, values }: Options,
): { requests: readonly RequestBlock[] } | { wrong: string } {
  const { name, line } = values;
  if (1 < Number(flags.has('all')) + Number(name !== undefined) + Number(line !== undefined)) {
    return { wrong: 'One of --name, --line and --all is expected, not several.' };
  }
  if (file.requests.length === 0) return { wrong: 'There is no request in it.' };
  if (flags.has('all')) return { requests: file.requests };
  if (name !== undefined) {
    const named = file.requests.filter((it) => it.name === name);
    if (named.length === 0) return { wrong: `No request is named ${visibleLine(name)}. It has:\n${list(file)}` };
    if (1 < named.length)
      return {
        wrong: `${named.length} requests are named ${visibleLine(name)}; choose by --line. It has:\n${list(file)}`,
      };
    return { requests: named };
  }
  if (line !== undefined) return atLine(file, line);
  if (1 < file.requests.length) return { wrong: `Choose by --name, --line or --all. It has:\n${list(file)}` };
  return { requests: file.requests };
}

function atLine(file: HttpFile, line: string): { requests: readonly RequestBlock[] } | { wrong: string } {
  const start = /^\d{1,9}$/.test(line) ? file.lineStarts[Number(line) - 1] : undefined;
  if (start === undefined) return { wrong: `--line is a number from 1 to ${file.lineStarts.length}.` };
  const request = file.requests.findLast((it) => it.span.start <= start);
  if (!request || request.span.end < start)
    return { wrong: `No request stands at line ${line}. It has:\n${list(file)}` };
  return { requests: [request] };
}

function list(file: HttpFile): string {
  const shown = file.requests.slice(0, 20).map((it) => {
    const name = it.name === '' ? '' : `  ${visibleLine(it.name)}`;
    return `  line ${it.line + 1}: ${visibleLine(it.method.text)} ${visibleLine(maskUrl(it.target.text))}${name}`;
  });
  const rest = file.requests.length - shown.length;
  return [...shown, ...(0 < rest ? [`  and ${rest} more`] : [])].join('\n');
}
