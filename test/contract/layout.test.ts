import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineCount, read, sourceFiles } from './sources.ts';

test('no file in src has more than 400 lines', () => {
  const long = sourceFiles('src').filter((it) => 400 < lineCount(it));
  assert.deepEqual(long, []);
});

test('the editor features have at most 70 lines, what draws a view excepted', () => {
  const excepted = ['src/vscode/features/sidebarView.ts'];
  const files = [...sourceFiles('src/vscode/features'), ...sourceFiles('src/vscode/commands')];
  const long = files.filter((it) => !excepted.includes(it) && 70 < lineCount(it));
  assert.deepEqual(long, []);
});

test('nothing is called utils, helpers or common', () => {
  const vague = sourceFiles('src').filter((it) => /(?:^|\/)(?:utils?|helpers?|common|misc|types)(?:\.ts|\/)/i.test(it));
  assert.deepEqual(vague, []);
});

test('core imports core and pure libraries only', () => {
  const pure = new Set(['jwt-decode', 'jsonpath-plus', '@xmldom/xmldom', 'xpath', 're2js', 'yaml', 'jsonc-parser']);
  for (const [path, from] of importsOf(sourceFiles('src/core'))) {
    if (from.startsWith('.')) assert.doesNotMatch(from, /\/(?:send|run|local|playground|cli|sidebar|vscode)\//, path);
    else assert.ok(pure.has(from), `${path} imports ${from}`);
  }
});

test('only src/vscode imports the editor, and only src/send opens sockets with undici', () => {
  for (const [path, from] of importsOf(sourceFiles('src'))) {
    if (from === 'vscode') assert.match(path, /^src\/vscode\//, path);
    if (from === 'undici') assert.match(path, /^src\/send\//, path);
  }
});

test('activation loads neither the network, nor the engine, nor the playground', () => {
  const seen = new Set<string>();
  const reach = (path: string) => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const [, from] of importsOf([path])) {
      if (from.startsWith('.')) reach(new URL(from, `file:///${path}`).pathname.slice(1));
      else seen.add(from);
    }
  };
  reach('src/vscode/extension.ts');
  const heavy = [...seen].filter((it) =>
    /^(?:undici|jose|tough-cookie|aws4|jsonpath-plus|xpath|@xmldom\/xmldom|re2js|jsonc-parser)$/.test(it),
  );
  const far = [...seen].filter((it) => /^src\/(?:send|run|playground)\/|^src\/core\/causes\/|explaining\.ts$/.test(it));
  assert.deepEqual([...heavy, ...far], []);
});

test('ARCHITECTURE.md stays under 150 lines', () => {
  assert.ok(lineCount('ARCHITECTURE.md') < 150);
});

/** `[file, module]` of each import that is there at run time; types and `import()` excepted. */
function importsOf(paths: readonly string[]): [string, string][] {
  return paths.flatMap((path) =>
    [...read(path).matchAll(/^(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm)].map(
      ([, from = '']): [string, string] => [path, from],
    ),
  );
}
