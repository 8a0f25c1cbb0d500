import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { frameworks } from '../../../src/core/guards/frameworks.ts';
import { ProjectIndex } from '../../../src/local/guards/projectIndex.ts';
import { sourcesIn } from '../../core/guards/folder.ts';
import { builtGrammars } from '../../core/guards/readSources.ts';

const apps = [
  'express/apps/classic',
  'express/apps/classes',
  'express/apps/esm',
  'express/apps/functions',
  'express/apps/passes',
  'express/apps/table',
  'express/apps/wiring',
  'nestjs/apps/forum',
  'fastify/apps/shop',
  'koa/apps/market',
  'laravel/apps/blog',
  'django/apps/site',
] as const;

type Sources = ReadonlyMap<string, string>;

/** What people do to a file. `at`: where in it, as a part of its lines. */
const edits: Readonly<Record<string, (lines: readonly string[], at: number, other: readonly string[]) => string[]>> = {
  'line taken out': (lines, at) => lines.toSpliced(at, 1),
  'line doubled': (lines, at) => lines.toSpliced(at, 0, lines[at] ?? ''),
  'lines swapped': (lines, at) => lines.toSpliced(at, 2, lines[at + 1] ?? '', lines[at] ?? ''),
  'empty lines in front': (lines) => ['', '', ...lines],
  'another name': (lines, at) => lines.with(at, (lines[at] ?? '').replace(/(['"])(\w+)\1/, '$1other$1')),
  'line of another file': (lines, at, other) => lines.toSpliced(at, 0, other[at % other.length] ?? ''),
  'cut off': (lines, at) => lines.slice(0, at),
};

const edit = fc.record({
  file: fc.nat(1_000),
  other: fc.nat(1_000),
  at: fc.double({ min: 0, max: 0.999, noNaN: true }),
  how: fc.constantFrom(...Object.keys(edits)),
  /** The file goes away, or all comes back as it was. */
  also: fc.constantFrom('', '', '', '', '', 'gone', 'back'),
});

for (const app of apps) {
  test(`${app}: after each edit it reads as if it had never been read before`, async () => {
    const original: Sources = new Map(
      Object.entries(await sourcesIn(join(import.meta.dirname, '../../core/guards', app))),
    );
    const grammars = await builtGrammars();
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (list) => {
        const index = new ProjectIndex(frameworks, grammars);
        let paths = [...original.keys()];
        let sources = original;
        const files = () => ({ paths, read: async (path: string) => sources.get(path) });
        await index.read(files());
        for (const it of list) {
          const before = sources;
          sources = it.also === 'back' ? original : edited(sources, it);
          if (before.size !== sources.size) paths = [...sources.keys()];
          const changed = [...new Set([...before.keys(), ...sources.keys()])];
          index.changed(changed.filter((path) => before.get(path) !== sources.get(path)));
          const again = await index.read(files());
          const cold = await new ProjectIndex(frameworks, grammars).read(files());
          assert.deepEqual(again, cold);
        }
      }),
      { numRuns: 25, seed: 401 },
    );
  });
}

test('what a module put on a function of another is gone with the line that did', async () => {
  const grammars = await builtGrammars();
  const sources = new Map([
    ['guard.js', 'module.exports = (req, res, next) => (req.user ? next() : res.sendStatus(401));\n'],
    ['admin.js', "require('./guard').admin = (req, res, next) => (req.admin ? next() : res.sendStatus(403));\n"],
    [
      'app.js',
      "require('./admin');\nconst app = require('express')();\napp.get('/', require('./guard').admin, (req, res) => res.end());\n",
    ],
  ]);
  const index = new ProjectIndex(frameworks, grammars);
  const files = { paths: [...sources.keys()], read: async (path: string) => sources.get(path) };
  const answers = async () => (await index.read(files))[0]?.linked.routes[0]?.guards.map((it) => it.answers);
  assert.deepEqual(await answers(), [[403]]);
  sources.set('admin.js', "exports.role = 'req.admin';\n");
  index.changed(['admin.js']);
  assert.notDeepEqual(await answers(), [[403]]);
  assert.deepEqual(await index.read(files), await new ProjectIndex(frameworks, grammars).read(files));
});

function edited(
  sources: Sources,
  { file, other, at, how, also }: { file: number; other: number; at: number; how: string; also: string },
): Sources {
  const keys = [...sources.keys()];
  const path = keys[file % keys.length] ?? '';
  const next = new Map(sources);
  if (also === 'gone' && 1 < keys.length) {
    next.delete(path);
    return next;
  }
  const lines = (sources.get(path) ?? '').split('\n');
  const others = (sources.get(keys[other % keys.length] ?? '') ?? '').split('\n');
  next.set(path, edits[how]?.(lines, Math.floor(at * lines.length), others).join('\n') ?? '');
  return next;
}
