import { capital } from '../capital.ts';
import type { Report, ReportedEvidence, ReportedFinding, ReportedFix } from '../report.ts';
import type { Text } from '../text.ts';
import { worthPrinting } from './evidence.ts';
import { byWeight } from './findings.ts';
import { saysAll } from './headline.ts';
import { visibleLine } from './visible.ts';

/**
 * A report as Markdown, for hovers and issues. All that comes from the exchange stands in code spans and code blocks,
 * so that no Markdown, HTML, link, image or mention of theirs is one.
 */
export function toMarkdown(report: Report): string {
  const blocks = [`**${inline(report.headline)}**`, inline(report.request)];
  const { full, brief } = byWeight(report.findings);
  full.forEach((finding, i) => {
    if (0 < i) blocks.push('---');
    blocks.push(...printFinding(finding, i === 0 && saysAll(report.headline, finding.summary)));
  });
  blocks.push(...alsoPossible(brief));
  if (0 < report.remarks.length) blocks.push(report.remarks.map((it) => `- ${inline(it)}`).join('\n'));
  if (0 < report.ruledOut.length) {
    const ruledOut = report.ruledOut.map((it) => `- ${ours(it.title)}: ${inline(it.because)}`);
    blocks.push(['Ruled out:', '', ...ruledOut].join('\n'));
  }
  if (0 < report.notes.length) {
    const notes = report.notes.map(
      (it) => `- ${inline(it.says)} ${inline(it.instead)}${it.inDevelopment ? ` ${inline(it.inDevelopment)}` : ''}`,
    );
    blocks.push(["For the API's owner:", '', ...notes].join('\n'));
  }
  return `${blocks.join('\n\n')}\n`;
}

/** The same for a hover: the best reason, the others and the notes by their first sentence only. */
export function toHoverMarkdown(report: Report): string {
  const [best, ...others] = report.findings;
  const blocks = [`**${inline(report.headline)}**`, inline(report.request)];
  if (best) blocks.push(...printFinding(best, saysAll(report.headline, best.summary)));
  blocks.push(...alsoPossible(others));
  if (0 < report.remarks.length) blocks.push(report.remarks.map((it) => `- ${inline(it)}`).join('\n'));
  if (0 < report.notes.length)
    blocks.push(["For the API's owner:", '', ...report.notes.map((it) => `- ${inline(it.says)}`)].join('\n'));
  return `${blocks.join('\n\n')}\n`;
}

function alsoPossible(findings: readonly ReportedFinding[]): string[] {
  if (findings.length === 0) return [];
  const lines = findings.map((it) => `- ${ours(it.title)} (${it.certaintyWords}): ${inline(it.summary)}`);
  return [['Also possible:', '', ...lines].join('\n')];
}

/** Words with what is theirs as code spans. */
export function inline(it: Text): string {
  return it.parts
    .map((part) => ('ours' in part ? ours(part.ours) : part.prose ? prose(part.theirs) : codeSpan(part.theirs)))
    .join('');
}

/** A code span that holds these characters and ends where they end, however many backquotes are in it. */
export function codeSpan(theirs: string): string {
  const line = visibleLine(theirs);
  if (line.trim() === '') return line === '' ? '*(empty)*' : `\`${line.replaceAll(' ', '␠')}\``;
  const fence = '`'.repeat(longestRun(line) + 1);
  // One space on each side is not part of the span (CommonMark 6.1).
  const pad = /^[` ]|[` ]$/.test(line) ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** A fenced block of code that ends where these lines end. */
export function codeBlock(theirs: string, language = ''): string {
  const fence = '`'.repeat(Math.max(3, longestRun(theirs) + 1));
  return `${fence}${language}\n${theirs}\n${fence}`;
}

/** `said`: the headline is its sentence. */
function printFinding(finding: ReportedFinding, said: boolean): string[] {
  const blocks = [`**${ours(finding.title)}** (${finding.certaintyWords})`];
  if (!said) blocks.push(inline(finding.summary));
  for (const it of worthPrinting(finding.evidence)) blocks.push(printEvidence(it));
  blocks.push(`Why: ${ours(finding.why)}`);
  const fixes = finding.fixes.map((fix, i) => {
    const detail = fix.detail ? `\n   ${inline(fix.detail)}` : '';
    const link = fix.kind === 'advice' && fix.link !== undefined ? ` ([more](${safeLink(fix.link)}))` : '';
    return `${i + 1}. ${inline(fix.title)}${link}${detail}${printChanges(fix)}`;
  });
  if (0 < fixes.length) blocks.push(['What to do:', '', ...fixes].join('\n'));
  blocks.push(`[${linkWords(finding.link)}](${safeLink(finding.link)})`);
  return blocks;
}

/** The lines of the message that an edit changes, as a diff inside the list. */
function printChanges({ changes = [] }: ReportedFix): string {
  const lines = changes.flatMap(({ was, is }) => [
    ...(was === undefined ? [] : [`- ${visibleLine(was)}`]),
    ...(is === undefined ? [] : [`+ ${visibleLine(is)}`]),
  ]);
  return lines.length === 0 ? '' : `\n\n   ${codeBlock(lines.join('\n'), 'diff').replaceAll('\n', '\n   ')}`;
}

function printEvidence({ at, quote, shows }: ReportedEvidence): string {
  // A place may name a header or a step of theirs: plain words stay words, all else is code.
  const where = `${/^[\w .:-]+$/.test(at) && !/www\.|:\S/.test(at) ? ours(capital(at)) : codeSpan(at)}: ${inline(shows)}`;
  return quote === undefined ? where : `${where}\n\n${codeBlock(visibleLine(quote), 'text')}`;
}

/** Our own words mean what they say: nothing in them is markup but a pair of backquotes. */
function ours(it: string): string {
  return it.replace(/[\\*_[\]<>#|~!$@]/g, '\\$&');
}

/** Sentences of others: no character of theirs is markup, an entity, or makes an address a link. */
function prose(theirs: string): string {
  return ours(visibleLine(theirs))
    .replace(/[`&]/g, '\\$&')
    .replace(/:\/\/|\bwww\./gi, (it) => `${it.slice(0, -1)}\\${it.slice(-1)}`);
}

/** `RFC 6750`, or the host that the page is on. */
export function linkWords(link: string): string {
  const rfc = /\/rfc(\d+)(?:(?:\.html)?#section-([\d.]+))?/i.exec(link);
  if (rfc) return rfc[2] ? `RFC ${rfc[1]}, section ${rfc[2]}` : `RFC ${rfc[1]}`;
  return /^https?:\/\/(?:www\.)?([^/]+)/.exec(link)?.[1] ?? 'More';
}

function safeLink(link: string): string {
  return /^https?:\/\//.test(link) ? link.replace(/[()<>\s\\]/g, (it) => `%${it.charCodeAt(0).toString(16)}`) : '#';
}

function longestRun(it: string): number {
  let longest = 0;
  for (const [run] of it.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}
