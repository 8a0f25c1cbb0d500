import { laravel } from '../../../../src/core/guards/laravel/laravel.ts';
import type { Guard, Route } from '../../../../src/core/guards/route.ts';
import { readSources } from '../readSources.ts';

/** Routes of these sources on a line each: method, path, guards with what they need; then remarks. */
export async function shown(sources: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { routes, remarks } = await readSources(
    laravel,
    Object.fromEntries(Object.entries(sources).map(([path, text]) => [path, path.endsWith('.php') ? php(text) : text])),
  );
  return [...routes.map(line), ...remarks.map((it) => `${it.code} ${it.certainty} ${it.file}:${it.line} ${it.says}`)];
}

/** What is written without it gets the opening tag, on a line of its own. */
const php = (text: string): string => (text.startsWith('<?php') ? text : `<?php\n${text}`);

const line = (it: Route): string => `${it.method} ${it.path}: ${it.guards.map(guard).join('; ') || '-'}${decided(it)}`;

const decided = (it: Route): string =>
  it.decides401 < 0 && it.decides403 < 0 ? '' : ` (${it.decides401}, ${it.decides403})`;

function guard({ name, needs, needsAre, on, anyOf }: Guard): string {
  const asked = needs.length === 0 ? '' : ` ${needsAre} ${needs.join(anyOf ? '|' : '+')}`;
  return `${name}${asked}${on === undefined ? '' : ` on ${on}`}`;
}
