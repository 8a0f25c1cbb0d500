import { mkdir, writeFile } from 'node:fs/promises';
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
  const { runMatrix } = await loadMatrix();
  const folder = join(directory, 'matrix');
  await mkdir(folder);
  const path = join(folder, 'api.http');
  const requests = Array.from({ length: rows }, (_, i) => {
    // Half of them let in, half of them refuse.
    const [place, want] = i % 2 ? ['me', 'deny'] : ['fine', 'allow'];
    return `### ${i}\n# @expect *=${want}\nGET ${origin}/${place}\nAuthorization: Bearer {{token}}\n`;
  });
  await writeFile(path, requests.join('\n'));
  const named = Object.fromEntries(users.map((it) => [it, { token: `${it}-token-0123456789` }]));
  await writeFile(join(folder, 'http-client.env.json'), JSON.stringify({ $users: named }));
  const file = parse(requests.join('\n'));
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
  const ours = await timed(5, async () => {
    const matrix = await runMatrix(
      { files: [{ path, file }], host, memory: createMemory() },
      {
        signal: new AbortController().signal,
        concurrency: { perOrigin: atOnce, overall: atOnce },
        explain: (exchange, secrets) => explainRefusal(exchange, 0, Date.now(), secrets)?.report,
      },
    );
    const answered = matrix.cells.filter((it) => it.outcome.kind === 'answered').length;
    if (answered !== rows * users.length) throw new Error(`${answered} cells were answered`);
    matrixText(matrix, { color: false, width: 80, fileName: (it) => it });
  });
  const pool = new Pool(origin, { connections: atOnce });
  const theirs = await timed(5, async () => {
    let next = 0;
    const worker = async () => {
      while (next < rows * users.length) {
        const i = next++;
        const headers = { authorization: `Bearer ${users[i % users.length]}-token-0123456789` };
        const place = Math.floor(i / users.length) % 2 ? '/me' : '/fine';
        const answer = await pool.request({ path: place, method: 'GET', headers });
        await answer.body.text();
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
  });
  await pool.close();
  return [
    {
      what: `a matrix of ${rows} requests × ${users.length} users, ${atOnce} at once: sent, judged, printed`,
      ours: ms(ours),
      beside: `bare undici pool ${ms(theirs)}: ${ratio(ours, theirs)} (aim: ≤ 1.3 ×)`,
    },
  ];
}
