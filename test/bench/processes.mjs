import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { median, ms, ratio } from './median.mjs';

const rounds = 15;

/**
 * Whole processes, interleaved so that all meet the same machine: one GET each, from start to exit.
 * `/fine` is accepted, `/me` refused, which only Why401 explains.
 */
export async function measureProcesses(root, peer, origin, directory) {
  const [fine, refused, bare] = ['fine.http', 'refused.http', 'bare.mjs'].map((it) => join(directory, it));
  await writeFile(fine, `GET ${origin}/fine\nAuthorization: Bearer abc\n`);
  await writeFile(refused, `GET ${origin}/me\nAuthorization: Bearer abc\n`);
  await writeFile(
    bare,
    `import undici from ${JSON.stringify(join(root, 'node_modules/undici/index.js'))};
const answer = await undici.request(${JSON.stringify(`${origin}/fine`)}, { headers: { authorization: 'Bearer abc' } });
await answer.body.text();
process.exit(0);\n`,
  );
  const node = process.execPath;
  const why401 = [node, join(root, 'dist/cli.mjs'), 'send'];
  const commands = {
    curl: ['curl', '-s', '-o', '/dev/null', `${origin}/fine`],
    node: [node, '-e', ''],
    undici: [node, bare],
    why401: [...why401, fine],
    explained: [...why401, refused],
    ...(peer ? { httpyac: [node, join(peer, 'node_modules/httpyac/bin/httpyac.js'), 'send', fine, '--all'] } : {}),
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
  const httpyac = of.httpyac ? `httpYac ${ms(of.httpyac)}: ${ratio(of.why401, of.httpyac)}` : 'httpYac: not installed';
  const others = `bare undici ${ms(of.undici)}: ${ratio(of.why401, of.undici)} · node ${ms(of.node)} · curl ${ms(of.curl)}`;
  return [
    { what: '`why401 send`, one GET, whole process', ours: ms(of.why401), beside: `${httpyac} · ${others}` },
    { what: 'the same, refused and explained', ours: ms(of.explained), beside: 'nobody else explains' },
  ];
}

function run(program, args) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'ignore' });
    child.on('error', () => resolve());
    child.on('close', () => resolve());
  });
}
