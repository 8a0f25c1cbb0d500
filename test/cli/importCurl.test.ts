import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { call } from './call.ts';

/** What arrived, as far as a command decides it. */
interface Arrived {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly string[];
  readonly body: string;
}

/** `BASE` is the server's origin; `'…'` and the like are read by a real shell and a real curl, too. */
const commands: readonly string[] = [
  'curl BASE/plain',
  'curl BASE',
  'curl -X DELETE BASE/items/7',
  'curl --request PATCH BASE/items/7 -d name=x',
  'curl -XPUT BASE/items/7 -d name=x',
  'curl -I BASE/head',
  'curl -sSLk BASE/cluster',
  "curl 'BASE/query?a=1&b=two%20words&c[]=3' -g",
  'curl "BASE/double?x=\\$literal"',
  'curl BASE/options -X OPTIONS',
  "curl -H 'X-One: 1' -H 'x-two:2' -H 'X-Three:   spaced   ' BASE/headers",
  "curl -H 'Accept: application/json' BASE/accept",
  "curl -H 'Accept:' -H 'User-Agent:' BASE/removed",
  "curl -H 'X-Empty;' BASE/empty",
  "curl -H 'X-Same: 1' -H 'X-Same: 2' BASE/repeated",
  "curl -A 'my agent/1.0' BASE/agent",
  'curl -e https://from.example/page BASE/referer',
  "curl --referer 'https://from.example/page;auto' BASE/referer",
  "curl -b 'a=1; b=2' BASE/cookies",
  'curl -b a=1 -b b=2 BASE/cookies',
  'curl -u ada:secret BASE/basic',
  "curl -u 'ada:p:a:s s' BASE/basic",
  "curl -u 'ada:' BASE/basic",
  "curl -u 'ada lovelace: p w ' BASE/basic",
  'curl --user ada:wörd BASE/basic',
  'curl http://ada:secret@HOST/userinfo',
  'curl --oauth2-bearer abc.def BASE/bearer',
  "curl -H 'Authorization: Bearer abc.def' BASE/bearer",
  'curl -d a=1 BASE/form',
  'curl -d a=1 -d b=2 BASE/form',
  "curl -d 'a=one two' --data-urlencode 'b=three four&five' BASE/form",
  "curl --data-urlencode '=just (this)!' BASE/form",
  "curl --data-urlencode 'plain text' BASE/form",
  "curl -d '' BASE/nothing",
  "curl --data-raw '@not-a-file' BASE/raw",
  "curl -d '{\"a\": 1}' -H 'Content-Type: application/json' BASE/json",
  'curl -d "{\\"a\\": \\"x\\\\ty\\"}" -H "Content-Type: application/json" BASE/json',
  'curl --json \'{"a": [1, 2]}\' BASE/json',
  "curl --json '{\"a\"' --json ': 1}' BASE/json",
  "curl -d '{\"a\": 1}' -H 'Content-Type:' BASE/untyped",
  "curl BASE/lines -H 'Content-Type: text/plain' --data-binary $'one\\ntwo\\n\\nthree\\n'",
  "curl BASE/lines -H 'Content-Type: text/plain' --data-binary $'one\\r\\ntwo\\r\\n'",
  "curl BASE/ansi -H 'Content-Type: text/plain' -d $'it\\'s \\u00fc \\x41 \\t\\101 \\\\ end'",
  "curl BASE/separator -H 'Content-Type: text/plain' --data-binary $'a\\n### not a separator\\n> {% x %}\\n< ./file\\n?? status == 200\\nHTTP/1.1 200 OK'",
  "curl BASE/tail -H 'Content-Type: text/plain' --data-binary $'\\n\\nfirst lines are blank\\n\\n'",
  "curl BASE/verbs -H 'Content-Type: text/plain' --data-binary $'x\\n\\nGET https://other.example/\\nDELETE /y'",
  "curl BASE/verbs --data-raw $'x\\n\\nPOST https://other.example/ HTTP/1.1\\n&y=1\\nz&\\nq'",
  "curl BASE/comments -H 'Content-Type: application/json' --data-raw $'{\\n// no comment\\n# neither\\n\"a\": 1}\\n'",
  "curl BASE/comments --data-raw '# looks like a comment'",
  "curl BASE/at --data-raw ' @x = y'",
  "curl -G BASE/get -d a=1 --data-urlencode 'c=x y'",
  "curl -G 'BASE/get?z=0' -d a=1",
  'curl -G BASE/get',
  'curl -F a=1 -F b=two BASE/multi',
  "curl -F 'a=x;type=application/json' -F 'f=@FILE' BASE/multi",
  "curl -F 'f=@FILE;filename=other.bin;type=image/png' BASE/multi",
  "curl --form-string 'a=@x;type=y' BASE/multi",
  "curl -F 'a=<FILE' BASE/multi",
  "curl BASE/raw-multi -H 'Content-Type: multipart/form-data; boundary=----B' --data-raw $'------B\\r\\nContent-Disposition: form-data; name=\"a\"\\r\\n\\r\\n### 1\\r\\n------B--\\r\\n'",
  'curl -T FILE BASE/upload/name.txt',
  'curl -T FILE BASE/upload/',
  "curl --data-binary @FILE -H 'Content-Type: application/octet-stream' BASE/file",
  'curl -d @FILE BASE/file',
  'curl -r 0-99 BASE/range',
  'curl BASE/a/./b/../c',
  'curl --path-as-is BASE/a/./b/../c',
  'curl BASE/{one,two}/x',
  'curl BASE/n[1-3]',
  "curl -g 'BASE/{one,two}'",
  'curl BASE/first BASE/second',
  'curl BASE/first -d a=1 --next BASE/second -H "X-Second: 1"',
  'curl --http1.1 BASE/version',
  'curl --http1.0 BASE/version',
  "curl 'BASE/frag?x=1#part'",
  'curl BASE/braces --data-raw "{{name}} and \\\\{\\\\{x\\\\}\\\\} and {{{y}}} and {{ z }}"',
  "curl -H 'X-Template: {{name}}' BASE/braces",
  `curl -H "X-From-Shell: \${IMPORTED_VALUE}-$IMPORTED_VALUE" BASE/shell`,
  'curl -d "v=$IMPORTED_VALUE" BASE/shell',
  'curl \\\n  -H "X-One: 1" \\\n  BASE/continued \\\n  -d a=1',
  'IMPORTED_OTHER=1 curl BASE/prefixed',
  'curl BASE/piped 2>/dev/null | cat',
  'curl BASE/one && curl BASE/two; curl BASE/three # remark',
  '# a comment above\ncurl BASE/commented',
  "curl -X PROPFIND -H 'Depth: 1' BASE/dav",
  'curl -X POST BASE/empty-post',
  'curl --url BASE/by-option -m 20 --connect-timeout 5 --compressed',
  'curl --url-query "q=a b" BASE/url-query',
  'curl -o /dev/null -w "%{http_code}" -sS -D - -v BASE/output',
];

suite('curl commands, sent by curl and by Why401', () => {
  let folder = '';
  let origin = '';
  let arrived: Arrived[] = [];
  let newest = false;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (it) => chunks.push(it));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      arrived.push({
        method: request.method ?? '',
        path: request.url ?? '',
        headers: comparable(request.rawHeaders),
        body: body.toString('latin1'),
      });
      response.end('ok');
    });
  });

  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    folder = await mkdtemp(join(tmpdir(), 'why401-curl-'));
    await writeFile(join(folder, 'upload.txt'), 'content of the file äöü');
    newest = /(?:7\.8[7-9]|7\.9|[89]\.)/.test(await run('curl --version'));
  });
  after(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });

  const run = (command: string) =>
    new Promise<string>((resolve) => {
      const env = { ...process.env, IMPORTED_VALUE: 'from-env', LANG: 'C.UTF-8', HOME: folder };
      execFile('bash', ['-c', command], { env, timeout: 20_000, cwd: folder }, (_, out) => resolve(out));
    });

  for (const written of commands) {
    test(written, async (t) => {
      if (written.includes('--url-query') && !newest) return t.skip('this curl has no --url-query');
      const command = written
        .replaceAll('BASE', origin)
        .replaceAll('HOST', origin.slice('http://'.length))
        .replaceAll('FILE', join(folder, 'upload.txt'));
      arrived = [];
      await run(command);
      const byCurl = arrived;
      assert.ok(0 < byCurl.length, 'curl itself sent nothing');

      const out = await mkdtemp(join(folder, 'out-'));
      const imported = await call(['import', 'curl', '-', '--out', out], { stdin: command });
      assert.equal(imported.code, 0, imported.err);
      const [name = ''] = (await readdir(out)).filter((it) => it.endsWith('.http'));
      arrived = [];
      const env = { IMPORTED_VALUE: 'from-env' };
      const sent = await call(['send', join(out, name), '--all'], { env });
      assert.equal(sent.code, 0, `${sent.out}${sent.err}`);
      assert.deepEqual(arrived.map(withoutBoundary), byCurl.map(withoutBoundary));
    });
  }
});

/** Without what each client says of itself and of the connection. */
function comparable(raw: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (let i = 0; i < raw.length; i += 2) {
    const name = (raw[i] ?? '').toLowerCase();
    const value = raw[i + 1] ?? '';
    if (/^(?:host|connection|content-length|transfer-encoding|expect|accept-encoding)$/.test(name)) continue;
    if (name === 'user-agent' && /^(?:curl\/|why401)/i.test(value)) continue;
    if (name === 'accept' && value === '*/*') continue;
    lines.push(`${name}: ${value}`);
  }
  return lines.sort();
}

/** Boundaries are chosen by each client; a last line end behind the last is optional (RFC 2046, 5.1.1). */
function withoutBoundary(it: Arrived): Arrived {
  const type = it.headers.find((header) => header.startsWith('content-type: multipart/'));
  const boundary = /boundary=([^;]+)/.exec(type ?? '')?.[1];
  if (boundary === undefined) return it;
  return {
    ...it,
    headers: it.headers.map((header) => header.replace(boundary, 'BOUNDARY')),
    body: it.body.replaceAll(boundary, 'BOUNDARY').replace(/\r\n$/, ''),
  };
}
