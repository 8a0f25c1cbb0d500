import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Pool } from 'undici';
import { createMemoryStore } from '../../src/core/auth/memoryStore.ts';
import { explainRefusal } from '../../src/core/explainAll.ts';
import { parse } from '../../src/core/http/parse.ts';
import { matrixText } from '../../src/core/matrix/matrixText.ts';
import { createMemory, loadMatrix } from '../../src/run/index.ts';
import { ms, ratio, timed } from './median.mjs';

const users = ['admin', 'owner', 'viewer', 'other', 'anonymous'];
const rows = 400;
const atOnce = 20;

/** Requests × users in one run, judged and printed, beside a bare undici pool that sends as many. */
export async function measureMatrix(origin, directory) {
  const path = join(directory, 'matrix.http');
  const named = Object.fromEntries(users.map((it) => [it, { token: `${it}-token-0123456789` }]));
  await writeFile(join(directory, 'http-client.env.json'), JSON.stringify({ $users: named }));
  const what = `a matrix of ${rows} requests × ${users.length} users, ${atOnce} at once`;
  const found = [];
  for (const [base, how, aim] of [
    [`${origin}/later`, `${what}, answered within 5 ms`, ' (aim: ≤ 1.3 ×)'],
    [origin, 'the same, answered at once by the same process', ''],
  ]) {
    const file = parse(textFor(base));
    await writeFile(path, file.text);
    const pool = new Pool(origin, { connections: atOnce });
    const theirs = await timed(5, () => manyBare(pool, base));
    const ours = await timed(5, () => runOnce(path, file));
    await pool.close();
    found.push({ what: how, ours: ms(ours), beside: `bare undici pool ${ms(theirs)}: ${ratio(ours, theirs)}${aim}` });
  }
  return found;
}

/** Half of the requests are let in, half of them refused. */
function textFor(base) {
  const requests = Array.from({ length: rows }, (_, i) => {
    const [place, want] = i % 2 ? ['me', 'deny'] : ['fine', 'allow'];
    return `### ${i}\n# @expect *=${want}\nGET ${base}/${place}\nAuthorization: Bearer {{token}}\n`;
  });
  return requests.join('\n');
}

async function runOnce(path, file) {
  const { runMatrix } = await loadMatrix();
  const matrix = await runMatrix(
    { files: [{ path, file }], host, memory: createMemory() },
    {
      signal: new AbortController().signal,
      concurrency: { perOrigin: atOnce, overall: atOnce },
      explain: (exchange, secrets) => explainRefusal(exchange, 0, Date.now(), { known: secrets })?.report,
    },
  );
  const met = matrix.cells.filter((it) => it.verdict === 'met').length;
  if (met !== rows * users.length) throw new Error(`${met} cells are as wanted`);
  matrixText(matrix, { color: false, width: 80, fileName: (it) => it });
}

async function manyBare(pool, base) {
  const { pathname } = new URL(`${base}/`);
  let next = 0;
  const worker = async () => {
    while (next < rows * users.length) {
      const i = next++;
      const headers = { authorization: `Bearer ${users[i % users.length]}-token-0123456789` };
      const path = `${pathname}${Math.floor(i / users.length) % 2 ? 'me' : 'fine'}`;
      const answer = await pool.request({ path, method: 'GET', headers });
      await answer.body.text();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

const host = {
  sessions: createMemoryStore(),
  withoutPerson: 'Nobody is there.',
  prompt: async () => undefined,
  confirm: async () => false,
  now: Date.now,
  processEnv: {},
  settings: {
    timeoutMs: 10_000,
    followRedirects: true,
    rememberCookies: true,
    clientCertificates: {},
    certificateAuthorities: [],
    insecureHosts: [],
  },
};
