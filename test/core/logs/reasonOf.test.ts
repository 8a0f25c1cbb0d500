import assert from 'node:assert/strict';
import { test } from 'node:test';
import { causeIds } from '../../../src/core/causeIds.ts';
import type { LogRecord } from '../../../src/core/logs/logRecord.ts';
import { reasonOf, reasonOfAll } from '../../../src/core/logs/reasonOf.ts';
import { speakers } from '../../../src/core/logs/reasons/index.ts';
import { plain } from '../../../src/core/text.ts';
import { accessLines, applicationLines } from './applicationLines.ts';
import type { Line } from './line.ts';
import { webServerLines } from './webServerLines.ts';

function record(kind: LogRecord['kind'], message: string, more: Partial<LogRecord> = {}): LogRecord {
  return { kind, file: 'server.log', offset: 0, line: 1, text: message, message, ...more };
}

function wrong(kind: LogRecord['kind'], lines: readonly Line[], named: boolean): string[] {
  return lines.flatMap(([by, message, cause, names]) => {
    const reason = reasonOf(record(kind, message, named ? { by } : {}));
    const shown = reason ? plain(reason.shows) : '';
    const missing = names.filter((it) => !shown.includes(it));
    return reason?.cause === cause && missing.length === 0
      ? []
      : [`${by}: ${message.slice(0, 90)} → ${reason?.cause}, ${shown}; wanted ${cause} ${missing}`];
  });
}

test('words of web servers are read, with their values', () => {
  assert.deepEqual(wrong('error', webServerLines, true), []);
});

test('words of frameworks, gateways and services are read, with their values', () => {
  assert.deepEqual(wrong('application', applicationLines, true), []);
});

test('access lines of servers that tell reasons in them are read', () => {
  assert.deepEqual(wrong('access', accessLines, true), []);
});

test('most words tell the same where the software is not known', () => {
  const lines = [...webServerLines, ...applicationLines];
  const missed = wrong('application', lines, false);
  assert.ok(missed.length <= 3, missed.join('\n'));
});

test('every line tells where its words come from, and there are enough', () => {
  const lines = [...webServerLines, ...applicationLines, ...accessLines];
  assert.ok(lines.every((it) => it[4] !== ''));
  assert.ok(230 <= lines.length, `${lines.length} lines`);
});

const silent: readonly (readonly [LogRecord['kind'], string, string])[] = [
  [
    'error',
    'apache',
    "AH00558: apache2: Could not reliably determine the server's fully qualified domain name, using 127.0.1.1",
  ],
  ['error', 'apache', 'AH00489: Apache/2.4.62 (Debian) configured -- resuming normal operations'],
  ['error', 'apache', 'AH01626: authorization result of Require valid-user : granted'],
  ['error', 'nginx', 'signal process started'],
  ['error', 'nginx', 'client 192.0.2.7 closed keepalive connection'],
  ['error', 'nginx', 'open() "/srv/www/favicon.ico" failed (2: No such file or directory)'],
  ['application', 'laravel', 'Division by zero'],
  ['application', 'rails', 'Completed 200 OK in 12ms (Views: 3.2ms)'],
  ['application', 'express', 'Server listening on port 3000'],
  [
    'access',
    'nginx',
    '192.0.2.7 - - [27/Nov/2026:10:00:00 +0000] "GET /?q=user+not+found HTTP/1.1" 403 153 "-" "password mismatch"',
  ],
  ['access', 'apache', '192.0.2.7 - - [27/Nov/2026:10:00:00 +0000] "GET /403 6 0 12 HTTP/1.1" 403 153'],
];

test('what says nothing about a refusal is no reason', () => {
  assert.deepEqual(
    silent.flatMap(([kind, by, message]) => {
      const reason = reasonOf(record(kind, message, { by }));
      return reason ? [`${message} → ${reason.cause}`] : [];
    }),
    [],
  );
});

test('a field of the record stands in where the words lack it', () => {
  const reason = reasonOf(
    record('error', 'access forbidden by rule', { by: 'nginx', address: '192.0.2.7', target: '/a' }),
  );
  assert.equal(reason && plain(reason.shows), 'An allow or deny rule of nginx refuses `192.0.2.7` for `/a`.');
});

test('of an error record only what the server itself says is read, not what it quotes of the request', () => {
  const text = 'open() failed, client: 192.0.2.7, request: "GET /?a=access forbidden by rule HTTP/1.1"';
  assert.equal(reasonOf(record('error', 'something else', { text, by: 'nginx' })), undefined);
});

test('the record that says why goes before the one that says that', () => {
  const all = [
    record('error', 'AH01631: user bob: authorization failure for "/editors/": ', { by: 'apache', line: 1 }),
    record(
      'error',
      "AH01667: Authorization of user bob to access /editors/ failed, reason: user is not part of the 'require'ed group(s).",
      { by: 'apache', line: 2 },
    ),
  ];
  const reasons = reasonOfAll(all);
  assert.equal(reasons?.best.record.line, 2);
  assert.deepEqual(
    reasons?.others.map((it) => it.record.line),
    [1],
  );
});

test('of rules of a firewall the one that found something goes before the sum', () => {
  const rule = (id: string, msg: string, what: string) =>
    record('error', `[client 192.0.2.7] ModSecurity: ${what} [id "${id}"] [msg "${msg}"]`, { by: 'apache' });
  const reasons = reasonOfAll([
    rule('949110', 'Inbound Anomaly Score Exceeded (Total Score: 5)', 'Access denied with code 403 (phase 2).'),
    rule('942100', 'SQL Injection Attack Detected via libinjection', 'Warning.'),
  ]);
  assert.match(reasons ? plain(reasons.best.shows) : '', /942100/);
});

test('secrets in what is quoted are masked in the sentence', () => {
  const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJlc2lnbmF0dXJl';
  const reason = reasonOf(
    record('error', 'access forbidden by rule', { by: 'nginx', address: '192.0.2.7', target: `/a?token=${token}` }),
  );
  assert.ok(reason && !plain(reason.shows).includes(token));
});

test('the data name causes of the list, say sentences, and use values that their patterns take', () => {
  const ofRecord = ['user', 'target', 'method', 'address', 'host', 'subrequest'];
  const problems = speakers.flatMap(({ id, wordings }) =>
    wordings.flatMap((it) => {
      const taken = new Set([
        ...ofRecord,
        ...[...it.says, ...it.reads].flatMap((one) => [...one.source.matchAll(/\(\?<(\w+)>/g)].map((hit) => hit[1])),
      ]);
      const named = [...it.shows, it.advice ?? ''].flatMap((one) =>
        [...one.matchAll(/\{(\w+)\}/g)].map((hit) => hit[1]),
      );
      const unknown = named.filter((name) => !taken.has(name));
      return [
        ...(causeIds.includes(it.cause) ? [] : [`${id}: ${it.cause}`]),
        ...unknown.map((name) => `${id}: {${name}} in ${it.shows}`),
        ...it.shows.filter((one) => !/[.}]$/.test(one)).map((one) => `${id}: no sentence: ${one}`),
      ];
    }),
  );
  assert.deepEqual(problems, []);
});

test('a record of any length is read in bounded time, and never throws', () => {
  for (const it of ['a'.repeat(5_000_000), '\\"'.repeat(100_000), '\u0000\u001b[31m', '', '{"a":'.repeat(10_000)])
    assert.doesNotThrow(() => reasonOf(record('application', it)));
});
