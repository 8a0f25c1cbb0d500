import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLogsConfig } from '../../../src/core/logs/config.ts';

test('paths, commands and servers of logs', () => {
  const { sources, problems } = readLogsConfig(
    [
      '/var/log/nginx/*.log',
      { path: 'a.log', format: '$status' },
      { command: ['journalctl', '-u', 'nginx'] },
      { loki: 'http://127.0.0.1:3100', query: '{app="api"}', token: `\${env:LOKI}` },
      { elasticsearch: { url: 'https://es.test:9200', index: 'logs-*' }, user: 'ada', password: 'x' },
    ],
    { LOKI: 'abcdefghijklmnopqrst' },
  );
  assert.deepEqual(problems, []);
  assert.deepEqual(
    sources.map((it) => it.kind),
    ['path', 'path', 'command', 'loki', 'elasticsearch'],
  );
  const [, , , loki, elastic] = sources;
  assert.ok(loki?.kind === 'loki' && loki.headers[0]?.value.reveal() === 'Bearer abcdefghijklmnopqrst');
  assert.ok(elastic?.kind === 'elasticsearch' && elastic.headers[0]?.value.reveal() === `Basic ${btoa('ada:x')}`);
  assert.ok(!JSON.stringify(sources).includes('abcdefghijklmnopqrst'), 'credentials print as their ends only');
});

test('what cannot be read is said', () => {
  const { sources, problems } = readLogsConfig([
    7,
    { command: 'docker logs web' },
    { loki: 'ftp://x', query: '{}' },
    { loki: 'http://x' },
    { loki: 'http://x', query: '{}', token: `\${env:NONE}` },
    {},
    '',
  ]);
  assert.deepEqual(sources, []);
  assert.equal(problems.length, 7);
  assert.match(problems[1] ?? '', /No shell reads it/);
  assert.match(problems[4] ?? '', /no variable NONE/);
});
