import assert from 'node:assert/strict';
import { test } from 'node:test';
import { causeIds } from '../../src/core/causeIds.ts';
import { causes } from '../../src/core/causes/index.ts';
import { explainRefusals } from '../../src/core/explainAll.ts';
import { toJson } from '../../src/core/print/json.ts';
import { toMarkdown } from '../../src/core/print/markdown.ts';
import { toTerminal } from '../../src/core/print/terminal.ts';
import { plain } from '../../src/core/text.ts';
import { exchange, jwt, now } from '../check.ts';
import { explainBy, own } from './ownRules.ts';

const coded = (body: string, status = 403) =>
  `GET https://api.test/orders/7\nAuthorization: Bearer abcdefghijklmnop\n\n${status}\nContent-Type: application/json\n\n${body}`;
const closed = coded('{"code":"ORD-4012","message":"The token expired"}');
const policy = { cause: 'policy-denied', code: ['ORD-4012'], shows: 'The order is closed', fix: 'Ask #team-orders' };

test('without rules the general words count', () => {
  assert.equal(explainBy([], closed).findings[0]?.id, 'token-expired');
});

test('a rule goes before general words, in its own words, and the evidence says whose rule it is', () => {
  const [first, ...rest] = explainBy(own([policy]), closed).findings;
  assert.equal(first?.id, 'policy-denied');
  assert.equal(first.certainty, 'stated');
  assert.equal(plain(first.summary), 'The order is closed.');
  assert.equal(
    plain(first.evidence[0]?.shows ?? { parts: [] }),
    'Orders API says `ORD-4012`; `signs/orders-api.json` says: The order is closed',
  );
  assert.equal(plain(first.fixes[0]?.title ?? { parts: [] }), 'Ask #team-orders');
  assert.deepEqual(
    rest.map((it) => it.id),
    [],
  );
});

test('a rule goes before the rule of a server that Why401 knows', () => {
  const wire =
    'GET https://api.stripe.com/v1/charges\nAuthorization: Bearer sk_test_abcdefghijklmnop\n\n401\n\n{"error":{"message":"Invalid API Key provided: sk_test_****mnop","type":"invalid_request_error"}}';
  assert.equal(explainBy([], wire).findings[0]?.id, 'api-key-invalid');
  const stripe = own([{ cause: 'account-blocked', says: 'Invalid API Key', shows: 'The sandbox is paused' }], {
    recognize: { host: 'stripe\\.com$' },
  });
  assert.equal(explainBy(stripe, wire).findings[0]?.id, 'account-blocked');
});

test('the first rule that holds is the answer', () => {
  const rules = own([{ cause: 'not-owner', code: ['ORD-1'] }, policy, { cause: 'role-missing', status: [403] }]);
  assert.equal(explainBy(rules, closed).findings[0]?.id, 'policy-denied');
});

test('every cause that a rule may name is found by it', () => {
  const bare = coded('{"code":"ORD-4012"}');
  for (const cause of causeIds.filter((it) => it !== 'unknown')) {
    const [first] = explainBy(own([{ cause, code: ['ORD-4012'] }]), bare).findings;
    assert.equal(first?.id, cause);
    assert.ok(first.certainty === 'stated' || first.certainty === 'proven', `${cause}: ${first.certainty}`);
    assert.ok(first.fixes.length !== 0, cause);
  }
});

test('what arithmetic proves stays above a rule', () => {
  const wire = `GET https://api.test/orders/7\nAuthorization: Bearer ${jwt({ exp: -600 })}\n\n401\nWWW-Authenticate: Bearer error="invalid_token"\n\n{"code":"ORD-4012"}`;
  const [first] = explainBy(own([policy]), wire).findings;
  assert.equal(`${first?.id} ${first?.certainty}`, 'token-expired proven');
});

test('a likely rule hints and does not decide', () => {
  const rules = own([{ ...policy, certainty: 'likely' }]);
  assert.equal(explainBy(rules, closed).findings[0]?.id, 'token-expired');
  assert.equal(explainBy(rules, coded('{"code":"ORD-4012"}')).findings[0]?.certainty, 'likely');
});

test('a rule counts for its own host alone', () => {
  const elsewhere = closed.replace('api.test', 'api.test.example');
  assert.notEqual(explainBy(own([policy]), elsewhere).findings[0]?.id, 'policy-denied');
});

test('host, status, header and body are matched; one that does not hold is enough', () => {
  const wire = coded('{"state":{"orderState":"locked"}}').replace('403\n', '403\nX-Order-Reason: tenant 12\n');
  const holds = { cause: 'not-owner', status: [403], header: { name: 'x-order-reason', matches: '^TENANT' } };
  const full = { ...holds, body: '"orderState"\\s*:\\s*"locked"', method: '^GET$', path: '^/orders/\\d+$' };
  assert.equal(explainBy(own([full]), wire).findings[0]?.id, 'not-owner');
  for (const wrong of [
    { status: [401] },
    { body: 'unlocked' },
    { method: '^POST$' },
    { path: '^/orders$' },
    { noHeader: 'X-Order-Reason' },
  ])
    assert.notEqual(explainBy(own([{ ...full, ...wrong }]), wire).findings[0]?.id, 'not-owner', JSON.stringify(wrong));
});

test('a pattern of one’s own holds as it is written, whatever the words around it', () => {
  const wire = coded('{"message":"Transfers are not blocked, the ledger is"}');
  const [first] = explainBy(own([{ cause: 'service-not-enabled', says: 'not blocked' }]), wire).findings;
  assert.equal(first?.id, 'service-not-enabled');
});

test('a body is matched in its first 128 KB', () => {
  const rules = own([{ cause: 'not-owner', body: 'needle' }]);
  const text = (before: number) => coded(`${' '.repeat(1)}${'x'.repeat(before)}needle`);
  assert.equal(explainBy(rules, text(131_000)).findings[0]?.id, 'not-owner');
  assert.notEqual(explainBy(rules, text(131_072)).findings[0]?.id, 'not-owner');
});

test('an answer of a status that refuses nothing is explained where a rule names it, and holds', () => {
  const explained = (body: string, status: number) =>
    explainRefusals([exchange(coded(body, status))], now * 1000, { own: own([{ ...policy, status: [200, 451] }]) }).map(
      (it) => it.report.findings[0]?.id,
    );
  assert.deepEqual(explained('{"code":"ORD-4012"}', 451), ['policy-denied']);
  assert.deepEqual(explained('{"code":"ORD-4012"}', 200), ['policy-denied']);
  assert.deepEqual(explained('{"code":"fine"}', 200), []);
  assert.deepEqual(explained('{"code":"ORD-4012"}', 299), []);
});

test('a rule without words says which cause it means', () => {
  const [first] = explainBy(own([{ cause: 'not-owner', code: ['ORD-4012'] }]), closed).findings;
  assert.match(
    plain(first?.evidence[0]?.shows ?? { parts: [] }),
    /`signs\/orders-api.json` says: this is `not-owner`$/,
  );
  const title = causes.find((it) => it.id === 'tls-required')?.title;
  const [other] = explainBy(own([{ cause: 'tls-required', code: ['ORD-4012'] }]), closed).findings;
  assert.equal(other?.title, title);
});

test('hostile patterns answer, and what takes too long is not tried and said so', () => {
  const wire = coded('').replace(/\n*$/, `\n\n${'a'.repeat(100_000)}!`);
  const quick = explainBy(own([{ cause: 'not-owner', body: '(a+)+$' }]), wire);
  assert.notEqual(quick.findings[0]?.id, 'not-owner');
  assert.deepEqual(quick.remarks, []);
  const ab = coded('').replace(/\n*$/, `\n\n${'abbab'.repeat(20_000)}`);
  const many = Array.from({ length: 300 }, (_, i) => ({
    cause: 'not-owner',
    body: `[ab]*a[ab]{200}[c-e]{1,${(i % 50) + 1}}`,
  }));
  const slow = explainBy(own(many), ab);
  assert.match(slow.remarks.map(plain).join(), /Not all of your rules were tried/);
});

test('words of a rule are words: no Markdown, link, or terminal escape in them comes alive', () => {
  const words = 'See [x](command:a) <b>`z`</b> ![i](https://a.test/i.png) @all https://a.test \u001b[31mred\u202e';
  const report = explainBy(own([{ ...policy, shows: words, fix: words }], { name: words.slice(0, 60) }), closed);
  const markdown = toMarkdown(report);
  for (const live of [
    /(?<!\\)\]\(command/,
    /(?<!\\)<b/,
    /(?<!\\)!\[|(?<!\\)\[i/,
    /https:\/\/a\.test/,
    /(?<!\\)@all/,
    /(?<!\\)`z/,
  ])
    assert.doesNotMatch(markdown, live);
  const terminal = toTerminal(report, { color: false, width: 100 });
  for (const live of ['\u001b', '\u202e']) assert.ok(!terminal.includes(live) && !markdown.includes(live));
});

test('secrets stay masked in what a rule quotes', () => {
  const canary = 'canary5f2b8c7e9d13a4f6canary';
  const wire = `GET https://api.test/orders/7?api_key=${canary}\nAuthorization: Bearer ${canary}\nCookie: sid=${canary}\n\n403\nX-Echo: ${canary}\nSet-Cookie: sid=${canary}9; Path=/\n\nno ${canary} today`;
  const rules = [
    { header: { name: 'X-Echo' } },
    { header: { name: 'Set-Cookie', matches: 'sid=' } },
    { says: 'no canary' },
    { body: 'canary' },
    { credential: 'canary' },
  ];
  for (const rule of rules) {
    const report = explainBy(own([{ cause: 'not-owner', shows: `It is ${canary}`, ...rule }]), wire);
    assert.equal(report.findings[0]?.id, 'not-owner', JSON.stringify(rule));
    const all = `${toMarkdown(report)}${toTerminal(report, { color: false, width: 100 })}${JSON.stringify(toJson(report, 'a', 0))}`;
    assert.ok(!all.includes(canary), JSON.stringify(rule));
  }
});
