import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { audit } from '../../../../src/core/guards/audit/audit.ts';
import { express } from '../../../../src/core/guards/express/express.ts';
import type { Framework } from '../../../../src/core/guards/framework.ts';
import type { Guard, Route } from '../../../../src/core/guards/route.ts';
import { readSources } from '../readSources.ts';
import { sourcesOf } from './apps.ts';

const apps = join(import.meta.dirname, 'apps');

/** Which file makes the application, and the versions of Express it is written for. */
const table: [name: string, entry: string, versions: readonly (4 | 5)[]][] = [
  ['classic', 'app.js', [4, 5]],
  ['esm', 'server.js', [4, 5]],
  ['classes', 'src/app.ts', [4, 5]],
  ['functions', 'index.js', [4, 5]],
  ['chains', 'app.js', [4, 5]],
  ['table', 'src/index.js', [4, 5]],
  ['patterns4', 'app.js', [4]],
  ['patterns5', 'app.js', [5]],
  ['inline', 'src/app.js', [4, 5]],
  ['wiring', 'app.js', [4, 5]],
  ['order', 'app.js', [4, 5]],
  ['passes', 'app.js', [4, 5]],
];

/** Paths for routes whose own path tells none. */
const samples: Readonly<Record<string, string>> = {
  '/^\\/reports\\/(daily|weekly)$/': '/reports/daily',
  '/ab?cd': '/abcd',
  '/users/:name': '/users/ann',
  '/year/:year(\\d{4})/:month?': '/year/2026/3',
};

const callers = [undefined, 'viewer', 'editor', 'admin'] as const;

for (const [name, entry, versions] of table) {
  for (const version of versions) {
    test(`${name} on Express ${version}: the guards that are named are those that run, and those that refuse`, async () => {
      const sources = await sourcesOf(name);
      sources['package.json'] = `{"dependencies":{"express":"^${version}.0.0"}}`;
      const { routes, remarks } = await readSources(express as unknown as Framework, sources);
      assert.notEqual(routes.length, 0);
      assert.deepEqual(
        routes.filter((it) => it.unread).map((it) => [it.path, it.unread]),
        [],
      );
      const requests = routes.flatMap((route) =>
        callers.map((as) => ({ method: route.method === '*' ? 'PATCH' : route.method, path: sampleOf(route), as })),
      );
      const { results, handlers } = await run(join(apps, name, entry), version, requests);
      const ranAtAll = new Set(results.flatMap((it) => it.ran));
      assert.deepEqual(
        handlers.filter((it) => !ranAtAll.has(it)),
        [],
        'every route that is registered was found',
      );
      routes.forEach((route, i) => {
        const line = (guard: Guard) => lineAt(sources, guard.definedAt ?? guard);
        const mine = results.slice(i * callers.length, (i + 1) * callers.length);
        const what = `${route.method} ${route.path}`;
        const last = mine.at(-1)?.ran.at(-1);
        for (const [k, { status, by = '', ran }] of mine.entries()) {
          const as = callers[k] ?? 'anonymous';
          if (status !== 401 && status !== 403) continue;
          const index = status === 401 ? route.decides401 : route.decides403;
          const guard = route.guards[index];
          assert.ok(guard, `${what}: ${as} had ${status} from ${by}, and no guard is said to decide that`);
          assert.ok(
            isInside(guard, route) ? by === last : line(guard).includes(by),
            `${what}: ${as} had ${status} from ${by}, not from ${guard.name}`,
          );
          assert.ok(ran.length !== 0);
        }
        const admin = mine.at(-1);
        assert.ok(admin && ![401, 403].includes(admin.status), `${what}: admin had ${admin?.status} from ${admin?.by}`);
        const order = route.guards.map((it) => admin.ran.findIndex((one) => line(it).includes(one)));
        const outside = order.filter((at, k) => !isInside(route.guards[k], route) || 0 <= at);
        assert.ok(
          outside.every((at) => 0 <= at),
          `${what}: of ${route.guards.map((it) => it.name).join(', ')} ran ${admin.ran.join(' | ')}`,
        );
        const refusing = mine.some((it) => it.status === 401 || it.status === 403);
        assert.equal(
          route.decides401 !== -1 || route.decides403 !== -1,
          refusing,
          `${what}: guards and no refusal, or the other way round`,
        );
      });
      const alarms = audit(routes, remarks).map((it) => `${it.file}:${it.line} ${it.says}`);
      assert.deepEqual(alarms, []);
    });
  }
}

/** A check in the handler itself, or in what that calls. */
function isInside(guard: Guard | undefined, route: Route): boolean {
  return (
    guard !== undefined &&
    route.handler !== undefined &&
    guard.file === route.handler.file &&
    route.handler.line < guard.line
  );
}

function sampleOf(route: Route): string {
  const known = samples[route.path];
  if (known !== undefined) return known;
  return route.path
    .replace(/\{[^}]*\}/g, '')
    .replace(/\/\*\w*/g, '/x/y')
    .replace(/:\w+(?:\([^)]*\))?\??/g, '1');
}

function lineAt(sources: Readonly<Record<string, string>>, { file, line }: { file: string; line: number }): string {
  const text = sources[file] ?? '';
  // As Node runs it: types are blanks.
  const plain = file.endsWith('.ts') ? stripTypeScriptTypes(text) : text;
  return plain.split('\n')[line - 1] ?? '';
}

interface Ran {
  readonly results: { status: number; by?: string; ran: string[] }[];
  readonly handlers: string[];
}

function run(file: string, version: number, requests: readonly object[]): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      [join(import.meta.dirname, 'runApp.mjs'), file, String(version)],
      { timeout: 30_000, maxBuffer: 20_000_000 },
      (error, out, err) => (error ? reject(new Error(`${error.message}\n${err}`)) : resolve(JSON.parse(out))),
    );
    child.stdin?.end(JSON.stringify(requests));
  });
}
