import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { type Assembled, assembled } from '../../../../src/core/guards/laravel/assemble.ts';
import { laravel } from '../../../../src/core/guards/laravel/laravel.ts';
import { Program } from '../../../../src/core/guards/laravel/program.ts';
import type { PhpFile } from '../../../../src/core/guards/php/ast.ts';
import type { Guard } from '../../../../src/core/guards/route.ts';
import { readSources } from '../readSources.ts';
import { type RealRoute, realRoutes, sourcesOf } from './applications.ts';

const roles = ['-', 'reader', 'author', 'editor', 'staff', 'admin'];
const installed =
  spawnSync('php', ['-r', "exit(stream_resolve_include_path('Illuminate/Foundation/Application.php') ? 0 : 1);"])
    .status === 0;
const skip = installed ? false : 'Laravel is not installed: apt-get install php-cli php-laravel-framework';

/** An application as it was put together, with what stands in front of each route, guards or not. */
async function together(name: string): Promise<readonly Assembled[]> {
  let files: ReadonlyMap<string, PhpFile> = new Map();
  await readSources(
    {
      ...laravel,
      link: (read: ReadonlyMap<string, object>) => {
        files = read as ReadonlyMap<string, PhpFile>;
        return { routes: [], remarks: [] };
      },
    } as typeof laravel,
    await sourcesOf(name),
  );
  return assembled(new Program('', files)).routes;
}

const key = (method: string, domain: string | null | undefined, uri: string): string =>
  `${method} ${domain ?? ''}/${uri === '/' ? '' : uri}`;

/** A route of the framework's for each method, as ours are. */
function byMethod(real: readonly RealRoute[]): readonly (readonly [string, RealRoute])[] {
  const all = [...real.filter((it) => !it.fallback), ...real.filter((it) => it.fallback)];
  return all.flatMap((it) => {
    const methods = it.methods.length > 6 ? ['*'] : it.methods.filter((one) => one !== 'HEAD');
    return methods.map((method) => [key(method, it.domain, it.uri), it] as const);
  });
}

const sent = (one: Assembled, method: string): boolean => one.route.method === '*' || one.route.method === method;

/** The middleware of a guard: by where it was put and how it is called. */
const classOf = (one: Assembled, guard: Guard): string | undefined =>
  one.layers.find(
    (it) =>
      (it.entry.at.file === '' || it.entry.at.line === guard.line) &&
      guard.name.endsWith(it.entry.name.slice(it.entry.name.lastIndexOf('\\') + 1)),
  )?.of;

for (const name of ['blog', 'shop', 'desk', 'modules', 'tokens'])
  describe(`what Laravel itself does with ${name}`, { skip }, async () => {
    const [ours, real] = skip ? [[], []] : await Promise.all([together(name), realRoutes(name, roles)]);
    const theirs = new Map(byMethod(real));
    const pairs = ours.flatMap((one) => {
      const it = theirs.get(key(one.route.method, one.draft.domain, one.draft.uri));
      return it ? [[one, it] as const] : [];
    });

    test('these routes, in this order', () => {
      assert.ok(ours.length > 8);
      assert.deepEqual(
        ours.map((it) => key(it.route.method, it.draft.domain, it.draft.uri)),
        [...theirs.keys()],
      );
    });

    test('this middleware, in this order', () => {
      const said = (list: readonly string[]): string => list.join(' ');
      for (const [one, it] of pairs)
        assert.equal(
          said(one.layers.map((layer) => (layer.entry.closure ? 'Closure' : layer.key))),
          said(it.middleware),
          `${one.route.method} ${one.route.path}`,
        );
    });

    test('these names and handlers', () => {
      for (const [one, it] of pairs) {
        assert.equal(one.route.name ?? null, it.name, one.route.path);
        if (one.controller && one.route.handler)
          assert.equal(
            `${one.controller.of}@${one.controller.method}`.replace('@__invoke', ''),
            it.action.replace(/^\\/, '').replace('@__invoke', ''),
          );
      }
    });

    test('these paths', () => {
      const values = ['1', '42', 'abc', 'a-b', 'a.b', 'a/b', ''];
      const paths = real.flatMap((it) =>
        values.map((value) => `/${it.uri}`.replace('//', '/').replace(/\{\w+\??\}/g, value)),
      );
      for (const [one, it] of pairs) {
        assert.ok(one.route.pattern, one.route.path);
        const mine = new RegExp(one.route.pattern, 's');
        const real = new RegExp(
          it.pattern
            .slice(1, it.pattern.lastIndexOf('}'))
            .replaceAll('?P<', '?<')
            .replace(/([+*])\+/g, '$1'),
          's',
        );
        for (const path of paths)
          assert.equal(
            mine.test(path),
            real.test(path.replace(/\/+$/, '') || '/'),
            `${path} on ${it.uri} ${it.pattern} ${one.route.pattern}`,
          );
      }
    });

    test('these refusals, by these guards', () => {
      const seen = new Map<number, number>();
      for (const [one, { answers }] of pairs)
        for (const answer of answers) {
          if (!sent(one, answer.method)) continue;
          const { guards, decides401, decides403 } = one.route;
          const about = `${answer.role} ${answer.method} ${one.route.path}: ${answer.status} by ${answer.by} ${answer.error ?? ''}; ours: ${guards.map((it) => it.name)}`;
          assert.ok(answer.status < 500 || /View|not found/.test(answer.error ?? ''), about);
          seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
          if (answer.role === 'csrf') {
            if (answer.method === 'GET') continue;
            assert.equal(
              answer.status === 419,
              guards.some((it) => it.kind === 'csrf' && it.answers?.includes(419)),
              about,
            );
            continue;
          }
          const decider = answer.status === 401 ? decides401 : answer.status === 403 ? decides403 : undefined;
          if (decider === undefined) continue;
          const guard = guards[decider];
          assert.ok(guard, about);
          const able = guards.filter((it) => it.answers?.includes(answer.status));
          if (able.length === 1 && answer.by !== null) assert.equal(classOf(one, guard) ?? 'action', answer.by, about);
          else if (answer.by !== null)
            assert.ok(
              able.some((it) => (classOf(one, it) ?? 'action') === answer.by),
              about,
            );
        }
      assert.ok((seen.get(401) ?? 0) + (seen.get(403) ?? 0) > 3);
    });

    test('and nobody is said to be refused who is not', () => {
      for (const [one, { answers }] of pairs) {
        const own = answers.filter((it) => sent(one, it.method) && it.role !== 'csrf').map((it) => it.status);
        if (own.length === 0) continue;
        const about = `${one.route.method} ${one.route.path}: ${own}; ours: ${one.route.guards.map((it) => it.name)}`;
        if (one.route.decides401 >= 0) assert.ok(own.includes(401), about);
        const guard = one.route.guards[one.route.decides403];
        // What all of these users have: a verified address, a policy that allows everybody, an ability of every token.
        if (guard && !/^(?:verified|can:view(?:Any)?,.*|ability:posts:read)$/.test(guard.name))
          assert.ok(own.includes(403), about);
      }
    });
  });
