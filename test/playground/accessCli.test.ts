import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { DOMParser } from '@xmldom/xmldom';
import { call, jsonLines } from '../cli/call.ts';
import { type ExampleShop, startShop } from './accessWorld.ts';

/** The command line's time in tests. */
const clock = () => Date.UTC(2026, 10, 22, 19, 4, 11);
const requests = 15;
const users = 7;

describe('why401 matrix on the example', () => {
  let shop: ExampleShop;
  before(async () => {
    shop = await startShop({ clock });
  });
  beforeEach(() => shop.playground.holes.set('all', false));
  after(() => shop.stop());

  const matrix = (...more: string[]) => call(['matrix', shop.file, '--env', 'playground', ...more]);

  test('while every rule holds: 0, and 1 only for those who insist on proof', async () => {
    const { code, out, err } = await matrix();
    assert.equal(code, 0, err);
    assert.match(out, /^playground · 15 requests × 7 users/);
    assert.match(out, /^No breach · 85 as wanted · 7 without an expectation · 13 no proof$/m);
    assert.match(out, /No proof\n {2}expired: The token of `expired` ended 3 hours ago/);
    assert.equal(err, '');
    assert.equal((await matrix('--strict')).code, 1);
    assert.equal((await matrix('--strict', '--users', 'admin,editor,viewer,auditor,support,anonymous')).code, 0);
  });

  test('with a rule broken: 1, and text, JSON and JUnit name the same cells', async () => {
    shop.playground.holes.set('trailing-slash', true);
    const opened = ['editor', 'viewer', 'auditor', 'support', 'anonymous', 'expired'];
    const text = await matrix();
    assert.equal(text.code, 1);
    assert.match(text.out, /LET IN, though refused is wanted \(6\)/);
    assert.match(text.out, /GET \/shop\/settings\/ +200 \+ +200 !! +200 !! +200 !! +200 !! +200 !!\n/);
    assert.match(text.out, /^6 breaches · /m);

    const junit = join(dirname(shop.file), 'out.xml');
    const json = await matrix('--json', '--junit', junit);
    assert.equal(json.code, 1);
    const lines = jsonLines(json.out);
    const cells = lines.slice(0, -1);
    assert.equal(cells.length, requests * users);
    assert.deepEqual(
      cells.filter((it) => it.verdict === 'opened').map((it) => [it.name, it.user, it.want, it.status]),
      opened.map((it) => ['A slash at the end changes nothing', it, it === 'anonymous' ? '401' : '403', 200]),
    );
    assert.match(JSON.stringify(lines.at(-1)), /"breaches":6/);

    const suites = new DOMParser().parseFromString(await readFile(junit, 'utf8'), 'text/xml').documentElement;
    assert.equal(suites?.getAttribute('tests'), String(requests * users));
    assert.equal(suites?.getAttribute('failures'), '6');
    const failed = [...(suites?.getElementsByTagName('failure') ?? [])].map(
      (it) => (it.parentNode as Element | null)?.getAttribute('name') ?? '',
    );
    assert.deepEqual(
      failed,
      opened.map((it) => `GET /shop/settings/ (A slash at the end changes nothing) as ${it}`),
    );
  });

  test('beside an earlier run, what opened without an expectation is a breach as well', async () => {
    const earlier = join(dirname(shop.file), 'before.jsonl');
    await writeFile(earlier, (await matrix('--json')).out);
    assert.equal((await matrix('--before', earlier)).code, 0);
    shop.playground.holes.set('other-object', true);
    const { code, out } = await matrix('--json', '--before', earlier);
    assert.equal(code, 1);
    const since = jsonLines(out).filter((it) => it.before === 403 && it.name === 'A cart is for its owner alone');
    assert.deepEqual(
      since.map((it) => `${it.user} ${it.verdict}`),
      ['admin', 'editor', 'auditor', 'support'].map((it) => `${it} open-question`),
    );
    assert.match(JSON.stringify(jsonLines(out).at(-1)), /"breaches":7.*"openedSince":7/);
  });

  test('no token of the example is printed', async () => {
    shop.playground.holes.set('all', true);
    const secrets = Object.values(
      JSON.parse(await readFile(join(dirname(shop.file), 'http-client.private.env.json'), 'utf8')).playground,
    ).map(String);
    assert.ok(10 < secrets.length);
    const junit = join(dirname(shop.file), 'all.xml');
    const text = await matrix('--junit', junit);
    const printed = text.out + text.err + (await matrix('--json')).out + (await readFile(junit, 'utf8'));
    for (const it of secrets) assert.ok(!printed.includes(it.split('.').at(-1) ?? it), it.slice(0, 4));
  });
});
