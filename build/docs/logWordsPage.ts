import { speakers } from '../../src/core/logs/reasons/index.ts';
import type { Speaker, Wording } from '../../src/core/logs/reasons/wording.ts';
import { cell, code, made } from './markdown.ts';

/** docs/log-words.md: the words of servers' logs that are known, and what they mean. */
export function logWordsPage(): string {
  const sorted = speakers.toSorted((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1));
  const count = speakers.reduce((sum, it) => sum + it.wordings.length, 0);
  const intro = `# What the words in a server's log mean

${count} wordings are known, of the servers, frameworks and services below, each with the cause that it stands for ([causes.md](causes.md)).
Words are regular expressions, read without regard to case. The first row of a table that fits is what a record says; the tables of the software that wrote it go before all others, and the words that anybody uses come last. *Likely* words fit a cause; all others state it. A row that *yields* only says that somebody was refused: another record of the same request goes before it. What \`{braces}\` name is taken out of the record.

${made}`;
  const contents = sorted.map((it) => `[${it.name}](#${it.id})`).join(' · ');
  return `${[intro, contents, ...sorted.map(section)].join('\n\n')}\n`;
}

function section({ id, name, access, wordings }: Speaker): string {
  const remark = access ? ' Its access lines are read as well.' : '';
  const table = ['| words | cause | what it means | source |', '|---|---|---|---|', ...wordings.map(row)];
  return [`## ${id}`, `**${name}.**${remark}`, table.join('\n')].join('\n\n');
}

function row({ says, cause, certainty, shows, advice, yields, code: number, source }: Wording): string {
  const remarks = [...(certainty === 'likely' ? ['likely'] : []), ...(yields ? ['yields'] : [])];
  const words = [...(number === undefined ? [] : [number]), ...says.map((it) => code(it.source))].join(' and ');
  const meaning = `${cell(shows[0] ?? '')}${advice === undefined ? '' : ` → ${cell(advice)}`}`;
  const from = source === undefined ? '' : source.startsWith('https://') ? `[page](${source})` : cell(source);
  const what = `[${cause}](causes.md#${cause})${remarks.length === 0 ? '' : ` (${remarks.join(', ')})`}`;
  return `| ${words} | ${what} | ${meaning} | ${from} |`;
}
