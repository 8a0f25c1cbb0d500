import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Guard, Route } from '../../../src/core/guards/route.ts';

/** The files of a folder: path → text. */
export async function sourcesIn(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((it) => it.isFile()).map((it) => join(it.parentPath, it.name));
  const texts = await Promise.all(
    files.sort().map(async (it) => [relative(folder, it).replaceAll('\\', '/'), await readFile(it, 'utf8')]),
  );
  return Object.fromEntries(texts);
}

/** Routes as text, a line each: `GET /a  signedIn(authentication)@file:3 > allow(authorization role:admin|editor)@file:3  401:0 403:1`. */
export function printRoutes(routes: readonly Route[]): string {
  return routes.map(printRoute).join('\n');
}

function printRoute({ method, path, guards, decides401, decides403 }: Route): string {
  const list = guards.length === 0 ? '-' : guards.map(printGuard).join(' > ');
  return `${method} ${path}  ${list}  ${decides401} ${decides403}`;
}

function printGuard({ name, kind, needs, needsAre, anyOf, file, line }: Guard): string {
  const asked = needs.length === 0 ? '' : ` ${needsAre ?? ''}:${needs.join(anyOf ? '|' : '&')}`;
  return `${name}(${kind}${asked})@${file}:${line}`;
}
