import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pasteCurl } from '../../../src/core/import/pasteCurl.ts';
import { isCurlCommand } from '../../../src/core/import/readCurl.ts';
import { shellOf, splitCommands } from '../../../src/core/import/shellWords.ts';
import { imported } from './imported.ts';

const words = (text: string) => splitCommands(text, shellOf(text)).map((it) => it.words);

test("Windows' cmd: carets, escaped quotes, lines that go on", () => {
  const chrome = [
    'curl ^"https://a.test/x?a=b^%^20c^&d=1^" ^',
    '  -H ^"X-Quote: a ^\\^"b^\\^" c^" ^',
    '  --data-raw ^"^{^\\^"n^\\^":1,^\\^"t^\\^":^\\^"a ^^ ^& ^| ^< b^\\^"^}^"',
  ].join('\r\n');
  assert.equal(shellOf(chrome), 'cmd');
  assert.deepEqual(words(chrome), [
    ['curl', 'https://a.test/x?a=b%20c&d=1', '-H', 'X-Quote: a "b" c', '--data-raw', '{"n":1,"t":"a ^ & | < b"}'],
  ]);
  const plain = 'curl -d "{\\"a\\": \\"b & c\\"}" ^\r\n  -H "X: %TOKEN%" "https://a.test/%E2%82%AC?q=100%"';
  assert.deepEqual(words(plain), [
    ['curl', '-d', '{"a": "b & c"}', '-H', 'X: {{$processEnv TOKEN}}', 'https://a.test/%E2%82%AC?q=100%'],
  ]);
  assert.deepEqual(words('curl ^"a^\n\nb^" ^\n -v'), [['curl', 'a\nb', '-v']]);
});

test('PowerShell: backticks, doubled quotes, its variables', () => {
  const text = [
    "curl.exe -X POST 'https://a.test/it''s' `",
    `  -H "X-Token: $env:TOKEN" -H "X-Home: \${env:HOME}" \``,
    '  -d \'{\\"a\\": \\"b\\"}\' -H "X-Tick: a`"b`tc"',
  ].join('\n');
  assert.equal(shellOf(text), 'powershell');
  assert.deepEqual(words(text), [
    [
      ...['curl.exe', '-X', 'POST', "https://a.test/it's", '-H', 'X-Token: {{$processEnv TOKEN}}'],
      ...['-H', 'X-Home: {{$processEnv HOME}}', '-d', '{"a": "b"}', '-H', 'X-Tick: a"b\tc'],
    ],
  ]);
});

test('POSIX shells: what only a shell can work out is told', () => {
  const read = imported(
    'curl',
    `curl https://a.test/ -H "X-Time: $(date +%s)" -H "X-User: \${USER:-me}" -H 'X-Plain: $USER'\n`,
  );
  assert.deepEqual(read.requests[0]?.headers, {
    'x-time': '{{fromShell}}',
    'x-user': '{{fromShell2}}',
    'x-plain': '$USER',
  });
  assert.deepEqual(read.imported.unfilled, ['fromShell', 'fromShell2']);
  assert.equal(read.losses.length, 2);
});

test('what is a setting here, or not there, is told without its value', () => {
  const read = imported(
    'curl',
    'curl https://a.test/ -x http://proxy.test -U ada:canary-1 --cert c.pem:canary-2 --cacert ca.pem --resolve a.test:443:1.2.3.4 -c jar --negotiate -u : --frobnicate -K f -L',
  );
  for (const it of ['-x', '-U', '--cert', '--cacert', '--resolve', '-c', 'Kerberos', '--frobnicate', '-K'])
    assert.ok(
      read.losses.some((loss) => loss.includes(it)),
      it,
    );
  assert.ok(!JSON.stringify([read.losses, read.texts]).includes('canary'));
});

test('credentials of every option', () => {
  const auth = (options: string) =>
    imported('curl', `curl -L https://a.test/ ${options}`).requests[0]?.headers.authorization;
  assert.equal(auth('-u ada:pw'), 'Basic ada:{{password}}');
  assert.equal(auth('-u ada'), 'Basic ada:{{$password Password}}');
  assert.equal(auth('--digest -u ada:pw'), 'Digest ada:{{password}}');
  assert.equal(auth('--ntlm -u ada:pw'), 'NTLM ada:{{password}}');
  assert.equal(auth('--oauth2-bearer abc'), 'Bearer {{token}}');
  assert.equal(
    auth('--aws-sigv4 aws:amz:eu-west-1:s3 -u key:secret'),
    'AWS {{awsAccessKeyId}} {{awsSecretAccessKey}} region:eu-west-1 service:s3',
  );
});

test('what is one curl command, and what is not', () => {
  for (const it of [
    'curl https://a.test',
    '  $ curl -v \\\n  https://a.test\n',
    'curl.exe a.test',
    "curl 'a.test' -d 'x\ny'",
  ])
    assert.ok(isCurlCommand(it), it);
  for (const it of [
    'curl',
    'see curl https://a.test',
    'curl https://a.test\ncurl https://b.test',
    'curly x',
    '',
    'curl a | jq ."x" && ls',
  ])
    assert.ok(!isCurlCommand(it), it);
});

test('a paste: a separator where one is needed, secrets as they were', () => {
  const text = "curl -L https://a.test/x -H 'Authorization: Bearer tok-123456'";
  assert.deepEqual(pasteCurl(text, { hasSeparator: false }), {
    text: '### GET /x\nGET https://a.test/x\nAuthorization: Bearer tok-123456\n',
    losses: [],
  });
  assert.equal(
    pasteCurl(text, { hasSeparator: true })?.text,
    'GET https://a.test/x\nAuthorization: Bearer tok-123456\n',
  );
  assert.equal(pasteCurl('GET https://a.test', { hasSeparator: false }), undefined);
  assert.match(
    pasteCurl("curl -L https://a.test/x --data-raw $'###'", { hasSeparator: false })?.text ?? '',
    /^### POST \/x\n@nothing =\nPOST /,
  );
});

test('a secret in the path or the query stands in no name and no report', () => {
  const token = `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`;
  const read = imported('curl', `curl -L 'https://a.test/bot/${token}/x?api_key=canary-in-query' -x http://p.test`);
  assert.doesNotMatch(JSON.stringify([read.texts, read.losses]), /ghp_a1B2c3D4e5|canary/);
  assert.equal(read.requests[0]?.url, 'https://a.test/bot/{{token}}/x?api_key={{apiKey}}');
});

test('files are looked for beside the .http file, which is told', () => {
  const read = imported(
    'curl',
    'curl -L https://a.test/ -T data/a.bin\ncurl -L https://a.test/ -F f=@/tmp/b.bin -F g=@c.bin',
  );
  assert.deepEqual(
    read.losses.filter((it) => /looked for beside/.test(it)).map((it) => /`([^`]+)`/.exec(it)?.[1]),
    ['data/a.bin', 'c.bin'],
  );
});
