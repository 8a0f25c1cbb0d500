import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCare } from '../../src/core/care/index.ts';
import type { Exchange, HeaderField } from '../../src/core/exchange.ts';
import { explain } from '../../src/core/explain.ts';
import { parse } from '../../src/core/http/parse.ts';
import { inspectToken } from '../../src/core/jwt/inspect.ts';
import { isAbout, type Verification } from '../../src/core/jwt/verification.ts';
import { learn } from '../../src/core/prove/learn.ts';
import { Secret } from '../../src/core/secret.ts';
import { plain, words } from '../../src/core/text.ts';
import type { HistoryEntry } from '../../src/vscode/history.ts';
import { valueInClear } from '../../src/vscode/sidebar/secrets.ts';
import { type SidebarInput, sidebarState } from '../../src/vscode/sidebar/state.ts';

const now = Date.UTC(2026, 10, 22, 22, 4, 11);
const seconds = now / 1000;
const token = jwt({ iss: 'https://issuer.example', sub: 'vic', iat: seconds - 14_400, exp: seconds - 10_800 });
const file = parse(`### Me
# @name me
GET https://api.example/me
Authorization: Bearer {{token}}

###
GET https://api.example/keys?api_key=abcd1234efgh5678ijkl
`);

test('nothing open: the empty panel', () => {
  assert.deepEqual(sidebarState(input({ document: undefined })), { restricted: false, environments: [], users: [] });
});

test('the requests of the file, with what came of them', () => {
  const rows = sidebarState(input({ outcomeOf: (id) => (id === 'me' ? refused() : undefined) })).file?.requests;
  assert.equal(rows?.length, 2);
  assert.deepEqual([rows?.[0]?.name, rows?.[0]?.status], ['me', 401]);
  assert.match(rows?.[0]?.verdict ?? '', /^401 · /);
  assert.equal(rows?.[1]?.status, undefined);
});

test('a refusal: verdict, token and exchange', () => {
  const { result } = sidebarState(input({ shown: refused() }));
  assert.equal(result?.id, 'me');
  assert.equal(result?.status, 401);
  assert.match(plain(result?.headline ?? { parts: [] }), /^The token expired/);
  assert.equal(result?.findings[0]?.id, 'token-expired');
  assert.deepEqual(
    [result?.tokens[0]?.timeline?.expires?.label, result?.tokens[0]?.timeline?.expires?.relative],
    ['Expired', '3 hours ago'],
  );
  assert.equal(result?.exchange?.statusLine, 'HTTP/1.1 401 Unauthorized');
  assert.deepEqual(
    result?.exchange?.hops.map((it) => it.status),
    [401],
  );
});

test('what was verified of a token stands below it, once, and its care with the steps', () => {
  const secret = new Secret(token);
  const verification: Verification = {
    token: secret,
    by: { by: 'issuer', issuer: 'https://issuer.example' },
    checks: [
      { check: 'signature', outcome: 'wrong', says: "The signature fits none of the issuer's keys." },
      { check: 'exp', outcome: 'wrong', says: 'It expired.' },
    ],
    keys: { names: [], count: 1, fetchedAt: now },
    asked: [],
    at: now,
  };
  const shown = (more: Partial<SidebarInput>) => sidebarState(input({ shown: refused(), ...more })).result?.tokens[0];
  assert.deepEqual([shown({})?.verifiable, shown({})?.verified, shown({})?.care], [true, undefined, []]);
  const it = shown({
    verificationOf: (of) => (isAbout(verification, of) ? verification : undefined),
    careOf: readCare,
  });
  assert.equal(it?.verified?.about, 'Checked with the keys of https://issuer.example, read at 2026-11-22 22:04:11 UTC');
  assert.deepEqual(it?.verified?.checks[0], {
    outcome: 'wrong',
    says: "The signature fits none of the issuer's keys.",
  });
  assert.equal(it?.checks.filter(({ says }) => /expired/i.test(says)).length, 0, 'the expiry is said once');
  const care = shown({
    shown: refused(jwt({ exp: seconds + 90 * 86_400, iat: seconds, scope: 'a', password: 'hunter2-hunter2' })),
    careOf: readCare,
  })?.care;
  assert.ok(0 < (care?.length ?? 0));
  assert.doesNotMatch(JSON.stringify(care), /hunter2/);
  const refresh = shown({
    shown: refused(jwt({ typ: 'Refresh', exp: seconds + 3600 }, 'JWT')),
    careOf: readCare,
    keptIn: () => 'me.http',
  })?.care[0];
  assert.match(plain(refresh?.says ?? { parts: [] }), /^Git tracks `me\.http`, and a refresh token/);
  assert.equal(refresh?.rotate.length, 4);
});

test('a list of refusals stands instead of file and result; one of it leads back', () => {
  const recording = {
    name: 'shop.har',
    read: {
      saw: 'HAR, 2 entries',
      problems: [],
      count: 2,
      refusals: [0, 1].map((entry) => ({
        entry,
        status: 401,
        method: 'GET',
        path: '/',
        cause: 'token-expired' as const,
        title: 'x',
      })),
    },
    reading: { exchangeOf: () => assert.fail('nothing is asked for'), end: () => undefined },
  };
  const closed = { current: recording, isListOpen: false, filter: {}, chosen: 1 };
  const list = sidebarState(
    input({ shown: refused(), recordings: { ...closed, isListOpen: true, isShown: () => false } }),
  );
  assert.equal(list.refusals?.count, 2);
  assert.deepEqual([list.file, list.result, list.token], [undefined, undefined, undefined]);
  const one = sidebarState(input({ shown: refused(), recordings: { ...closed, isShown: () => true } }));
  assert.equal(one.read?.back, 2);
  assert.equal(one.result?.status, 401);
  assert.equal(one.file, undefined);
  const other = sidebarState(input({ shown: refused(), recordings: { ...closed, isShown: () => false } }));
  assert.equal(other.read, undefined);
  assert.equal(other.file?.count, 2);
});

test('no secret leaves: not in headers, bodies, URLs, rows or tokens', () => {
  const decoded = { from: 'selection', secret: new Secret(token), token: inspectToken(token), at: now + 1 };
  const sent = JSON.stringify(sidebarState(input({ shown: refused(), decoded })));
  const password = 'correct-horse-battery-staple';
  for (const secret of [token, 'abcd1234efgh5678ijkl', 'sess-0123456789abcdef', password])
    assert.ok(!sent.includes(secret), secret);
});

test('a click brings one value in clear', () => {
  const shown = refused();
  assert.equal(valueInClear({ of: 'token', index: 0 }, shown, undefined), token);
  assert.equal(valueInClear({ of: 'header', side: 'request', index: 0 }, shown, undefined), `Bearer ${token}`);
  assert.match(
    valueInClear({ of: 'body', side: 'response' }, shown, undefined) ?? '',
    /"session_token": "sess-0123456789abcdef"/,
  );
  assert.equal(valueInClear({ of: 'header', side: 'request', index: 99 }, shown, undefined), undefined);
  assert.equal(valueInClear({ of: 'decoded' }, shown, undefined), undefined);
});

test('a result of another file has no row here', () => {
  const shown: HistoryEntry = { ...refused(), ref: { uri: 'file:///other.http', id: 'me' } };
  assert.equal(sidebarState(input({ shown })).result?.id, undefined);
});

test('a decoded token is shown until something newer comes', () => {
  const decoded = { from: 'clipboard', secret: new Secret(token), token: inspectToken(token), at: now - 1000 };
  assert.equal(sidebarState(input({ decoded })).token?.at, 'From the clipboard');
  assert.equal(sidebarState(input({ decoded, shown: refused() })).token, undefined);
});

test('what was not sent, not answered or given up says so', () => {
  const notices = [
    { kind: 'unsendable', problems: [{ message: 'The variable x has no value.' }] },
    { kind: 'failed', code: 'refused', message: 'Nothing listens there.', earlier: [] },
    { kind: 'cancelled' },
  ] as const;
  for (const outcome of notices) {
    const { result } = sidebarState(input({ shown: { label: 'GET {{x}}', at: now, outcome } }));
    assert.equal(result?.notice?.kind, outcome.kind);
    assert.equal(result?.status, undefined);
    assert.notEqual(result?.notice?.lines.length, 0);
  }
});

test('what marks code by backquotes is shown as code', () => {
  const lines = (message: string) => {
    const outcome = { kind: 'unsendable', problems: [{ message }] } as const;
    return sidebarState(input({ shown: { label: 'GET {{x}}', at: now, outcome } })).result?.notice?.lines[0]?.parts;
  };
  assert.deepEqual(lines('`Client ID` is missing.'), [{ ours: '' }, { theirs: 'Client ID' }, { ours: ' is missing.' }]);
  assert.deepEqual(lines('One ` only.'), [{ ours: 'One ` only.' }]);
});

test('what a click does and what can be done by hand are not both said', () => {
  const scope = refused(token, 'Bearer error="insufficient_scope", scope="orders:write"');
  const shown = (clickable: boolean) =>
    sidebarState(input({ shown: scope, available: (_, fix) => fix.kind === 'advice' || clickable }))
      .result?.findings.find((it) => it.id === 'scope-missing')
      ?.fixes.filter((it) => !it.saidElsewhere)
      .map((it) => `${it.kind}: ${plain(it.title)}`);
  assert.deepEqual(shown(true), ['action: Sign in again and ask for `orders:write`']);
  assert.deepEqual(shown(false), ['advice: Request a token with `orders:write`']);
});

test('Restricted Mode signs nobody in', () => {
  const scope = refused(token, 'Bearer error="insufficient_scope", scope="orders:write"');
  const { result } = sidebarState(input({ trusted: false, shown: scope }));
  const action = result?.findings.flatMap((it) => it.fixes).find((it) => /^Sign in/.test(plain(it.title)));
  assert.match(action?.unavailable ?? '', /Restricted Mode/);
});

test('a request that waits for a token has no status of its own, and says where the sign-in is written', () => {
  const waits: HistoryEntry = { ...refused(), failedFirst: 'token of ada' };
  const signInAt = ({ failedFirst }: HistoryEntry) => failedFirst && 'http-client.env.json, line 9';
  assert.equal(sidebarState(input({ shown: waits, signInAt })).result?.signInAt, 'http-client.env.json, line 9');
  assert.equal(sidebarState(input({ shown: refused(), signInAt })).result?.signInAt, undefined);
  const rows = sidebarState(input({ outcomeOf: (id) => (id === 'me' ? waits : undefined) })).file?.requests;
  assert.equal(rows?.[0]?.status, undefined);
  assert.match(rows?.[0]?.verdict ?? '', /^not sent · token of ada: [A-Z]/);
});

test('Restricted Mode offers no fix that sends, and a pasted exchange only advice', () => {
  const restricted = sidebarState(input({ trusted: false, shown: refused() }));
  assert.equal(restricted.restricted, true);
  const sends = restricted.result?.findings[0]?.fixes.find((it) => it.kind === 'action');
  assert.match(sends?.unavailable ?? '', /Restricted Mode/);
  const { ref: _, ...pasted } = refused();
  const fixes =
    sidebarState(input({ shown: pasted, available: (entry) => entry.ref !== undefined })).result?.findings[0]?.fixes ??
    [];
  assert.notEqual(fixes.length, 0);
  for (const it of fixes) assert.deepEqual([it.kind, it.unavailable], ['advice', undefined]);
});

test("notes for the API's owner go along, and whether a better refusal can be copied", () => {
  const entry = refused();
  const { result } = sidebarState(input({ shown: entry }));
  assert.equal(result?.better, true);
  assert.deepEqual(result?.notes.length, entry.report?.notes.length);
  const unknown = entry.report && { ...entry.report, findings: [], notes: [] };
  assert.ok(unknown);
  assert.equal(sidebarState(input({ shown: { ...entry, report: unknown } })).result?.better, false);
});

test('code that renews is offered where it would have spared the refusal', () => {
  assert.equal(sidebarState(input({ shown: refused() })).result?.renewable, true);
  const report = refused().report;
  assert.ok(report);
  const other = { ...report, findings: report.findings.filter((it) => it.id !== 'token-expired') };
  assert.equal(sidebarState(input({ shown: { ...refused(), report: other } })).result?.renewable, false);
});

test('what is no JWT is said to be none', () => {
  const raw = 'not a token';
  const decoded = { from: 'clipboard', secret: new Secret(raw), token: inspectToken(raw), at: now };
  const { token: shown } = sidebarState(input({ decoded }));
  assert.match(shown?.checks[0]?.says ?? '', /no JWT/);
});

test('a token that no request of the file gets is advised on, and offers no button', () => {
  const renewal = (renewable: boolean) =>
    sidebarState(input({ shown: refused(), available: () => renewable })).result?.findings[0]?.fixes[0];
  assert.equal(renewal(true)?.kind, 'action');
  assert.equal(renewal(false)?.kind, 'advice');
});

test('what the sender knows to be secret is masked wherever it stands', () => {
  const entry = refused();
  assert.ok(entry.exchange && entry.outcome.kind === 'answered');
  const hidden = 'plain-looking-word-of-nobody';
  const headers = [...entry.exchange.request.headers, { name: 'X-Note', value: hidden }];
  const exchange = { ...entry.exchange, request: { ...entry.exchange.request, headers } };
  const known = { ...entry, exchange, outcome: { ...entry.outcome, exchange, secrets: [new Secret(hidden)] } };
  assert.doesNotMatch(JSON.stringify(sidebarState(input({ shown: known }))), /looking-word/);
});

test('what is not proven can be, where it was sent here and the window is trusted; then there is a table', () => {
  const entry = refused('opaque-0123456789abcdef');
  assert.ok(entry.exchange && entry.outcome.kind === 'answered');
  const sent = { resolved: entry.exchange.request, directives: { refs: [] }, keys: new Map() };
  const { body: _, ...resolved } = sent.resolved;
  const known = { ...entry, outcome: { ...entry.outcome, sent: { ...sent, resolved } } };
  const shown = (it: HistoryEntry, trusted = true) => sidebarState(input({ shown: it, trusted })).result;
  assert.notEqual(known.report?.findings[0]?.certainty, 'proven');
  assert.deepEqual(shown(known)?.prove, {});
  assert.match(shown(known, false)?.prove?.unavailable ?? '', /Restricted Mode/);
  assert.equal(shown(entry)?.prove, undefined, 'what was pasted');
  const repeat = {
    change: { change: 'nothing' },
    title: words('Send it as it was'),
    tells: words('So.'),
    about: [],
  } as const;
  const proof = learn(entry.exchange, [{ experiment: repeat, exchange: entry.exchange }]);
  const after = { ...known, proof, report: explain(entry.exchange, now, { proof }) };
  const result = shown(after);
  assert.equal(result?.prove, undefined, 'once is enough');
  assert.deepEqual(
    result?.proof?.rows.map((it) => [it.status, it.differs]),
    [[401, false]],
  );
  assert.notEqual(result?.key, shown(known)?.key, 'so that it is told anew');
});

test('an answer over an unverified connection says so', () => {
  const entry = refused();
  assert.ok(entry.exchange && entry.outcome.kind === 'answered');
  const response = { ...entry.exchange.response, status: 200 };
  const exchange = { ...entry.exchange, response, unverified: 'It is self-signed.' };
  const { report: _, ...accepted } = { ...entry, exchange, outcome: { ...entry.outcome, exchange } };
  assert.match(JSON.stringify(sidebarState(input({ shown: accepted })).result?.remarks), /self-signed/);
});

function input(changes: Partial<SidebarInput>): SidebarInput {
  return {
    trusted: true,
    environments: undefined,
    choice: {},
    document: { uri: 'file:///me.http', name: 'me.http', file },
    outcomeOf: () => undefined,
    sending: undefined,
    shown: undefined,
    decoded: undefined,
    recordings: { current: undefined, isListOpen: false, filter: {}, chosen: undefined, isShown: () => false },
    available: () => true,
    ...changes,
  };
}

function refused(sent = token, challenge = 'Bearer error="invalid_token"'): HistoryEntry {
  const exchange: Exchange = {
    request: {
      method: 'POST',
      url: 'https://api.example/me?api_key=abcd1234efgh5678ijkl',
      httpVersion: 'HTTP/1.1',
      headers: fields({ Authorization: `Bearer ${sent}`, Cookie: 'sid=sess-0123456789abcdef' }),
      body: {
        text: 'username=vic&password=correct-horse-battery-staple',
        size: 50,
        mimeType: 'application/x-www-form-urlencoded',
      },
    },
    response: {
      status: 401,
      statusText: 'Unauthorized',
      httpVersion: 'HTTP/1.1',
      headers: fields({ 'WWW-Authenticate': challenge, Date: 'Sun, 22 Nov 2026 22:04:11 GMT' }),
      body: {
        text: '{"error":"invalid_token","session_token":"sess-0123456789abcdef"}',
        size: 65,
        mimeType: 'application/json',
      },
    },
    sentAt: now,
    earlier: [],
    dropped: [],
    source: 'sent',
  };
  return {
    ref: { uri: 'file:///me.http', id: 'me' },
    label: 'GET https://api.example/me',
    at: now,
    outcome: { kind: 'answered', exchange, ranFirst: [], used: [] },
    exchange,
    report: explain(exchange, now),
  };
}

function fields(values: Record<string, string>): HeaderField[] {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}

function jwt(claims: object, typ = 'at+jwt'): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256', typ })}.${part(claims)}.${Buffer.alloc(32, 'x').toString('base64url')}`;
}
