import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Cause, Evidence, Found } from '../../src/core/cause.ts';
import type { CauseId } from '../../src/core/causeIds.ts';
import type { Certainty } from '../../src/core/certainty.ts';
import { diagnose } from '../../src/core/diagnose.ts';
import type { Exchange, HeaderField } from '../../src/core/exchange.ts';
import { readFacts } from '../../src/core/facts.ts';
import { makeReport } from '../../src/core/report.ts';
import { plain, type Text, text } from '../../src/core/text.ts';

interface Given {
  readonly status?: number;
  readonly url?: string;
  readonly request?: Readonly<Record<string, string>>;
  readonly response?: Readonly<Record<string, string>>;
  readonly sent?: string;
  readonly body?: string;
  readonly earlier?: readonly Exchange[];
}

function exchange(given: Given = {}): Exchange {
  const fields = (it: Given['request'] = {}): HeaderField[] =>
    Object.entries(it).map(([name, value]) => ({ name, value }));
  const body = (it: string | undefined) => (it === undefined ? {} : { body: { text: it, size: -1, mimeType: '' } });
  return {
    request: {
      method: 'GET',
      url: given.url ?? 'https://api.test/me',
      httpVersion: 'HTTP/1.1',
      headers: fields(given.request),
      ...body(given.sent),
    },
    response: {
      status: given.status ?? 401,
      statusText: 'No',
      httpVersion: 'HTTP/1.1',
      headers: fields(given.response),
      ...body(given.body),
    },
    sentAt: Date.UTC(2026, 10, 22, 19, 4, 11),
    earlier: given.earlier ?? [],
    dropped: [],
    source: 'sent',
  };
}

function cause(
  id: CauseId,
  certainty: Certainty,
  summary: Text,
  evidence: readonly [Evidence, ...Evidence[]] = [{ at: { in: 'status' }, shows: text`it` }],
  more: Partial<Found> = {},
): Cause {
  const found: Found = { kind: 'found', certainty, summary, evidence, fixes: [], ...more };
  return {
    id,
    title: `The title of ${id}`,
    why: 'Because.',
    link: 'https://www.rfc-editor.org/rfc/rfc9110',
    weigh: () => found,
  };
}

const report = (it: Exchange, ...causes: Cause[]) => makeReport(diagnose(readFacts(it, 0), causes));

suite('the headline', () => {
  const headline = (certainty: Certainty, summary: Text) =>
    plain(report(exchange(), cause('token-expired', certainty, summary)).headline);

  test('is the best finding in few words, hedged where it is not sure', () => {
    assert.equal(
      headline('proven', text`The token expired ${'3 hours'} ago.`),
      '401 · The token expired `3 hours` ago',
    );
    assert.equal(headline('stated', text`${'sid'} is unknown.`), '401 · `sid` is unknown');
    assert.equal(headline('likely', text`The token was revoked.`), '401 · Probably: the token was revoked');
    assert.equal(headline('possible', text`Apache may not read it.`), '401 · Possibly: Apache may not read it');
  });

  test('is the title where the summary is long or of several sentences', () => {
    assert.equal(headline('proven', text`${'x'.repeat(90)} is too long.`), '401 · The title of token-expired');
    assert.equal(headline('likely', text`One. Two.`), '401 · Probably: the title of token-expired');
  });

  test('says where there is nothing to explain', () => {
    assert.equal(plain(report(exchange({ status: 200 })).headline), '200 · Not refused');
  });
});

test('all that is worth a word, and no mere possibility beside a sure one', () => {
  const some = (...certainties: Certainty[]) => {
    const ids: CauseId[] = ['token-expired', 'scope-missing', 'role-missing', 'not-owner', 'csrf-failed'];
    return report(exchange(), ...certainties.map((it, i) => cause(ids[i] ?? 'unknown', it, text`It.`))).findings.map(
      (it) => it.certaintyWords,
    );
  };
  assert.deepEqual(some('possible', 'likely', 'possible', 'possible'), [
    'probably',
    'possibly',
    'possibly',
    'possibly',
  ]);
  assert.deepEqual(some('possible', 'stated', 'likely'), ['the server says so', 'probably']);
  assert.deepEqual(some('proven', 'proven', 'proven', 'proven'), ['proven', 'proven', 'proven', 'proven']);
});

suite('a quoted place', () => {
  const quoteOf = (at: Evidence['at'], it: Exchange, shows: Text = text`it`) => {
    const [evidence] = report(it, cause('unknown', 'likely', text`It.`, [{ at, shows }])).findings[0]?.evidence ?? [];
    return [evidence?.at, evidence?.quote];
  };
  const jwt =
    `${btoa('{"alg":"HS256","kid":"k"}')}.${btoa('{"exp":1700000000,"realm_access":{"roles":["a"]}}')}.c2lnbmF0dXJlMTIzNDU2`.replaceAll(
      '=',
      '',
    );

  test('is the header itself, masked', () => {
    const it = exchange({
      request: { authorization: `Bearer ${jwt}` },
      response: { 'WWW-Authenticate': 'Bearer error="x"' },
    });
    assert.deepEqual(quoteOf({ in: 'request-header', name: 'Authorization' }, it), [
      'request header Authorization',
      'authorization: Bearer eyJh…NTY2'.replace('NTY2', jwt.slice(-4)),
    ]);
    assert.deepEqual(quoteOf({ in: 'response-header', name: 'www-authenticate' }, it), [
      'response header www-authenticate',
      'WWW-Authenticate: Bearer error="x"',
    ]);
    assert.deepEqual(quoteOf({ in: 'request-header', name: 'Cookie' }, it), ['request header Cookie', undefined]);
  });

  test('is the claim of the token', () => {
    const it = exchange({ request: { Authorization: `Bearer ${jwt}` } });
    assert.deepEqual(quoteOf({ in: 'token', claim: 'exp' }, it), ['token claim exp', '"exp": 1700000000']);
    assert.deepEqual(quoteOf({ in: 'token', claim: 'kid', section: 'header' }, it), ['token header kid', '"kid": "k"']);
    assert.deepEqual(quoteOf({ in: 'token', claim: 'realm_access.roles' }, it)[1], '"realm_access.roles": ["a"]');
    assert.deepEqual(quoteOf({ in: 'token', claim: 'constructor' }, it)[1], undefined);
  });

  test('is the line of the body that is meant, cut where it is long', () => {
    const lines = exchange({ body: '{\n  "a": 1,\n  "error": "expired_token",\n  "b": 2\n}' });
    assert.deepEqual(quoteOf({ in: 'response-body' }, lines, text`it says ${'expired_token'}`), [
      'response body',
      '"error": "expired_token",',
    ]);
    const [, minified] = quoteOf(
      { in: 'response-body' },
      exchange({ body: `{"x":"${'y'.repeat(900)}","error":"expired_token","z":"${'y'.repeat(900)}"}` }),
      text`it says ${'expired_token'}`,
    );
    assert.match(minified ?? '', /^….*"error":"expired_token".*…$/);
    assert.ok((minified ?? '').length <= 160);
  });

  test('is the part of the URL, or the request before', () => {
    const before = exchange({
      status: 302,
      url: 'http://a.test/x?token=abcdefghijklmnopqrstuvwxyz',
      response: { Location: 'https://api.test/me' },
    });
    const it = exchange({
      url: 'https://u:secretpassword@api.test:8443/a/b?sig=abcdefghijklmnopqrstuvwxyz&c=d',
      earlier: [before],
    });
    assert.equal(quoteOf({ in: 'url', part: 'scheme' }, it)[1], 'https://');
    assert.equal(quoteOf({ in: 'url', part: 'host' }, it)[1], 'api.test:8443');
    assert.equal(quoteOf({ in: 'url', part: 'path' }, it)[1], '/a/b');
    assert.deepEqual(quoteOf({ in: 'url', part: 'query', name: 'sig' }, it), ['query parameter sig', 'sig=abcd…wxyz']);
    assert.equal(quoteOf({ in: 'request-line' }, it)[1], 'GET https://u:••••@api.test:8443/a/b?sig=abcd…wxyz&c=d');
    assert.deepEqual(quoteOf({ in: 'earlier', entry: 0, what: 'the redirect' }, it), [
      'earlier request 1: the redirect',
      'GET http://a.test/x?token=abcd…wxyz → 302, Location: https://api.test/me',
    ]);
    assert.equal(quoteOf({ in: 'earlier', entry: 7, what: 'x' }, it)[1], undefined);
  });
});

test('notes for the owner are masked, quoted and told by their place', () => {
  const [note] = report(
    exchange({ request: { 'X-Api-Key': 'k3y-abcdefghijklmnop' }, body: 'bad key k3y-abcdefghijklmnop' }),
    cause('api-key-invalid', 'stated', text`It.`),
  ).notes;
  assert.equal(note?.id, 'leak-credential');
  assert.equal(note?.at, 'response body');
  assert.doesNotMatch(JSON.stringify(note), /abcdefghijkl/);
});

test('a secret that is known by its place is masked wherever a rule quotes it', () => {
  const canary = 'canary-5f2b8c7e9d13-canary';
  const it = exchange({
    url: `https://api.test/?api_key=${canary}1`,
    request: { Authorization: `Bearer ${canary}2`, Cookie: `sid=${canary}3`, 'X-Api-Key': `${canary}4` },
    sent: `password=${canary}5`,
    body: `{"error":"no such key ${canary}4, ${canary}2"}`,
    earlier: [exchange({ body: `{"access_token":"${canary}6"}` })],
  });
  const all = [1, 2, 3, 4, 5, 6].map((i) => `${canary}${i}`).join(' and ');
  const places: Evidence['at'][] = [
    { in: 'request-line' },
    { in: 'request-header', name: 'Authorization' },
    { in: 'request-header', name: 'Cookie' },
    { in: 'request-header', name: 'X-Api-Key' },
    { in: 'request-body' },
    { in: 'response-body' },
    { in: 'url', part: 'query' },
    { in: 'earlier', entry: 0, what: 'it' },
  ];
  const [first, ...rest] = places.map((at): Evidence => ({ at, shows: text`shows ${all}` }));
  assert.ok(first);
  const fixes = [{ kind: 'advice', title: text`Do not send ${all}`, detail: text`${all}` } as const];
  const made = report(it, cause('unknown', 'likely', text`Holds ${all}.`, [first, ...rest], { fixes }), {
    ...cause('token-expired', 'likely', text`x`),
    weigh: () => ({ kind: 'ruled-out', because: text`It has ${all}.` }),
  });
  assert.doesNotMatch(JSON.stringify(made), /5f2b8c7e9d13/);
});
