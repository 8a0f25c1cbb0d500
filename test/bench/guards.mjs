import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GuardsThread } from '../../src/local/guards/inThread.ts';
import { guardProjects } from './guardProjects.mjs';
import { median, ms } from './median.mjs';

const files = 2_000;
const memory = join(import.meta.dirname, 'guardsMemory.mjs');

/** Reading the guards of generated projects in the thread that the editor has, cold and after an edit. */
export async function measureGuards(root, directory) {
  const bundle = join(root, 'dist', 'guards.cjs');
  const rows = [];
  for (const { name, write, path, edit } of guardProjects) {
    const project = join(directory, name);
    await write(project, files);
    rows.push(...(await measureProject(bundle, project, name, path, edit)));
  }
  return rows;
}

/** `edit`: the text with another role in it, so that guards are other than they were. */
async function measureProject(bundle, project, name, path, edit) {
  const cold = [];
  const edits = [];
  let routes = 0;
  const text = await readFile(join(project, path), 'utf8');
  for (let round = 0; round < 3; round++) {
    const thread = new GuardsThread(bundle);
    cold.push(
      await timeOf(async () => {
        routes = (await thread.read(project)).routes.length;
      }),
    );
    for (let i = 0; i < 12; i++) {
      thread.changed(project, [{ path, text: edit(text, i) }]);
      const took = await timeOf(() => thread.read(project));
      if (2 <= i) edits.push(took);
    }
    await thread.dispose();
  }
  const grown = Number(execFileSync(process.execPath, [memory, bundle, project], { encoding: 'utf8' }));
  const what = `the guards of ${files.toLocaleString('en')} source files of ${name}, ${routes.toLocaleString('en')} routes`;
  return [
    { what: `${what}, cold`, ours: ms(median(cold)), beside: 'aim: ≤ 3 s' },
    { what: 'the same, after an edit', ours: ms(median(edits)), beside: 'aim: ≤ 50 ms' },
    { what: 'memory of a new process that keeps them', ours: `${Math.round(grown / 1e6)} MB more`, beside: '–' },
  ];
}

async function timeOf(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
