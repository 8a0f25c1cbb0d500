#!/usr/bin/env node
// Makes sure that node_modules matches package-lock.json, so that every npm script works on a fresh clone.
// Runs on whatever Node the machine has, before anything is installed: no dependencies, plain JavaScript.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const lock = join(root, 'package-lock.json');
const installed = join(root, 'node_modules', '.package-lock.json');

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
  console.error('Installing dependencies (npm ci) …');
  const npm = process.env.npm_execpath;
  const run = npm
    ? spawnSync(process.execPath, [npm, 'ci', '--no-fund', '--no-audit'], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', ['ci', '--no-fund', '--no-audit'], { cwd: root, stdio: ['ignore', 2, 2], shell: true });
  if (run.status !== 0) {
    console.error('npm ci did not succeed, see above. Nothing else was run.');
    process.exit(run.status ?? 1);
  }
}
