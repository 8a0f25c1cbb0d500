import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldValue } from '../../../src/core/exchange.ts';
import { signIn } from '../../../src/send/oauth/index.ts';
import { confidential, hostOf, obtained, options, provider, signInWith } from './signIns.ts';

test('client credentials by Basic: id and secret are encoded as the standard says, and no more', async (t) => {
  const { issuer } = await provider(t);
  const it = signInWith({
    endpoints: { token: `${issuer}/token` },
    grant: 'client_credentials',
    client: confidential,
    scopes: ['read'],
  });
  const got = obtained(await signIn(it, {}, hostOf().host, options()));
  assert.deepEqual(got.tokens.scopes, ['read']);
  assert.equal(got.calls.length, 1, 'a configured endpoint needs no metadata');
  const sent = fieldValue(got.calls[0]?.request.headers ?? [], 'Authorization') ?? '';
  assert.equal(atob(sent.slice(6)), 'app-1.local:a-secret.of%2Fthe%2Btests+~2f8c61d07a');
  assert.equal(fieldValue(got.calls[0]?.request.headers ?? [], 'User-Agent'), 'why401');
});
