// Writes docs/causes.md, docs/servers.md, docs/log-words.md and media/environments.schema.json out of the sources and the examples of the tests.
// --check: writes nothing, and fails where a page is not what the sources make.
import { readFile, writeFile } from 'node:fs/promises';
import { pages } from './docs/pages.ts';

const checks = process.argv.includes('--check');
for (const [path, make] of Object.entries(pages)) {
  const file = new URL(`../${path}`, import.meta.url);
  const made = make();
  const there = await readFile(file, 'utf8').catch(() => '');
  if (made === there) continue;
  if (checks) {
    console.error(`${path} is not what the sources make. Run npm run docs.`);
    process.exitCode = 1;
  } else {
    await writeFile(file, made);
    console.log(`${path} written`);
  }
}
