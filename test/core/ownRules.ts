import assert from 'node:assert/strict';
import { explainWithDiagnosis } from '../../src/core/explain.ts';
import { linearPattern } from '../../src/core/facts/linearPattern.ts';
import type { Server } from '../../src/core/facts/sign.ts';
import type { Report } from '../../src/core/report.ts';
import { readServers } from '../../src/core/servers/readServers.ts';
import { exchange, now } from '../check.ts';

/** A server at `api.test` with these rules, read as from a file of one's own. */
export function own(signs: readonly object[], more: object = {}): readonly Server[] {
  const json = { id: 'orders', name: 'Orders API', recognize: { host: '^api\\.test$' }, signs, ...more };
  const { servers, problems } = readServers([json], linearPattern, 'signs/orders-api.json');
  assert.deepEqual(problems, []);
  return servers;
}

/** Explains an exchange written as on the wire by these rules. */
export function explainBy(servers: readonly Server[], wire: string): Report {
  const { report, diagnosis } = explainWithDiagnosis(exchange(wire), now * 1000, { own: servers });
  assert.deepEqual(diagnosis.broken, []);
  return report;
}
