import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clip } from '../../../src/core/guards/code/clip.ts';
import type { Guard, Route } from '../../../src/core/guards/route.ts';
import { maskCode, withoutSecrets } from '../../../src/core/guards/withoutSecrets.ts';
import { toRemark } from '../../../src/core/print/guards.ts';

const stripe = `sk_${'live'}_abcdefghijklmnop1234QWER`;
const key = 'q7Rz4canary8Lm2Xw9Yt';

const guard = (text: string, needs: readonly string[] = []): Guard => ({
  name: 'check',
  kind: 'authentication',
  needs,
  text,
  file: 'app.js',
  line: 1,
});
const route = (...guards: Guard[]): Route => ({
  method: 'GET',
  path: '/a',
  file: 'app.js',
  line: 1,
  framework: 'express',
  guards,
  decides401: 0,
  decides403: -1,
});
const remark = (says: string) => ({
  code: 'lone-role' as const,
  says,
  certainty: 'likely' as const,
  advice: `Look at ${says}.`,
  file: 'app.js',
  line: 1,
});

test('keys that stand in the source are shown by their ends only', () => {
  const said = withoutSecrets({
    routes: [route(guard(`check('${stripe}')`), guard(`check("${key}")`, [stripe, key]))],
    remarks: [remark(`check('${key}')`)],
  });
  const shown = JSON.stringify(said);
  for (const it of [stripe, key]) assert.ok(!shown.includes(it.slice(0, 8)), shown);
  const line = toRemark(remark('It is open.'), `app.post('/x', f); const password = '${key}';`);
  assert.ok(!line.includes(key.slice(0, 8)), line);
});

test('a key is masked before the text is cut', () => {
  const at = 119 - 12;
  assert.ok(!clip(`${'x'.repeat(at)} '${stripe}'`).includes(stripe.slice(0, 9)));
});

test('what holds no key stays as it is, the same object', () => {
  const own = guard("requireRole('editor', 'reports:read', 'ROLE_ADMINISTRATOR_2024', 'canUpdatePostsOfOthers')", [
    'editor',
  ]);
  const routes = [route(own), route(own)];
  const said = withoutSecrets({ routes, remarks: [] });
  assert.equal(said.routes[0], routes[0]);
  const shared = guard(`check('${key}')`);
  const masked = withoutSecrets({ routes: [route(shared), route(shared)], remarks: [] });
  assert.equal(masked.routes[0]?.guards[0], masked.routes[1]?.guards[0]);
  for (const it of ["auth('7f3c1a2e-1111-4222-8333-944455556666')", "can('update,post')"])
    assert.equal(maskCode(it), it);
});
