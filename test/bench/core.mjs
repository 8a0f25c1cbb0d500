import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join } from 'node:path';
import { createFileChecker } from '../../src/core/check/checkFile.ts';
import { emptyMemory } from '../../src/core/check/hostMemory.ts';
import { explain } from '../../src/core/explain.ts';
import { explainRefusals } from '../../src/core/explainAll.ts';
import { linearPattern } from '../../src/core/facts/linearPattern.ts';
import { parse } from '../../src/core/http/parse.ts';
import { readExchanges } from '../../src/core/read/index.ts';
import { readServers } from '../../src/core/servers/readServers.ts';
import { median, ms, ratio, timed } from './median.mjs';

/** Reading `.http` text beside httpYac's parser, and explaining. */
export async function measureCore(peer) {
  const text = document(1600);
  const megabytes = Buffer.byteLength(text) / 1e6;
  const lines = text.split('\n').length;
  const ours = await timed(60, () => parse(text));
  const rows = [];
  const theirs = peer ? await timed(3, (i) => httpyacParse(peer, text, i)) : undefined;
  rows.push({
    what: `read ${lines.toLocaleString('en')} lines of .http (${megabytes.toFixed(1)} MB)`,
    ours: `${ms(ours)}, ${Math.round(megabytes / (ours / 1000))} MB/s`,
    beside: theirs ? `httpYac's parser ${ms(theirs)}: ${ratio(ours, theirs)}` : 'httpYac: not installed',
  });

  rows.push({
    what: 'check 1,000 requests again after a keystroke',
    ours: ms(await keystroke()),
    beside: 'aim: ≤ 5 ms',
  });

  const { exchanges } = readExchanges(har(60));
  const now = Date.parse('2026-11-22T12:00:00Z');
  const explainEach = (own, of = exchanges, rounds = 100) => {
    for (let i = 0; i < rounds / 2; i++) for (const it of of) explain(it, now, { own });
    const figures = [];
    for (let i = 0; i < rounds; i++) {
      for (const it of of) {
        const start = performance.now();
        explain(it, now, { own });
        figures.push(performance.now() - start);
      }
    }
    return ms(median(figures));
  };
  rows.push({ what: 'explain one exchange', ours: explainEach([]), beside: 'aim: ≤ 0.3 ms' });
  rows.push({ what: "the same, by 200 rules of one's own", ours: explainEach(ownServers()), beside: 'aim: ≤ 0.3 ms' });

  const recorded = await corpus();
  rows.push({
    what: `explain one of ${recorded.length} refusals recorded from real servers`,
    ours: explainEach([], recorded, 20),
    beside: 'aim: ≤ 0.3 ms',
  });

  const large = har(2600, 20);
  const all = await timed(5, () => {
    explainRefusals(readExchanges(large).exchanges, now);
  });
  rows.push({
    what: `read a HAR of ${(large.length / 1e6).toFixed(1)} MB, explain its 130 refusals`,
    ours: ms(all),
    beside: 'aim: ≤ 300 ms for 5 MB',
  });
  return rows;
}

/** The last exchange of each recording in `test/corpus`. */
async function corpus() {
  const folder = join(import.meta.dirname, '../corpus');
  const files = (await readdir(folder, { recursive: true })).filter((it) => it.endsWith('.har')).sort();
  const texts = await Promise.all(files.map((it) => readFile(join(folder, it), 'utf8')));
  return texts.flatMap((it) => readExchanges(it).exchanges.slice(-1));
}

/** One server that every exchange is of, with 200 rules of several kinds, of which none holds. */
function ownServers() {
  const kinds = [
    (i) => ({ says: `order \\w+ is locked by team ${i}` }),
    (i) => ({ body: `"err"\\s*:\\s*"E-${i}"` }),
    (i) => ({ status: [403], code: [`ORD-${i}`] }),
    (i) => ({ header: { name: 'X-Reason', matches: `^tenant ${i}` } }),
  ];
  const signs = Array.from({ length: 200 }, (_, i) => ({ ...kinds[i % kinds.length](i), cause: 'policy-denied' }));
  const json = { id: 'orders', recognize: { host: '(^|\\.)example$' }, signs };
  return readServers(json, linearPattern, 'why401.signs.json').servers;
}

/** What checking adds to a keystroke: one request of a thousand has changed. */
async function keystroke() {
  const checker = createFileChecker();
  const basis = [{}];
  const supplies = { now: 0, random: () => 0.5, localOffset: () => 0, processEnv: {} };
  const scope = {
    layers: [],
    environmentsWith: () => [],
    runtime: new Map(),
    answers: new Map(),
    chained: () => undefined,
    bodyFile: () => undefined,
    signIn: () => undefined,
    signInIds: [],
    tokens: new Map(),
    bound: new Map(),
    supplies,
  };
  const input = { scope, now: 1_795_000_000, memory: emptyMemory, weakSecretOf: () => undefined };
  const text = document(1000);
  const files = Array.from({ length: 40 }, (_, i) => parse(text.replace('Item number 500', `Item number 500${i}`)));
  return timed(files.length, (i) => void checker.check(files[i] ?? files[0], input, basis));
}

function document(requests) {
  const block = (i) => `### Request number ${i}
# @name request${i}
POST {{host}}/items/${i}?page=${i}&sort=name HTTP/1.1
Authorization: Bearer {{token}}
Content-Type: application/json
X-Request-Id: ${i}

{"id": ${i}, "name": "Item number ${i}", "tags": ["a", "b"],
 "note": "{{note}}"}

`;
  return `@host = https://api.example\n@token = abc\n@note = hello\n\n${Array.from({ length: requests }, (_, i) => block(i)).join('')}`;
}

async function httpyacParse(peer, text, round) {
  const httpyac = createRequire(join(peer, 'index.js'))('httpyac');
  // What its command line lends to it.
  Object.assign(httpyac.io.fileProvider, {
    isAbsolute: async (path) => isAbsolute(path),
    joinPath: (...parts) => join(...parts),
    dirname: (path) => dirname(path),
    hasExtension: (path, ...extensions) => extensions.some((it) => path.endsWith(`.${it}`)),
    exists: async () => false,
    readdir: async () => [],
    fsPath: (path) => path,
    toString: (path) => path,
  });
  const store = new httpyac.store.HttpFileStore();
  await store.getOrCreate(join(peer, `bench${round}.http`), async () => text, round + 10, { workingDir: peer });
}

/** Refusals of different kinds (expired token, missing scope, nothing sent, a web server's page), one in `every`; the rest is fine. */
function har(count, every = 1) {
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = (exp) =>
    `${encode({ alg: 'RS256', typ: 'JWT', kid: 'k1' })}.${encode({ iss: 'https://id.example/', sub: 'u1', aud: 'api', iat: exp - 3600, exp, scope: 'read' })}.${'s'.repeat(342)}`;
  const at = Date.parse('2026-11-22T11:00:00Z') / 1000;
  const kinds = [
    [
      401,
      [['Authorization', `Bearer ${token(at - 600)}`]],
      [['WWW-Authenticate', 'Bearer error="invalid_token"']],
      '{"error":"invalid_token"}',
    ],
    [
      403,
      [['Authorization', `Bearer ${token(at + 600)}`]],
      [['WWW-Authenticate', 'Bearer error="insufficient_scope", scope="write"']],
      '{"error":"insufficient_scope"}',
    ],
    [401, [], [['WWW-Authenticate', 'Basic realm="Staff"']], 'Unauthorized'],
    [
      403,
      [],
      [['Server', 'nginx/1.25.3']],
      '<html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center><hr><center>nginx/1.25.3</center></body></html>',
    ],
    [403, [['Cookie', 'sid=abcdef0123456789']], [], '{"message":"CSRF token mismatch."}'],
    [401, [['X-Api-Key', 'k-0123456789abcdef']], [], `{"message":"Invalid API key","detail":"${'x'.repeat(900)}"}`],
  ];
  const fine = [
    200,
    [['Authorization', `Bearer ${token(at + 600)}`]],
    [],
    JSON.stringify({ items: Array(12).fill({ id: 7, name: 'A thing', of: 'some use' }) }),
  ];
  const fields = (list) => list.map(([name, value]) => ({ name, value }));
  const entries = Array.from({ length: count }, (_, i) => {
    const [status, sent, came, body] = i % every === 0 ? kinds[(i / every) % kinds.length] : fine;
    return {
      startedDateTime: '2026-11-22T11:00:00.000Z',
      time: 12,
      request: {
        method: 'GET',
        url: `https://api.example/items/${i}`,
        httpVersion: 'HTTP/1.1',
        headers: fields([['Host', 'api.example'], ['Accept', '*/*'], ...sent]),
        queryString: [],
        cookies: [],
        headersSize: -1,
        bodySize: -1,
      },
      response: {
        status,
        statusText: '',
        httpVersion: 'HTTP/1.1',
        headers: fields([['Date', 'Sun, 22 Nov 2026 11:00:00 GMT'], ...came]),
        cookies: [],
        content: { size: body.length, mimeType: 'application/json', text: body },
        redirectURL: '',
        headersSize: -1,
        bodySize: -1,
      },
      cache: {},
      timings: { send: 0, wait: 12, receive: 0 },
    };
  });
  return JSON.stringify({ log: { version: '1.2', creator: { name: 'bench', version: '1' }, entries } }, null, 1);
}
