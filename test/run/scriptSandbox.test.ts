import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Given, limits, type ScriptResult } from '../../src/run/scripts/messages.ts';
import { runScript } from '../../src/run/scripts/runScript.ts';

const given: Given = {
  when: 'after',
  globals: {},
  globalHeaders: {},
  variables: {},
  file: {},
  environment: {},
  processEnv: {},
  request: { method: 'GET', url: { raw: '/', filled: '/' }, headers: [], body: { raw: '', filled: '' } },
  response: {
    status: 200,
    statusText: 'OK',
    headers: [['__proto__', 'x']],
    body: '{"__proto__":{"polluted":1},"a":1}',
    mimeType: 'application/json',
    charset: '',
    ms: 1,
  },
};

function run(code: string, kind: 'script' | 'expression' = 'script'): Promise<ScriptResult> {
  const task = { code, name: 'x.http', line: 0, column: 0, kind, given } as const;
  return runScript(task, new AbortController().signal);
}

const stopped = /^The script was stopped: it ran for more than 1 second\./;
const tooLarge = /^The script was stopped: with the answer it needs more than 32 MB\./;
const tooDeep =
  /^The script was stopped: its functions call each other too deeply\.|nested too deeply|more than 1 second/;

/** Nothing of the host is in reach: what a script finds is the sandbox's own. */
const reaching: readonly (readonly [string, unknown])[] = [
  [
    '["process","require","module","Buffer","fetch","XMLHttpRequest","WebSocket","Worker","setTimeout","WebAssembly","SharedArrayBuffer","Deno","vscode","host","std","os","scriptArgs"].filter((it) => it in globalThis)',
    [],
  ],
  ['Function("return typeof process + typeof require")()', 'undefinedundefined'],
  ['(() => {}).constructor("return this")() === globalThis', true],
  ['client.log.constructor("return typeof process")()', 'undefined'],
  ['client.global.set.constructor.constructor("return typeof process")()', 'undefined'],
  ['(async () => {}).constructor("return typeof process") instanceof Function', true],
  ['eval("typeof process")', 'undefined'],
  ['Object.getPrototypeOf(response) === Object.prototype', true],
  ['({}).polluted', undefined],
  ['response.body.a', 1],
  ['Object.getPrototypeOf(response.headers) === Object.prototype', true],
  [
    '(() => { try { null.x } catch (e) { return Function("return typeof process").call(e.constructor) } })()',
    'undefined',
  ],
  ['(() => { const e = Error(); Error.prepareStackTrace = (_, s) => s; return typeof e.stack })()', 'string'],
];
for (const [code, value] of reaching) {
  test(`out of reach: ${code.slice(0, 90)}`, async () => {
    const ran = await run(code, 'expression');
    assert.equal(ran.failure, undefined);
    assert.deepEqual(ran.value === undefined ? undefined : JSON.parse(ran.value), value === undefined ? null : value);
  });
}

const endless: readonly (readonly [string, RegExp])[] = [
  ['for (;;) {}', stopped],
  ['try { for (;;) {} } catch { for (;;) {} } finally { for (;;) {} }', stopped],
  ['(function f() { Promise.resolve().then(f) })()', stopped],
  ['(async () => { for (;;) await null })()', stopped],
  ['/(a+)+$/.test("a".repeat(60) + "b")', stopped],
  ['[].indexOf.call({ length: 2 ** 53 - 1 }, 1)', stopped],
  ['throw { get message() { for (;;) {} }, toString() { for (;;) {} }, toJSON() { for (;;) {} } }', stopped],
  ['throw new Proxy(new Error(), { get() { for (;;) {} }, getPrototypeOf() { for (;;) {} } })', stopped],
  ['(function f() { f() })()', tooDeep],
  ['JSON.parse("[".repeat(1e6))', tooDeep],
  ['eval("(".repeat(1e5))', tooDeep],
  ['"x".repeat(2 ** 29)', tooLarge],
  ['new Uint8Array(2 ** 30)', tooLarge],
  ['[...Array(1e7)].map(() => ({}))', tooLarge],
  ['client.global.set("x", "y".repeat(2e6))', /A script sets at most 1000 values of 1024 KB together/],
  ['for (let i = 0; ; i++) client.global.set("n" + i, i)', /A script sets at most 1000 values/],
  ['for (let i = 0; ; i++) client.test("n" + i, () => {})', /A script has at most 1000 tests/],
  ['client.global.set("n".repeat(300), 1)', /A name has 1 to 200 characters/],
  ['client.global.set("x", { get y() { for (;;) {} } })', stopped],
  ['let o = {}; o.o = o; client.global.set("x", o)', /circular/],
  ['import("node:fs").then((it) => client.log(it)); for (;;) {}', stopped],
  ['import fs from "node:fs"', /SyntaxError/],
];
for (const [code, message] of endless) {
  test(`contained: ${code.slice(0, 90)}`, async () => {
    const ran = await run(code);
    assert.match(ran.failure?.message ?? JSON.stringify(ran), message);
    const next = await run('client.log("still here")');
    assert.deepEqual(next.logs, ['still here']);
  });
}

const thrown: readonly (readonly [string, string])[] = [
  ['throw null', 'null'],
  ['throw undefined', 'undefined'],
  ['throw Symbol("s")', 'Symbol(s)'],
  ['throw { a: 1 }', '{"a":1}'],
  ['throw () => 1', 'a function'],
  ['throw Object.create(null)', '{}'],
  ['throw new Proxy({}, { get() { throw 1 }, ownKeys() { throw 2 } })', 'a value that cannot be shown'],
  ['throw { toJSON() { throw 1 }, toString() { throw 2 } }', 'a value that cannot be shown'],
  ['throw new (class extends Error { get message() { throw 1 } })()', 'an error that cannot be shown'],
];
for (const [code, message] of thrown) {
  test(`thrown: ${code}`, async () => assert.equal((await run(code)).failure?.message, message));
}

test('a script cannot spoil what the host is told', async () => {
  const ran = await run(`
    Array.prototype.push = Array.prototype.map = Array.prototype.join = () => { throw 1 };
    Object.keys = JSON.stringify = JSON.parse = String = null;
    Object.prototype.toJSON = () => "spoiled";
    Reflect.apply = null;
    client.global.set("a", "1");
    client.test("t", () => { throw new Error("no") });
  `);
  assert.deepEqual(
    ran.changes.map((it) => ('name' in it ? it.name : it.do)),
    [],
  );
  assert.notEqual(ran.failure, undefined);
});

test('runtimes share nothing', async () => {
  await run('globalThis.left = 1; Object.prototype.left = 1; client.global.set("left", 1)');
  assert.equal(
    (await run('typeof left + ({}).left + client.global.get("left")', 'expression')).value,
    '"undefinedundefinednull"',
  );
});

test('client.exit ends the script, also where it is caught', async () => {
  const ran = await run('client.log("a"); try { client.exit() } catch { client.log("b"); for (;;) {} }');
  assert.deepEqual(ran, { changes: [], tests: [], logs: ['a'] });
});

test('logs are bounded', async () => {
  const many = await run('for (let i = 0; i < 5000; i++) client.log(i)');
  assert.equal(many.logs.length, limits.count + 1);
  assert.equal(many.logs.at(-1), '… more was logged than is kept.');
  const long = await run('client.log("x".repeat(1e6)); client.log("y")');
  assert.deepEqual(long.logs, ['… more was logged than is kept.']);
});

test('cancelling ends a script', async () => {
  const abort = new AbortController();
  const running = runScript(
    { code: 'for (;;) {}', name: 'x', line: 0, column: 0, kind: 'script', given },
    abort.signal,
  );
  setTimeout(() => abort.abort(), 100);
  assert.equal((await running).failure?.message, 'It was cancelled.');
});

test('hashes and encodings are those of Node', async () => {
  const { createHash, createHmac } = await import('node:crypto');
  const code = `[
    crypto.md5().updateWithText("a").updateWithHex("62").digest().toHex(),
    crypto.sha512().updateWithText("ä").digest().toBase64(true),
    crypto.hmac.sha1().withBase64Secret("a2V5").updateWithText("a").digest().toBase64(),
    btoa("hi"), atob("aGk="),
  ]`;
  assert.deepEqual(JSON.parse((await run(code, 'expression')).value ?? ''), [
    createHash('md5').update('ab').digest('hex'),
    createHash('sha512').update('ä').digest('base64url'),
    createHmac('sha1', 'key').update('a').digest('base64'),
    'aGk=',
    'hi',
  ]);
  assert.match(
    (await run('crypto.sha256().updateWithText("a", "nope").digest().toHex()')).failure?.message ?? '',
    /encoding "nope" is not known/,
  );
});
