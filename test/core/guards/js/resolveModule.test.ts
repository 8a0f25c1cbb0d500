import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolveModule } from '../../../../src/core/guards/js/resolveModule.ts';

const paths = new Set([
  'src/app.ts',
  'src/routes/index.ts',
  'src/routes/users.js',
  'src/lib/auth.tsx',
  'packages/guards/src/index.ts',
  'packages/guards/src/roles.ts',
  'web/src/deep.mjs',
]);
const texts = new Map([
  [
    'tsconfig.json',
    '{\n  // the usual\n  "compilerOptions": { "baseUrl": "src", "paths": { "@/*": ["*"], "@auth": ["lib/auth"], }, },\n}',
  ],
  ['package.json', '{ "imports": { "#routes/*": "./src/routes/*.js", "#app": { "default": "./src/app.ts" } } }'],
  ['packages/guards/package.json', '{ "name": "@acme/guards", "main": "dist/index.js" }'],
]);

const table: [from: string, specifier: string, file: string | undefined][] = [
  ['src/app.ts', './routes', 'src/routes/index.ts'],
  ['src/app.ts', './routes/users', 'src/routes/users.js'],
  ['src/app.ts', './routes/index.js', 'src/routes/index.ts'],
  ['src/routes/index.ts', '..', undefined],
  ['src/routes/index.ts', '../app', 'src/app.ts'],
  ['src/app.ts', '@/lib/auth', 'src/lib/auth.tsx'],
  ['src/app.ts', '@auth', 'src/lib/auth.tsx'],
  ['src/app.ts', 'routes/users', 'src/routes/users.js'],
  ['src/app.ts', '#routes/users', 'src/routes/users.js'],
  ['src/app.ts', '#app', 'src/app.ts'],
  ['src/app.ts', '@acme/guards', 'packages/guards/src/index.ts'],
  ['src/app.ts', '@acme/guards/roles', 'packages/guards/src/roles.ts'],
  ['src/app.ts', '../../../etc/passwd', undefined],
  ['src/app.ts', 'express', undefined],
  ['src/app.ts', 'node:fs', undefined],
];

for (const [from, specifier, file] of table) {
  test(`${specifier} in ${from} is ${file ?? 'of no file here'}`, () => {
    assert.equal(resolveModule(from, specifier, { paths, texts }), file);
  });
}
