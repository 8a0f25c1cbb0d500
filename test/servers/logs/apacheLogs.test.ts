import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { makeCertificates } from '../../send/certificates.ts';
import { installed } from '../webServers.ts';
import { apacheFirewall, apacheMore, apacheRefusals, apacheTokens } from './apacheRefusals.ts';
import { has, startApache } from './apacheServer.ts';
import { checkLogged, refused } from './explainLogged.ts';
import { emptyLogs, type LoggingServer } from './loggingServer.ts';
import type { Refusal } from './refusal.ts';

const certificates = makeCertificates();
const skip = !installed('apache2')
  ? 'apache2 is not installed here: apt-get install apache2-bin'
  : typeof certificates === 'string'
    ? certificates
    : false;

describe('what Apache logs about refusals is found, read and explained', { skip }, () => {
  if (typeof certificates === 'string') return;
  let server: LoggingServer;
  before(async () => {
    server = await startApache(certificates);
  });
  after(() => server?.close());

  const check = (it: Refusal, port: string) =>
    test(`${port}: ${it.method ?? 'GET'} ${it.path} ${it.tls ?? it.headers?.[0]?.value.slice(0, 12) ?? ''} → ${it.status} ${it.cause[0]}`, async () => {
      // The default formats tell of a request neither id nor connection: of several within a second nobody could tell one.
      if (port !== 'custom') await emptyLogs(server);
      await checkLogged(server, it, await refused(server, it, certificates, port));
    });

  for (const it of apacheRefusals) for (const port of ['site', 'custom']) check(it, port);
  for (const it of apacheMore) check(it, it.port ?? 'site');
  describe('ModSecurity', { skip: has.security2 ? false : 'apt-get install libapache2-mod-security2' }, () => {
    for (const it of apacheFirewall) check(it, 'site');
  });
  describe('mod_auth_openidc', {
    skip: has.auth_openidc ? false : 'apt-get install libapache2-mod-auth-openidc',
  }, () => {
    for (const it of apacheTokens) check(it, 'custom');
  });

  test('there are reasons enough', () => {
    assert.ok(25 <= apacheRefusals.length);
  });
});
