import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createFileChecker } from '../../../src/core/check/checkFile.ts';
import { unresolvedFindings } from '../../../src/core/check/unresolved.ts';
import { parse } from '../../../src/core/http/parse.ts';
import type { Scope } from '../../../src/core/variables/scope.ts';
import { jwt } from '../../check.ts';
import { layer, scopeOf } from '../variables/scope.ts';
import { inputOf, line } from './checked.ts';

const late = jwt({ exp: -60 });
const scopeAs = (user: string | undefined): Scope => ({
  ...scopeOf({ layers: [layer('user', user === 'admin' ? { token: late } : {})] }),
  users: ['admin', 'viewer'],
  as: scopeAs,
});
const scope = scopeAs(undefined);

function findings(text: string): string[] {
  const file = parse(text);
  const checked = createFileChecker().check(file, { ...inputOf({}), scope }, []);
  const unresolved = file.requests.flatMap((it) => unresolvedFindings(file, it, scope));
  return [...checked.findings, ...unresolved].map((it) => line(text, it));
}

suite('# @as', () => {
  test('a user that is not known, with the close ones', () => {
    assert.deepEqual(findings('# @as admn\nGET https://api.acme.io/\n'), [
      'error user-unknown proven at "admn": `# @as admn` names a user that is not known here. Close to it: admin.',
    ]);
    assert.deepEqual(findings('# @as nobody\nGET https://api.acme.io/\n'), [
      'error user-unknown proven at "nobody": `# @as nobody` names a user that is not known here. There are: admin, viewer.',
    ]);
  });

  test('a request is checked with the variables of the user that it names', () => {
    const request = 'GET https://api.acme.io/\nAuthorization: Bearer {{token}}\n';
    assert.match(findings(request).join('\n'), /unresolved-variable/);
    assert.match(findings(`# @as admin\n${request}`).join('\n'), /^error token-expired /);
    assert.match(findings(`# @as viewer\n${request}`).join('\n'), /unresolved-variable/);
  });
});
