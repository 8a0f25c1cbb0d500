import { codeSpan, inline } from '../../core/print/markdown.ts';
import type { AuditState } from '../../sidebar/audit/protocol.ts';

/** The audit as Markdown: what looks wrong as a list, the routes as a table. */
export function auditMarkdown({ folder, summary, remarks, rows }: AuditState): string {
  const lines = [`# Guards of ${codeSpan(folder)}`];
  if (summary) lines.push('', `${summary.headline}. ${summary.counts}.`);
  if (0 < remarks.length) lines.push('');
  for (const { says, certainty, advice, at } of remarks)
    lines.push(`- ${inline(says)} (${certainty}; ${codeSpan(at.whole)}) ${inline(advice)}`);
  if (0 < rows.length) lines.push('', '| method | path | guards | needs | seen | where |', '|---|---|---|---|---|---|');
  for (const { method, path, guardNames, needs, seen, at } of rows) {
    const cells = [method, path, guardNames, needs, seen, at.short];
    lines.push(`| ${cells.map((it) => (it === '' ? '–' : codeSpan(it).replaceAll('|', '\\|'))).join(' | ')} |`);
  }
  return `${lines.join('\n')}\n`;
}
