import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leadsToOtherComputer } from '../../../src/local/logs/otherComputer.ts';

test('shares of Windows lead to another computer, paths of this one do not', () => {
  for (const path of [
    '\\\\evil\\share\\a.log',
    '//evil/share/a.log',
    '\\/evil/x',
    '\\\\?\\UNC\\evil\\share',
    '\\\\.\\pipe\\x',
  ])
    assert.ok(leadsToOtherComputer(path, 'win32'), path);
  for (const path of ['C:\\logs\\a.log', '\\logs\\a.log', '/logs', 'logs//a.log', '\\\\?\\C:\\logs'])
    assert.ok(!leadsToOtherComputer(path, 'win32'), path);
  assert.ok(!leadsToOtherComputer('//var/log/a.log', 'linux'));
});
