import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { makeCertificates } from '../../send/certificates.ts';
import { installed } from '../webServers.ts';
import { checkLogged, refused } from './explainLogged.ts';
import type { LoggingServer } from './loggingServer.ts';
import { nginxFirewall, nginxRefusals } from './nginxRefusals.ts';
import { hasModsecurity, startNginx } from './nginxServer.ts';

const certificates = makeCertificates();
const skip = !installed('nginx')
  ? 'nginx is not installed here: apt-get install nginx-light'
  : typeof certificates === 'string'
    ? certificates
    : false;

describe('what nginx logs about refusals is found, read and explained', { skip }, () => {
  if (typeof certificates === 'string') return;
  let server: LoggingServer;
  let silent: Server;
  before(async () => {
    silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    server = await startNginx(certificates, typeof address === 'object' && address ? address.port : 0);
  });
  after(async () => {
    silent?.close();
    await server?.close();
  });

  for (const it of nginxRefusals) {
    for (const port of it.port ? [it.port] : ['site', 'custom']) {
      test(`${port}: ${it.method ?? 'GET'} ${it.path} ${it.tls ?? it.headers?.[0]?.value.slice(0, 12) ?? ''} → ${it.status} ${it.cause[0]}`, async () => {
        await checkLogged(server, it, await refused(server, it, certificates, port));
      });
    }
  }

  describe('ModSecurity', { skip: hasModsecurity ? false : 'apt-get install libnginx-mod-http-modsecurity' }, () => {
    for (const it of nginxFirewall) {
      test(`${it.path} → ${it.status}`, async () => {
        await checkLogged(server, it, await refused(server, it, certificates));
      });
    }
  });

  test('there are reasons enough', () => {
    assert.ok(25 <= nginxRefusals.filter((it) => it.line).length);
  });
});
