import { explain } from '../../../src/core/explain.ts';
import { statusKey } from '../../../src/core/matrix/compareRuns.ts';
import { judge } from '../../../src/core/matrix/judge.ts';
import type { CellOutcome, Matrix, MatrixRow, MatrixUser } from '../../../src/core/matrix/matrix.ts';
import { exchange, now } from '../../check.ts';
import { answered, row, user } from './cells.ts';

/** A refusal with its report. */
function refused(): CellOutcome {
  const it = exchange(`
    GET https://api.test/orders
    Authorization: Bearer abc

    403 Forbidden
    Content-Type: application/json

    {"error":"insufficient_role","message":"Requires the role admin"}
  `);
  const report = explain(it, now * 1000);
  const cause = report.findings[0]?.id;
  return { kind: 'answered', status: 403, ms: 7, exchange: it, report, ...(cause ? { cause } : {}) };
}

const unsafe: CellOutcome = { kind: 'not-sent', why: 'unsafe', message: 'It may change something.' };
const failed: CellOutcome = { kind: 'failed', message: 'Nobody listens at api.test:443.' };

const rows: readonly MatrixRow[] = [
  row('/orders', 'admin=2xx viewer=2xx *=deny', { line: 4, target: '{{api}}/orders', name: 'All orders' }),
  row('/orders/17', 'viewer=403 *=deny admin=2xx', { line: 11 }),
  row('/health', '', { line: 19 }),
  row('/orders', 'admin=2xx *=403', { line: 25, method: 'POST', id: 'POST /orders', safe: false }),
  row('/x', 'admin=2xx late=401', { line: 3, path: '/work/more/other.http' }),
];
const users: readonly MatrixUser[] = [user('admin'), user('viewer'), user('late', 'not-proof'), user('anonymous')];
const shows = 'Bearer t1';

/** One of everything that can come out. */
export function sampleMatrix(): Matrix {
  const outcomes: readonly CellOutcome[] = [
    ...[answered(200, { shows }), refused(), answered(401), answered(401)],
    ...[answered(200, { shows }), answered(200, { shows }), answered(401), answered(404)],
    ...[answered(200, { shows }), answered(200, { shows }), answered(200), answered(200)],
    ...[unsafe, unsafe, unsafe, unsafe],
    ...[answered(500), answered(204), answered(401), failed],
  ];
  const before = new Map([
    [statusKey('/work/api.http', 'GET /orders/17', 'viewer'), 403],
    [statusKey('/work/api.http', 'GET /health', 'anonymous'), 401],
    [statusKey('/work/api.http', 'GET /health', 'admin'), 204],
  ]);
  return { environment: 'dev', rows, users, cells: judge(rows, users, outcomes, before), at: now * 1000, ms: 1234 };
}

export function fileName(path: string): string {
  return path.replace(/^\/work\//, '');
}
