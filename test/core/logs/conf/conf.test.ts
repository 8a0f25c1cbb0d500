import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { expandApache, parseApacheConf, parseEnvvars } from '../../../../src/core/logs/conf/apacheConf.ts';
import { apacheTarget, nginxTarget } from '../../../../src/core/logs/conf/logTarget.ts';
import { parseNginxConf } from '../../../../src/core/logs/conf/nginxConf.ts';

test("nginx's configuration: quotes, comments, blocks", () => {
  const conf = parseNginxConf(`
    # log_format not this;
    http { log_format main escape=json '{"a":"$status",'
      "\\"b\\": ;{}" "\${x}"; # end
      server { access_log /a/\${host}.log main; access_log off; } }`);
  assert.deepEqual(conf, [
    {
      name: 'http',
      args: [],
      block: [
        { name: 'log_format', args: ['main', 'escape=json', '{"a":"$status",', '"b": ;{}', `\${x}`] },
        {
          name: 'server',
          args: [],
          block: [
            { name: 'access_log', args: [`/a/\${host}.log`, 'main'] },
            { name: 'access_log', args: ['off'] },
          ],
        },
      ],
    },
  ]);
});

test("Apache's configuration: quotes, sections, lines that go on", () => {
  assert.deepEqual(
    parseApacheConf(
      `# no\n<VirtualHost *:80>\n  LogFormat "%h \\"%r\\" %>s" mine\n CustomLog \\\n  \${A}/x.log mine\n</VirtualHost>`,
    ),
    [
      { name: '<virtualhost', args: ['*:80'] },
      { name: 'logformat', args: ['%h "%r" %>s', 'mine'] },
      { name: 'customlog', args: [`\${A}/x.log`, 'mine'] },
      { name: '</virtualhost', args: [] },
    ],
  );
  const defined = parseEnvvars('export A=/var/log/apache2$SUFFIX\n# x\nB="/b"\n');
  assert.deepEqual(
    [...defined],
    [
      ['A', '/var/log/apache2'],
      ['B', '/b'],
    ],
  );
  assert.equal(expandApache(`\${A}/x`, defined), '/var/log/apache2/x');
  assert.equal(expandApache(`\${C}/x`, defined), undefined);
});

suite('where a log goes', () => {
  test('nginx', () => {
    assert.equal(nginxTarget('off'), undefined);
    assert.deepEqual(nginxTarget('/a/$host.log'), { to: 'file', path: '/a/*.log', pattern: true });
    assert.equal(nginxTarget('syslog:server=x')?.to, 'elsewhere');
    assert.equal(nginxTarget('stderr')?.to, 'elsewhere');
  });
  test('Apache, through a program too', () => {
    assert.deepEqual(apacheTarget('|/usr/bin/rotatelogs -l /a/access.%Y%m%d.log 86400'), {
      to: 'file',
      path: '/a/access.***.log',
      pattern: true,
    });
    assert.deepEqual(apacheTarget('||bin/rotatelogs logs/access_log 86400'), {
      to: 'file',
      path: 'logs/access_log*',
      pattern: true,
    });
    assert.equal(apacheTarget('|logger')?.to, 'elsewhere');
    assert.equal(apacheTarget('syslog:local1')?.to, 'elsewhere');
  });
});

test('no configuration makes the readers throw', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    ';',
    '"',
    "'",
    '\\',
    '\n',
    '#',
    '<',
    '>',
    `\${`,
    '$',
    ' a',
    'log_format',
    'LogFormat ',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join('');
      parseNginxConf(text);
      for (const { args } of parseApacheConf(text)) for (const it of args) apacheTarget(it);
      nginxTarget(text);
    }),
  );
  parseNginxConf('{'.repeat(100_000));
});
