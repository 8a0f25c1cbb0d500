import assert from 'node:assert/strict';
import { test } from 'node:test';
import { offeredSignIn, tokenReferenceOf } from '../../../src/core/auth/offeredSignIn.ts';
import { readSignIn } from '../../../src/core/auth/readSignIn.ts';

test('what an API describes is a sign-in that can be read', () => {
  const offer = offeredSignIn({
    resource: 'https://api.test:8443/mcp',
    issuer: 'https://id.test',
    scopes: ['read', 'write'],
    clientId: 'app',
  });
  assert.equal(offer.id, 'api.test:8443');
  assert.equal(tokenReferenceOf(offer), 'Bearer {{$auth.token("api.test:8443")}}');
  const read = readSignIn({ ...offer, origin: 'x', file: 'x', line: 1 });
  assert.ok('signIn' in read, JSON.stringify(read));
  const { grant, issuer, client, scopes, resources, pkce } = read.signIn;
  assert.deepEqual(
    { grant, issuer, id: client.id, scopes, resources, pkce: pkce.method },
    {
      grant: 'authorization_code',
      issuer: 'https://id.test',
      id: 'app',
      scopes: ['read', 'write'],
      resources: ['https://api.test:8443/mcp'],
      pkce: 'S256',
    },
  );
});
