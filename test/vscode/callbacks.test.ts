import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCallbacks, exactQuery } from '../../src/vscode/sessions/callbacks.ts';

const never = () => new AbortController().signal;

test('several sign-ins at once: each gets the answer with its own state, in whatever order they come', async () => {
  const callbacks = createCallbacks();
  const [ada, bob, eve] = [callbacks.wait(), callbacks.wait(), callbacks.wait()];
  ada.expect('state-a');
  bob.expect('state-b');
  eve.expect('state-c');
  const got = Promise.all([ada.received(never()), bob.received(never())]);
  assert.equal(callbacks.arrived('code=2&state=state-b'), true);
  assert.equal(callbacks.arrived('state=state-a&code=1'), true);
  assert.deepEqual(await got, ['state=state-a&code=1', 'code=2&state=state-b']);
});

test('an answer to nobody goes to nobody, and the same one comes once', async () => {
  const callbacks = createCallbacks();
  assert.equal(callbacks.arrived('code=1&state=x'), false);
  const ada = callbacks.wait();
  ada.expect('mine');
  assert.equal(callbacks.arrived('code=1&state=forged'), false);
  assert.equal(callbacks.arrived('code=1'), false);
  assert.equal(callbacks.arrived('code=1&state=mine'), true);
  assert.equal(callbacks.arrived('code=1&state=mine'), false);
  assert.equal(await ada.received(never()), 'code=1&state=mine');
});

test('one whose state is not known yet takes nothing, whatever a page of the web opens', async () => {
  const callbacks = createCallbacks();
  const ada = callbacks.wait();
  for (const it of ['code=1&state=unknown', 'code=1', 'code=1&state=', 'error=access_denied'])
    assert.equal(callbacks.arrived(it), false, it);
  ada.expect('mine');
  assert.ok(callbacks.arrived('code=2&state=mine'));
  assert.equal(await ada.received(never()), 'code=2&state=mine');
});

test('cancelling ends the waiting, and a closed one takes nothing any more', async () => {
  const callbacks = createCallbacks();
  const ada = callbacks.wait();
  const abort = new AbortController();
  const waiting = ada.received(abort.signal);
  abort.abort();
  await assert.rejects(waiting, /cancelled/);
  ada.close();
  assert.equal(callbacks.arrived('code=1'), false);
  await assert.rejects(callbacks.wait().received(abort.signal), /cancelled/);
});

test('the query is what was sent, whether the editor decoded it or not', () => {
  assert.equal(exactQuery('?code=a+b/c=&state=x'), 'code=a%2Bb%2Fc%3D&state=x');
  assert.equal(exactQuery('code=a%2Bb%2Fc&state=x'), 'code=a%2Bb%2Fc&state=x');
  assert.equal(
    exactQuery('error=access_denied&error_description=not+today'),
    'error=access_denied&error_description=not+today',
  );
  assert.equal(exactQuery('iss=https://issuer.example/a'), 'iss=https%3A%2F%2Fissuer.example%2Fa');
  assert.equal(exactQuery(''), '');
  assert.equal(exactQuery('flag'), 'flag');
  const query = 'code=a%2Bb&state=x';
  assert.equal(exactQuery(exactQuery(query)), query);
});
