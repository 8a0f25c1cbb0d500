import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { median, ms, ratio } from './median.mjs';

const rounds = 15;

/** Whole processes, interleaved so that all meet the same machine: one GET each, from start to exit. */
export async function measureProcesses(root, peer, origin, directory) {
  const file = join(directory, 'one.http');
  await writeFile(file, `GET ${origin}/me\nAuthorization: Bearer abc\n`);
  const undici = join(root, 'node_modules/undici/index.js');
  const bare = join(directory, 'bare.mjs');
  await writeFile(
    bare,
    `import undici from ${JSON.stringify(undici)};\nconst r = await undici.request(${JSON.stringify(`${origin}/me`)}); await r.body.text(); process.exit(0);\n`,
  );
  const node = process.execPath;
  const commands = {
    curl: ['curl', '-s', '-o', '/dev/null', `${origin}/me`],
    node: [node, '-e', ''],
    undici: [node, bare],
    why401: [node, join(root, 'dist/cli.mjs'), 'send', file],
    ...(peer ? { httpyac: [node, join(peer, 'node_modules/httpyac/bin/httpyac.js'), 'send', file, '--all'] } : {}),
  };
  const figures = Object.fromEntries(Object.keys(commands).map((it) => [it, []]));
  for (let i = -1; i < rounds; i++) {
    for (const [name, [program, ...args]] of Object.entries(commands)) {
      const start = performance.now();
      await run(program, args);
      if (0 <= i) figures[name].push(performance.now() - start);
    }
  }
  const of = Object.fromEntries(Object.entries(figures).map(([name, list]) => [name, median(list)]));
  return [
    {
      what: '`why401 send`, one GET, whole process',
      ours: ms(of.why401),
      beside: [
        of.httpyac ? `httpYac ${ms(of.httpyac)}: ${ratio(of.why401, of.httpyac)}` : 'httpYac: not installed',
        `bare undici ${ms(of.undici)}: ${ratio(of.why401, of.undici)}`,
        `node ${ms(of.node)}`,
        `curl ${ms(of.curl)}`,
      ].join(' · '),
    },
  ];
}

function run(program, args) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'ignore' });
    child.on('error', () => resolve());
    child.on('close', () => resolve());
  });
}
