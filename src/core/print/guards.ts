import type { Guard, GuardRemark, Route } from '../guards/route.ts';
import { maskCode } from '../guards/withoutSecrets.ts';
import { columns, fit, pad } from './columns.ts';
import { visibleLine } from './visible.ts';

/** `why401 guards --json`: one line of the contract. */
export function toGuardsJson(route: Route): object {
  return {
    method: route.method,
    path: route.path,
    file: route.file,
    line: route.line,
    framework: route.framework,
    guards: route.guards.map(({ name, kind, file, line, needs }) => ({ name, kind, file, line, needs })),
    decides401: route.decides401,
    decides403: route.decides403,
  };
}

/** A table of routes: method, path, guards in the order in which they run, what they need, place. Long cells go on below. */
export function toGuardsTable(routes: readonly Route[], width: number): string {
  const rows = routes.map((it) => ({
    cells: [
      [it.method === '*' ? 'ANY' : it.method],
      [it.path],
      lines(it.guards.map((one) => one.name).map(visibleLine), ', ', cap[2]),
      lines(it.guards.flatMap(needsText).join('; ').split(' ').map(visibleLine), ' ', cap[3]),
    ].map((cell) => cell.map(visibleLine)),
    place: visibleLine(`${it.file}:${it.line}`),
  }));
  const all = [{ cells: [['METHOD'], ['PATH'], ['GUARDS'], ['NEEDS']], place: 'PLACE' }, ...rows];
  const widths = cap.map((most, i) => Math.min(most, Math.max(...all.flatMap((it) => it.cells[i] ?? []).map(columns))));
  const wide = Math.max(width, 100);
  return all
    .map(({ cells, place }) => {
      const height = Math.max(...cells.map((it) => it.length));
      const heads = Array.from({ length: height }, (_, line) =>
        cells.map((it, i) => pad(fit(it[line] ?? '', widths[i] ?? 0), widths[i] ?? 0)).join('  '),
      );
      const [first = '', ...more] = heads;
      const together = `${first}  ${place}`.trimEnd();
      const fits = columns(together) <= wide;
      const text = [fits ? together : first.trimEnd(), ...more.map((it) => it.trimEnd())];
      return `${[...text, ...(fits ? [] : [`    ${place}`])].join('\n')}\n`;
    })
    .join('');
}

const cap = [7, 48, 44, 30] as const;

/** Items one after the other, on as many lines of this width as they need; `-` for no guards. */
function lines(items: readonly string[], between: string, width: number): string[] {
  const all: string[] = [];
  for (const [i, it] of items.entries()) {
    const item = i < items.length - 1 ? `${it}${between.trimEnd()}` : it;
    const last = all.at(-1);
    if (last !== undefined && columns(last) + 1 + columns(item) <= width) all[all.length - 1] = `${last} ${item}`;
    else all.push(item);
  }
  return all.length === 0 ? [between === ', ' ? '-' : ''] : all;
}

/** `role admin or editor`; nothing where nothing is asked for. */
export function needsText(guard: Guard): string[] {
  if (guard.needs.length === 0) return [];
  const joined = guard.needs.join(guard.anyOf ? ' or ' : ', ');
  const on = guard.on === undefined ? '' : ` on ${guard.on}`;
  return [`${guard.needsAre === undefined ? '' : `${guard.needsAre} `}${joined}${on}`];
}

/** One route: what stands in front of it, in order, and which of that decides. */
export function toGuardsOfRoute(route: Route): string {
  const lines = [
    `${route.method === '*' ? 'ANY' : route.method} ${route.path}  ${route.file}:${route.line}  (${route.framework})`,
  ];
  if (route.guards.length === 0) lines.push('  Nothing guards it, as far as the code shows.');
  route.guards.forEach((it, i) => {
    const decides = [i === route.decides401 ? '401' : [], i === route.decides403 ? '403' : []].flat();
    const need = needsText(it);
    lines.push(
      `  ${i + 1}  ${it.text}  ${it.kind}  ${it.file}:${it.line}`,
      ...(need.length === 0 ? [] : [`     needs ${need.join('; ')}`]),
      ...(decides.length === 0 ? [] : [`     most likely the one that answers ${decides.join(' and ')}`]),
      ...(it.definedAt ? [`     its code: ${it.definedAt.file}:${it.definedAt.line}`] : []),
    );
  });
  if (route.handler)
    lines.push(
      `  then ${route.handler.name === 'function' ? 'the handler' : route.handler.name}  ${route.handler.file}:${route.handler.line}`,
    );
  for (const it of route.unread ?? []) lines.push(`  Not known: ${it}`);
  return `${lines.map(visibleLine).join('\n')}\n`;
}

/** One remark with its line of source, where that is at hand. */
export function toRemark(remark: GuardRemark, source: string | undefined): string {
  const quoted = maskCode(source?.trim().slice(0, 2_000) ?? '').slice(0, 200);
  const lines = [
    `${remark.file}:${remark.line}: ${remark.certainty === 'sure' ? '' : 'Probably: '}${remark.says}`,
    ...(quoted === '' ? [] : [`    ${remark.line} | ${quoted}`]),
    `    ${remark.advice}${remark.other ? ` See ${remark.other.file}:${remark.other.line}.` : ''}`,
  ];
  return `${lines.map(visibleLine).join('\n')}\n`;
}
