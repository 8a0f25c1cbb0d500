import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { confLogs } from '../../../src/local/logs/confLogs.ts';
import { discoverLogs } from '../../../src/local/logs/discoverLogs.ts';
import type { FoundLogs } from '../../../src/local/logs/foundLog.ts';
import { logsIn } from '../../../src/local/logs/logsIn.ts';
import { matchesWildcard } from '../../../src/local/logs/wildcard.ts';

suite('finding logs', () => {
  let root = '';
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'why401-find-'));
  });
  after(() => rm(root, { recursive: true, force: true }));
  const put = async (files: Readonly<Record<string, string>>) => {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(root, name)), { recursive: true });
      await writeFile(join(root, name), content);
    }
  };
  const named = (found: FoundLogs | undefined) =>
    Object.fromEntries((found?.logs ?? []).map((it) => [relative(root, it.path), it.formats.length]).sort());

  test("nginx's, in a tree that was copied with its absolute paths", async () => {
    await put({
      'one/etc/nginx/nginx.conf': `error_log /var/log/nginx/error.log; http { log_format own '$status $request';
        include /etc/nginx/sites-enabled/*; access_log /var/log/nginx/none.log; }`,
      'one/etc/nginx/sites-enabled/api': `server { access_log /var/log/nginx/api.log own; location /x { access_log off; }
        location /y { access_log syslog:server=127.0.0.1; access_log /var/log/nginx/$host.log; } }`,
      'one/var/log/nginx/api.log': '',
      'one/var/log/nginx/error.log': '',
    });
    const found = await confLogs(join(root, 'one/etc/nginx/nginx.conf'));
    assert.deepEqual(named(found), { 'one/var/log/nginx/api.log': 2, 'one/var/log/nginx/error.log': 1 });
    assert.match(
      found?.problems.join('\n') ?? '',
      /goes to syslog.*\n.*none\.log, the access_log in .* does not exist\.$/,
    );
  });

  test('nginx as it is built from source, and beside its logs', async () => {
    await put({
      'two/nginx/conf/nginx.conf': 'events {} http { include mime.types; server { listen 80; } }',
      'two/nginx/logs/access.log': '',
      'two/nginx/logs/error.log': '',
      'three/nginx.conf': 'http { access_log /var/log/nginx/shop.log; }',
      'three/shop.log': '',
    });
    assert.deepEqual(named(await confLogs(join(root, 'two/nginx/conf/nginx.conf'))), {
      'two/nginx/logs/access.log': 1,
      'two/nginx/logs/error.log': 0,
    });
    assert.equal(named(await confLogs(join(root, 'three/nginx.conf')))['three/shop.log'], 1);
  });

  test("Apache's of Debian: envvars, folders of includes, formats by name", async () => {
    await put({
      'deb/etc/apache2/apache2.conf': `ServerRoot "/etc/apache2"\nErrorLog \${APACHE_LOG_DIR}/error.log
LogFormat "%h %>s" tiny\nErrorLogFormat "[%t] %M"\nIncludeOptional sites-enabled/*.conf\n`,
      'deb/etc/apache2/envvars': 'export APACHE_LOG_DIR=/var/log/apache2$SUFFIX\n',
      'deb/etc/apache2/sites-enabled/a.conf': `<VirtualHost *:80>\nDefine NAME shop\nCustomLog \${APACHE_LOG_DIR}/\${NAME}.log tiny
CustomLog "|/usr/bin/rotatelogs -l \${APACHE_LOG_DIR}/rot.%Y%m%d.log 86400" combined\nTransferLog logs/transfer.log\n</VirtualHost>`,
      ...Object.fromEntries(
        ['error', 'shop', 'rot.20261126', 'rot.20261127'].map((it) => [`deb/var/log/apache2/${it}.log`, '']),
      ),
      'deb/etc/apache2/logs/transfer.log': '',
    });
    assert.deepEqual(named(await confLogs(join(root, 'deb/etc/apache2/apache2.conf'))), {
      'deb/etc/apache2/logs/transfer.log': 1,
      'deb/var/log/apache2/error.log': 1,
      'deb/var/log/apache2/rot.20261126.log': 1,
      'deb/var/log/apache2/rot.20261127.log': 1,
      'deb/var/log/apache2/shop.log': 1,
    });
  });

  test("Apache's of Red Hat: folders beside that of the main file, and which site writes which log", async () => {
    await put({
      'rh/httpd/conf/httpd.conf': `ServerRoot "${root}/rh/httpd"\nErrorLog "logs/error_log"\nCustomLog logs/access_log common
IncludeOptional conf.d/*.conf\n`,
      'rh/httpd/conf.d/intra.conf': `<VirtualHost *:8443>\n ServerName intra.test:8443\n CustomLog logs/intra_log common
 ProxyPass /api http://127.0.0.1:9000/\n</VirtualHost>\n`,
      'rh/httpd/logs/access_log': '',
      'rh/httpd/logs/error_log': '',
      'rh/httpd/logs/intra_log': '',
    });
    const found = await confLogs(join(root, 'rh/httpd/conf/httpd.conf'));
    assert.deepEqual(named(found), {
      'rh/httpd/logs/access_log': 1,
      'rh/httpd/logs/error_log': 0,
      'rh/httpd/logs/intra_log': 1,
    });
    assert.deepEqual(
      found?.logs.flatMap((it) => it.sites ?? []),
      [{ ports: [8443], names: ['intra.test'], passesTo: [9000] }],
    );
  });

  test("nginx's sites: ports, names, and where they pass requests on to", async () => {
    await put({
      'sites/nginx.conf': `error_log error.log; http { upstream app { server 127.0.0.1:3000; server 10.0.0.2:3001; } access_log all.log;
        server { listen 80; listen [::]:8080 ssl; server_name a.test *.a.test; access_log a.log; location / { proxy_pass http://app/x; } }
        server { listen 127.0.0.1:81; access_log b.log; location / { proxy_pass https://$backend; } } }`,
      'sites/a.log': '',
      'sites/b.log': '',
      'sites/all.log': '',
    });
    const found = await confLogs(join(root, 'sites/nginx.conf'));
    assert.deepEqual(Object.fromEntries(found?.logs.map((it) => [relative(root, it.path), it.sites]) ?? []), {
      'sites/all.log': undefined,
      'sites/a.log': [{ ports: [80, 8080], names: ['a.test', '*.a.test'], passesTo: [3000, 3001] }],
      'sites/b.log': [{ ports: [81], names: [], passesTo: 'unknown' }],
    });
  });

  test('a folder of configuration alone leads to the logs that it names', async () => {
    await put({
      'etc4/nginx/nginx.conf': `http { access_log ${root}/log4/access.log; error_log ${root}/log4/error.log; }`,
      'log4/access.log': '',
      'log4/error.log': '',
    });
    assert.deepEqual(named(await logsIn(join(root, 'etc4/nginx'))), { 'log4/access.log': 1, 'log4/error.log': 0 });
  });

  test('includes that go in a circle end', async () => {
    await put({
      'loop/nginx.conf': 'http { include *.conf; include nginx.conf; }',
      'loop/b.conf': 'include nginx.conf; access_log a.log;',
      'loop/a.log': '',
    });
    assert.equal(named(await confLogs(join(root, 'loop/nginx.conf')))['loop/a.log'], 1);
  });

  test('a log is no configuration', async () => {
    await put({
      'x/access.log': '127.0.0.1 - - [27/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 1;\n',
      'x/plain': 'hello {\n',
    });
    assert.equal(await confLogs(join(root, 'x/access.log')), undefined);
  });

  test('what is installed: the well-known places of each system', async () => {
    await put({
      'sys/etc/nginx/nginx.conf': 'http { access_log /var/log/nginx/access.log; }',
      'sys/var/log/nginx/access.log': '',
      'sys/var/log/httpd/error_log': '',
      'sys/var/log/httpd-access.log': '',
      'sys/opt/homebrew/var/log/nginx/access.log': '',
      'sys/opt/lampp/logs/access_log': '',
      'sys/Applications/XAMPP/xamppfiles/logs/access_log': '',
      'sys/usr/local/nginx/logs/error.log': '',
      'sys/var/log/nginx/README': '',
    });
    const found = named(await discoverLogs([], join(root, 'sys')));
    assert.deepEqual(Object.keys(found), [
      'sys/Applications/XAMPP/xamppfiles/logs/access_log',
      'sys/opt/homebrew/var/log/nginx/access.log',
      'sys/opt/lampp/logs/access_log',
      'sys/usr/local/nginx/logs/error.log',
      'sys/var/log/httpd-access.log',
      'sys/var/log/httpd/error_log',
      'sys/var/log/nginx/access.log',
    ]);
    assert.equal(found['sys/var/log/nginx/access.log'], 1);
  });

  test('a workspace: folders of logs, not those of dependencies', async () => {
    await put({
      'app/storage/logs/laravel.log': '',
      'app/log/development.log': '',
      'app/logs/access': '',
      'app/server.log': '',
      'app/logs/old.log.1.gz': '',
      'app/node_modules/x/y.log': '',
      'app/vendor/x.log': '',
      'app/npm-debug.log': '',
      'app/src/log.ts': '',
    });
    assert.deepEqual(Object.keys(named(await logsIn(join(root, 'app')))), [
      'app/log/development.log',
      'app/logs/access',
      'app/logs/old.log.1.gz',
      'app/server.log',
      'app/storage/logs/laravel.log',
    ]);
  });
});

test('wildcards', () => {
  for (const [name, pattern] of [
    ['a.conf', '*.conf'],
    ['ab', 'a?'],
    ['b1', '[a-c][!2-9]'],
    ['', '*'],
    ['aXbXc', 'a*b*c'],
    ['[x', '[x'],
  ] as const)
    assert.ok(matchesWildcard(name, pattern), pattern);
  for (const [name, pattern] of [
    ['a.conf.bak', '*.conf'],
    ['a', 'a?'],
    ['d1', '[a-c]1'],
    ['a', ''],
  ] as const)
    assert.ok(!matchesWildcard(name, pattern), pattern);
  assert.ok(!matchesWildcard('a'.repeat(5_000), `${'*a'.repeat(30)}b`));
});
