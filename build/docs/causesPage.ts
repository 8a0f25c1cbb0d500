import { causeIds } from '../../src/core/causeIds.ts';
import { causes } from '../../src/core/causes/index.ts';
import type { Body, Exchange, HeaderField } from '../../src/core/exchange.ts';
import { explain } from '../../src/core/explain.ts';
import { maskField, maskUrl } from '../../src/core/mask.ts';
import { toTerminal } from '../../src/core/print/terminal.ts';
import { maskRequestBody } from '../../src/core/quote.ts';
import { exchange, now } from '../../test/check.ts';
import { examples } from '../../test/core/causes/examples.ts';
import { codeBlock, made } from './markdown.ts';

/** docs/causes.md: every cause, in the order of the list, with an example and what is printed of it. */
export function causesPage(): string {
  const sections = causeIds.map((id) => {
    const cause = causes.find((it) => it.id === id);
    if (!cause) throw new Error(`No cause has the id ${id}.`);
    const { told, wire } = examples[id];
    const shown = exchange(wire);
    const report = toTerminal(explain(shown, now * 1000), { color: false, width: 100 });
    return [
      `## ${id}`,
      `**${cause.title}.** ${cause.why}`,
      `*How sure it can be.* ${told}`,
      codeBlock([...shown.earlier, shown].map(onTheWire).join('\n\n'), 'http'),
      codeBlock(report.trimEnd(), 'text'),
      `More: <${cause.link}>`,
    ].join('\n\n');
  });
  return `${[intro, contents(), ...sections].join('\n\n')}\n`;
}

const intro = `# Why a request is refused

The closed list of causes, each with a made-up refusal and what Why401 prints of it. Tokens and keys are shown as they are everywhere: by their ends.
How sure an answer is has four names: *proven* (arithmetic on the exchange shows it), *the server says so* (in a code or in words that are known), *probably* and *possibly* (the pattern fits). That order is the ranking.
What the words of single servers mean is in [servers.md](servers.md).

${made}`;

function contents(): string {
  const rows = causeIds.map((id) => `| [${id}](#${id}) | ${causes.find((it) => it.id === id)?.title ?? ''} |`);
  return ['| id | the request was refused because |', '|---|---|', ...rows].join('\n');
}

/** An exchange as it travelled, its secrets masked. */
function onTheWire({ request, response }: Exchange): string {
  return [
    `${request.method} ${maskUrl(request.url)}`,
    ...fields(request.headers),
    ...body(request.body && maskRequestBody(request.body.text)),
    '',
    `${response.httpVersion} ${response.status} ${response.statusText}`.trim(),
    ...fields(response.headers),
    ...body(response.body?.text),
  ].join('\n');
}

function fields(headers: readonly HeaderField[]): string[] {
  return headers.map((it) => `${it.name}: ${maskField(it.name, it.value)}`);
}

function body(text: Body['text'] | undefined): string[] {
  return text === undefined ? [] : ['', text];
}
