import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import type { HttpRequest } from '../../../src/core/exchange.ts';
import { toCurl } from '../../../src/core/print/curl.ts';

const get = (more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  url: 'https://api.test/me',
  httpVersion: 'HTTP/1.1',
  headers: [],
  ...more,
});

suite('a request as a curl command', () => {
  test('credentials are masked unless chosen otherwise', () => {
    const request = get({
      url: 'https://api.test/me?api_key=abcdefghijklmnopqrstuvwxyz&page=2',
      headers: [
        { name: 'Authorization', value: 'Bearer abcdefghijklmnopqrstuvwxyz' },
        { name: 'Cookie', value: 'sid=0123456789abcdefghij; theme=dark' },
        { name: 'Accept', value: '*/*' },
      ],
    });
    assert.equal(
      toCurl(request, { reveal: false }),
      `curl 'https://api.test/me?api_key=abcd…wxyz&page=2' \\
  --header 'Authorization: Bearer abcd…wxyz' \\
  --header 'Cookie: sid=0123…ghij; theme=••••' \\
  --header 'Accept: */*'`,
    );
    assert.match(toCurl(request, { reveal: true }), /Bearer abcdefghijklmnopqrstuvwxyz/);
  });

  test('method, body and what curl does by itself', () => {
    assert.equal(toCurl(get({ method: 'HEAD' }), { reveal: true }), 'curl https://api.test/me \\\n  --head');
    const body = { text: '{"password":"hunter2hunter2x"}', size: -1, mimeType: '' };
    const headers = [
      { name: 'Host', value: 'api.test' },
      { name: 'Content-Length', value: '9' },
      { name: 'Content-Type', value: 'application/json' },
      { name: 'X-Empty', value: '' },
      { name: 'Accept-Encoding', value: 'gzip' },
    ];
    assert.equal(
      toCurl(get({ method: 'POST', body, headers }), { reveal: false }),
      `curl https://api.test/me \\
  --header 'Content-Type: application/json' \\
  --header 'X-Empty;' \\
  --compressed \\
  --data-raw '{"password":"••••"}'`,
    );
    assert.match(toCurl(get({ method: 'DELETE' }), { reveal: true }), /--request DELETE/);
    assert.match(toCurl(get({ url: 'https://a.test/x?a[]=1' }), { reveal: true }), /--globoff/);
    assert.match(toCurl(get({ url: 'https://a.test/x/../y' }), { reveal: true }), /--path-as-is/);
  });

  test('a shell reads every word as it was', () => {
    const value = fc.string({
      unit: fc.constantFrom(
        "'",
        '"',
        '\\',
        '$',
        '`',
        '!',
        ' ',
        '\n',
        '\t',
        '\u001b',
        '\u009b',
        'é',
        'a',
        '-',
        '*',
        ';',
      ),
      maxLength: 30,
    });
    const cases = fc.sample(value, { numRuns: 60, seed: 401 });
    const script = cases
      .map((it) => toCurl(get({ method: 'POST', body: { text: `.${it}`, size: -1, mimeType: '' } }), { reveal: true }))
      .map((it) => it.replace(/^curl/, 'printf "%s\\0"'))
      .join('\n');
    const printed = execFileSync('bash', ['-c', script], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    }).split('\0');
    const bodies = printed.filter((_, i) => printed[i - 1] === '--data-raw');
    assert.deepEqual(
      bodies,
      cases.map((it) => `.${it}`),
    );
  });
});
