import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain } from '../../../src/core/explain.ts';
import type { LogRecord } from '../../../src/core/logs/logRecord.ts';
import { reasonOfAll } from '../../../src/core/logs/reasonOf.ts';
import { toJson } from '../../../src/core/print/json.ts';
import { exchange, now } from '../../check.ts';

const file = '/var/log/nginx/error.log';

/** The report on an exchange whose server wrote these messages. */
function withLog(wire: string, by: string, ...messages: readonly string[]) {
  const records = messages.map(
    (message, i): LogRecord => ({
      kind: by === 'nginx' || by === 'apache' ? 'error' : 'application',
      file,
      offset: i * 100,
      line: i + 1,
      text: `2026/11/27 10:00:00 [error] 7#7: *1 ${message}, client: 192.0.2.7, request: "GET /a?token=s3cr3ts3cr3ts3cr3t HTTP/1.1"`,
      message,
      by,
    }),
  );
  const report = explain(exchange(wire), now * 1000, { log: reasonOfAll(records) });
  return { report, json: toJson(report, 'x.har', 0) };
}

const basic = `
  GET https://api.test/private/
  Authorization: Basic YWRhOndyb25n

  401
  Server: nginx
  WWW-Authenticate: Basic realm="Staff"
`;

test('the log’s reason is found as stated, with the line as evidence and its advice first', () => {
  const { json, report } = withLog(basic, 'nginx', 'user "ada" was not found in "/etc/nginx/.htpasswd"');
  const [best] = json.causes;
  assert.equal(best?.id, 'password-wrong');
  assert.equal(best?.certainty, 'stated');
  assert.match(best?.summary ?? '', /`ada` does not stand in the password file `\/etc\/nginx\/\.htpasswd`/);
  assert.equal(best?.evidence[0]?.at, `log ${file}:1`);
  assert.match(best?.evidence[0]?.shows ?? '', /nginx wrote `user "ada" was not found in/);
  assert.match(best?.fixes[0]?.title ?? '', /htpasswd/);
  assert.equal(report.findings[0]?.certaintyWords, 'the server’s log says so');
});

test('what is secret in the quoted line is masked', () => {
  const { json } = withLog(basic, 'nginx', 'user "ada": password mismatch');
  assert.doesNotMatch(JSON.stringify(json), /s3cr3ts3cr3ts3cr3t/);
});

test('where the answer states another reason, the log’s leads and the difference is said', () => {
  const wire = `
    GET https://api.test/orders
    Authorization: Bearer abcdefghijklmnopqrstuvwxyz

    403
    Content-Type: application/json

    {"error": "invalid_token", "error_description": "The access token expired"}
  `;
  const { json } = withLog(wire, 'nestjs', 'ForbiddenException: Forbidden resource');
  const [best, second] = json.causes;
  assert.equal(best?.id, 'role-missing');
  assert.ok(best?.evidence.some((it) => /which is another reason/.test(it.shows)));
  assert.equal(second?.id, 'token-expired');
});

test('what arithmetic proves stays above the log', () => {
  const claims = Buffer.from(JSON.stringify({ exp: now - 7200 })).toString('base64url');
  const header = Buffer.from('{"alg":"HS256"}').toString('base64url');
  const wire = `
    GET https://api.test/orders
    Authorization: Bearer ${header}.${claims}.c2lnbmF0dXJl

    401
  `;
  const { json } = withLog(wire, 'express', 'JsonWebTokenError: invalid signature');
  assert.deepEqual(
    json.causes.slice(0, 2).map((it) => [it.id, it.certainty]),
    [
      ['token-expired', 'proven'],
      ['token-signature-invalid', 'stated'],
    ],
  );
});

test('words that fit several causes give way to the one that the exchange shows', () => {
  const wire = `
    GET https://api.test/private/
    Authorization: Bearer abcdefghijklmnopqrstuvwxyz

    401
    WWW-Authenticate: Basic realm="Staff"
  `;
  const { json } = withLog(wire, 'nginx', 'no user/password was provided for basic authentication');
  assert.equal(json.causes[0]?.id, 'scheme-mismatch');
  assert.equal(json.causes[0]?.evidence[0]?.at, `log ${file}:1`);
});

test('what was sent, while the log says that nothing came, was lost on the way', () => {
  const wire = `
    GET https://api.test/orders
    Authorization: Bearer abcdefghijklmnopqrstuvwxyz

    401
  `;
  const { json } = withLog(wire, 'express', 'UnauthorizedError: No authorization token was found');
  assert.equal(json.causes[0]?.id, 'credentials-dropped');
  assert.match(json.causes[0]?.summary ?? '', /lost on the way/);
});

test('guesses that the log excludes are told as ruled out, with the line', () => {
  const wire =
    'GET https://api.test/a.txt\n\n403\nServer: nginx\nContent-Type: text/html\n\n<html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center></body></html>';
  const { json } = withLog(wire, 'nginx', 'access forbidden by rule');
  assert.equal(json.causes[0]?.id, 'policy-denied');
  const because = json.ruledOut.find((it) => it.id === 'file-permission')?.because ?? '';
  assert.match(because, /The server’s log gives another reason \(`.*error\.log:1`\)/);
});

test('a record that only says that it was refused leaves the lead to the one that says why; both are evidence', () => {
  const wire =
    'GET https://api.test/editors/\nAuthorization: Basic Ym9iOmJvYg==\n\n401\nWWW-Authenticate: Basic realm="Staff"\n';
  const { json } = withLog(
    wire,
    'apache',
    "AH01667: Authorization of user bob to access /editors/ failed, reason: user is not part of the 'require'ed group(s).",
    'AH01631: user bob: authorization failure for "/editors/": ',
  );
  assert.equal(json.causes[0]?.id, 'role-missing');
  assert.match(json.causes[0]?.summary ?? '', /in none of the groups/);
  assert.deepEqual(
    json.causes[0]?.evidence.slice(0, 2).map((it) => it.at),
    [`log ${file}:1`, `log ${file}:2`],
  );
});

test('a log without a reason changes nothing', () => {
  const { json } = withLog(basic, 'nginx', 'signal process started');
  assert.deepEqual(json, toJson(explain(exchange(basic), now * 1000), 'x.har', 0));
});
