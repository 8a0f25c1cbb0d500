import { columns, fit, pad } from '../print/columns.ts';
import { visibleLine } from '../print/visible.ts';
import { legend, type Mark, markOf, shortTitle } from './cellWords.ts';
import type { Cell, Matrix } from './matrix.ts';

export interface TableOptions {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** How the path of a file is shown. */
  fileName(path: string): string;
}

/** Longer names lose their middle. */
const longestName = 14;
/** `200 !!` */
const cellWidth = 6;
const gap = 2;

/** Requests × users, in as many tables one below the other as the width takes, and what the marks mean. */
export function matrixTable({ rows, users, cells }: Matrix, options: TableOptions): string {
  const width = Math.max(40, Math.min(options.width, 240));
  const digits = String(Math.max(0, ...rows.map((it) => it.line + 1))).length;
  const labels = rows.map((it) => `${String(it.line + 1).padStart(digits)}  ${shortTitle(it)}`);
  const longest = Math.max(12, ...labels.map(columns));
  const labelWidth = Math.min(longest, Math.max(20, Math.floor(width * 0.45)));
  const names = shortNames(users.map((it) => visibleLine(it.name)));
  const lines: string[] = [];
  for (const chunk of chunks(names, width - labelWidth)) {
    if (0 < lines.length) lines.push('');
    lines.push(...chunkTable(chunk));
  }
  return lines.map((it) => `${it}\n`).join('') + legendLines(cells, width);

  function chunkTable(chunk: readonly number[]): string[] {
    const widths = new Map(chunk.map((user) => [user, Math.max(cellWidth, columns(names[user] ?? ''))]));
    const heading = chunk.map((user) => pad(names[user] ?? '', widths.get(user) ?? 0)).join(' '.repeat(gap));
    const table: string[] = [];
    let file: string | undefined;
    rows.forEach((row, rowIndex) => {
      if (row.path !== file) {
        file = row.path;
        const name = visibleLine(options.fileName(row.path));
        const isLong = labelWidth < columns(name);
        if (isLong) table.push(fit(name, width));
        if (rowIndex === 0) table.push(`${pad(isLong ? '' : name, labelWidth)}${' '.repeat(gap)}${heading}`);
        else if (!isLong) table.push(name);
      }
      const shown = chunk.map((user) => {
        const cell = cells[rowIndex * users.length + user];
        return paint(pad(cell ? cellText(cell) : '', widths.get(user) ?? 0), cell && markOf(cell), options.color);
      });
      const line = `${pad(fit(labels[rowIndex] ?? '', labelWidth), labelWidth)}${' '.repeat(gap)}${shown.join(' '.repeat(gap))}`;
      table.push(line.trimEnd());
    });
    return table;
  }
}

function cellText(cell: Cell): string {
  const { outcome } = cell;
  return outcome.kind === 'answered' ? `${outcome.status} ${markOf(cell)}`.trimEnd() : ' - ';
}

/** Users that stand side by side: at least one. */
function chunks(names: readonly string[], width: number): readonly (readonly number[])[] {
  const found: number[][] = [];
  let left = 0;
  names.forEach((name, user) => {
    const needs = gap + Math.max(cellWidth, columns(name));
    if (found.length === 0 || left < needs) {
      found.push([]);
      left = width;
    }
    left -= needs;
    found.at(-1)?.push(user);
  });
  return found;
}

/** Each name once, also where cutting makes two the same. */
function shortNames(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const short = fit(name, longestName);
    const count = (seen.get(short) ?? 0) + 1;
    seen.set(short, count);
    return count === 1 ? short : `${fit(name, longestName - 1 - String(count).length)}~${count}`;
  });
}

/** Only the marks that are there. */
function legendLines(cells: readonly Cell[], width: number): string {
  const seen = new Set(cells.map(markOf));
  const lines: string[] = [];
  for (const [mark, means] of legend) {
    if (!seen.has(mark)) continue;
    const entry = `${mark} ${means}`;
    const line = lines.at(-1);
    if (line !== undefined && columns(line) + 3 + columns(entry) <= width) lines.push(`${lines.pop()} · ${entry}`);
    else lines.push(entry);
  }
  return lines.length === 0 ? '' : `\n${lines.join('\n')}\n`;
}

function paint(shown: string, mark: Mark | undefined, color: boolean): string {
  const code = color && mark ? colors[mark] : undefined;
  return code === undefined ? shown : `\u001b[${code}m${shown}\u001b[0m`;
}

const colors: Readonly<Partial<Record<Mark, string>>> = {
  '!!': '1;37;41',
  x: '31',
  '~': '33',
  '?': '2',
  '-': '2',
  '*': '33',
  '+': '32',
};
