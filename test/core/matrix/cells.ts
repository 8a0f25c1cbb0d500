import type { Exchange } from '../../../src/core/exchange.ts';
import { parse } from '../../../src/core/http/parse.ts';
import type { CellOutcome, MatrixRow, MatrixUser } from '../../../src/core/matrix/matrix.ts';
import { readExpectations } from '../../../src/core/matrix/readExpectations.ts';
import { words } from '../../../src/core/text.ts';

export function row(target: string, expect = '', more: Partial<MatrixRow> = {}): MatrixRow {
  const file = parse(`${expect === '' ? '' : `# @expect ${expect}\n`}GET https://api.test${target}\n`);
  const request = file.requests[0];
  return {
    path: '/work/api.http',
    id: `GET ${target}`,
    line: 0,
    name: '',
    method: 'GET',
    target,
    safe: true,
    expectations: request ? readExpectations(request).expectations : [],
    ...more,
  };
}

export function user(name: string, state: MatrixUser['state'] = 'good'): MatrixUser {
  return { name, state, ...(state === 'not-proof' ? { because: words('The token has expired.') } : {}) };
}

export interface Given {
  readonly url?: string;
  /** The value of `Authorization`. */
  readonly shows?: string;
  readonly body?: string | object;
  readonly earlier?: readonly Exchange[];
  readonly cause?: Extract<CellOutcome, { kind: 'answered' }>['cause'];
}

export function answered(status: number, { url = 'https://api.test/', shows, body, earlier = [], cause }: Given = {}) {
  const text = typeof body === 'object' ? JSON.stringify(body) : (body ?? '');
  const exchange: Exchange = {
    request: {
      method: 'GET',
      url,
      httpVersion: 'HTTP/1.1',
      headers: shows === undefined ? [] : [{ name: 'Authorization', value: shows }],
    },
    response: {
      status,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      headers: [],
      ...(text === '' ? {} : { body: { text, size: text.length, mimeType: 'application/json' } }),
    },
    earlier,
    ...(earlier.length === 0 ? {} : { follows: 'redirect' as const }),
    dropped: [],
    source: 'sent',
  };
  return { kind: 'answered' as const, status, ms: 5, exchange, ...(cause ? { cause } : {}) };
}

export function redirect(to: string): Exchange {
  const { exchange } = answered(302);
  return { ...exchange, response: { ...exchange.response, headers: [{ name: 'Location', value: to }] } };
}
