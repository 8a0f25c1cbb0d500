import assert from 'node:assert/strict';
import { audit } from '../../../src/core/guards/audit/audit.ts';
import type { Framework } from '../../../src/core/guards/framework.ts';
import type { GuardRemark, Route } from '../../../src/core/guards/route.ts';
import { printRoutes, sourcesIn } from './folder.ts';
import { readSources } from './readSources.ts';

/** Reads a folder, compares its routes with the ones that are expected, and asserts that nothing looks wrong in it. */
export async function checkApp(
  framework: Framework<never>,
  folder: string,
  expected: string,
): Promise<readonly Route[]> {
  const { routes, remarks } = await readSources(framework as unknown as Framework, await sourcesIn(folder));
  assert.equal(`\n${printRoutes(routes)}`, expected.replace(/\n {2,}/g, '\n').trimEnd());
  assert.deepEqual(audit(routes, remarks), []);
  return routes;
}

/** One change that makes a hole: in which file, what, and by what it is replaced. */
export type Hole = readonly [file: string, from: string | RegExp, to: string, expected: string];

/** Makes one hole in a folder's sources, and asserts that it is remarked on: `code file:line`. */
export async function checkHole(
  framework: Framework<never>,
  folder: string,
  [file, from, to, expected]: Hole,
): Promise<void> {
  const sources = await sourcesIn(folder);
  const before = sources[file] ?? '';
  const after = before.replace(from, () => to);
  assert.notEqual(after, before, 'the hole was made');
  const { routes, remarks } = await readSources(framework as unknown as Framework, { ...sources, [file]: after });
  assert.equal([...new Set(audit(routes, remarks).map(shown))].join(', '), expected);
}

function shown({ code, file, line }: GuardRemark): string {
  return `${code} ${file}:${line}`;
}

/** Who asks: nobody, somebody with no rights, and somebody with all. */
export const callers = [undefined, 'viewer', 'admin'] as const;

/**
 * Asks a real application for each route as each caller, and compares with who is said to decide: nobody gets 401 where
 * a guard answers that, the viewer 403, and the admin neither.
 */
export async function checkAnswers(
  routes: readonly Route[],
  ask: (method: string, path: string, headers: Record<string, string>) => Promise<number>,
): Promise<void> {
  for (const route of routes) {
    const method = route.method === '*' ? 'PUT' : route.method;
    const path = route.path
      .replace(/:plate\([^/]*\)/, 'AB1')
      .replace(/:\w+(?:\{[^}]*\}|\?)?/g, '1')
      .replace('*', 'x');
    const statuses: number[] = [];
    for (const as of callers)
      statuses.push(await ask(method, path, as === undefined ? {} : { authorization: `Bearer ${as}` }));
    const [nobody, viewer, admin] = statuses;
    const what = `${route.method} ${route.path}: ${statuses.join(' ')}`;
    assert.equal(nobody === 401, route.decides401 !== -1, what);
    assert.equal(viewer === 403, route.decides403 !== -1 && route.guards[route.decides403]?.kind !== 'csrf', what);
    assert.ok(admin !== undefined && admin < 400, what);
  }
}
