// Builds dist/: the extension (small, loaded at activation), what it loads later, the command line, and the scripts of the sidebar and the matrix.
import { cp, readFile, rm } from 'node:fs/promises';
import * as esbuild from 'esbuild';

const minify = process.argv.includes('--minify');
const shared = {
  bundle: true,
  minify,
  legalComments: 'none',
  logLevel: 'warning',
  // Its main file finds its parts by a way of its own, which no bundler follows.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  sourcemap: minify ? false : 'linked',
};

/** In the extension, `import()` of these becomes a file of its own, read at first use. */
const later = {
  'run/index.ts': './run.cjs',
  'playground/index.ts': './playground.cjs',
  'explaining.ts': './explaining.cjs',
  'checking.ts': './checking.cjs',
  'signReading.ts': './signs.cjs',
  'sessions/index.ts': './sessions.cjs',
  'verifying/index.ts': './verifying.cjs',
  'tests/index.ts': './tests.cjs',
  'matrix/index.ts': './matrix.cjs',
  'movingSecrets.ts': './movingSecrets.cjs',
  'proving.ts': './proving.cjs',
  'places/index.ts': './places.cjs',
  'logs/index.ts': './serverLogs.cjs',
  'logs/askLogServer.ts': './askLogServer.cjs',
  'guards/index.ts': './guardsView.cjs',
  'importing/index.ts': './importing.cjs',
  'local/environmentEdits.ts': './environmentEdits.cjs',
};
const loadLater = {
  name: 'load-later',
  setup(build) {
    build.onResolve(
      {
        filter:
          /(run\/index|playground\/index|explaining|checking|signReading|sessions\/index|verifying\/index|tests\/index|matrix\/index|movingSecrets|proving|places\/index|logs\/index|logs\/askLogServer|guards\/index|importing\/index|local\/environmentEdits)\.ts$/,
      },
      (args) => {
        if (args.kind !== 'dynamic-import') return undefined;
        const entry = Object.keys(later).find((it) => args.path.endsWith(it));
        return entry ? { path: later[entry], external: true } : undefined;
      },
    );
  },
};

/**
 * One `require('vscode')` for the whole bundle. For each file that imports it, esbuild would copy the module's several
 * hundred members (`__toESM`): forty times that is most of what loading the extension takes.
 */
const oneEditor = {
  name: 'one-editor',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/]vscode[\\/].*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      return { contents: source.replace(/^import \* as vscode from 'vscode';$/m, ''), loader: 'ts' };
    });
  },
};

const editorBundle = {
  ...shared,
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  external: ['vscode'],
  plugins: [loadLater, oneEditor],
  banner: { js: "'use strict'; const vscode = require('vscode');" },
};

await rm('dist', { recursive: true, force: true });
await Promise.all([
  esbuild.build({ ...editorBundle, entryPoints: ['src/vscode/extension.ts'], outfile: 'dist/extension.cjs' }),
  esbuild.build({ ...editorBundle, entryPoints: ['src/vscode/sessions/index.ts'], outfile: 'dist/sessions.cjs' }),
  esbuild.build({ ...editorBundle, entryPoints: ['src/vscode/verifying/index.ts'], outfile: 'dist/verifying.cjs' }),
  esbuild.build({ ...editorBundle, entryPoints: ['src/vscode/tests/index.ts'], outfile: 'dist/tests.cjs' }),
  esbuild.build({ ...editorBundle, entryPoints: ['src/vscode/matrix/index.ts'], outfile: 'dist/matrix.cjs' }),
  esbuild.build({ ...editorBundle, entryPoints: ['src/vscode/proving.ts'], outfile: 'dist/proving.cjs' }),
  esbuild.build({ ...editorBundle, entryPoints: ['src/vscode/places/index.ts'], outfile: 'dist/places.cjs' }),
  esbuild.build({ ...editorBundle, entryPoints: ['src/vscode/logs/index.ts'], outfile: 'dist/serverLogs.cjs' }),
  esbuild.build({ ...editorBundle, entryPoints: ['src/vscode/guards/index.ts'], outfile: 'dist/guardsView.cjs' }),
  esbuild.build({ ...editorBundle, entryPoints: ['src/vscode/importing/index.ts'], outfile: 'dist/importing.cjs' }),
  esbuild.build({ ...editorBundle, entryPoints: ['src/vscode/movingSecrets.ts'], outfile: 'dist/movingSecrets.cjs' }),
  esbuild.build({
    ...shared,
    entryPoints: {
      run: 'src/run/index.ts',
      playground: 'src/playground/index.ts',
      explaining: 'src/vscode/explaining.ts',
      checking: 'src/vscode/checking.ts',
      signs: 'src/vscode/signReading.ts',
      environmentEdits: 'src/local/environmentEdits.ts',
      askLogServer: 'src/send/logs/askLogServer.ts',
    },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    // Where the thread for scripts lies, seen from here.
    define: { scriptsThread: '"./scripts.cjs"', 'import.meta.url': '__bundleUrl' },
    banner: { js: "const __bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
  }),
  // Runs scripts in a thread of its own, with the engine (QuickJS) inside.
  esbuild.build({
    ...shared,
    entryPoints: ['src/run/scripts/thread.ts'],
    outfile: 'dist/scripts.cjs',
    platform: 'node',
    format: 'cjs',
    target: 'node22',
  }),
  // Reads the guards in front of routes in a thread of its own, with the grammars beside it.
  esbuild.build({
    ...shared,
    entryPoints: ['src/local/guards/thread.ts'],
    outfile: 'dist/guards.cjs',
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    define: { grammarsFolder: '"./grammars"', 'import.meta.url': '__bundleUrl' },
    banner: { js: "const __bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
  }),
  // Runs in a thread of its own, beside the engine's bundle.
  esbuild.build({
    ...shared,
    entryPoints: ['src/vscode/recording/thread.ts'],
    outfile: 'dist/thread.cjs',
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    plugins: [loadLater],
  }),
  esbuild.build({
    ...shared,
    entryPoints: { cli: 'src/cli/main.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    platform: 'node',
    format: 'esm',
    splitting: true,
    chunkNames: 'cli/[name]-[hash]',
    define: { scriptsThread: '"../scripts.cjs"', grammarsFolder: '"../grammars"' },
    target: 'node22',
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  }),
  esbuild.build({
    ...shared,
    entryPoints: {
      sidebar: 'src/sidebar/main.ts',
      matrix: 'src/sidebar/matrix/main.ts',
      audit: 'src/sidebar/audit/main.ts',
      follow: 'src/sidebar/follow/main.ts',
    },
    outdir: 'dist',
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
  }),
]);
await cp('node_modules/web-tree-sitter/web-tree-sitter.wasm', 'dist/grammars/web-tree-sitter.wasm');
for (const it of ['javascript', 'typescript', 'tsx', 'php', 'python', 'java', 'c-sharp', 'ruby'])
  await cp(`node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-${it}.wasm`, `dist/grammars/tree-sitter-${it}.wasm`);
await cp('node_modules/@vscode/codicons/dist/codicon.ttf', 'dist/codicon.ttf');
await cp('node_modules/@vscode/codicons/dist/codicon.css', 'dist/codicon.css');
