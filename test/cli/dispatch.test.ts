import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { call } from './call.ts';

const names = ['send', 'explain', 'token', 'parse', 'playground'];

suite('why401', () => {
  test('--help lists each command, and each says how it is called', async () => {
    const { code, out } = await call(['--help']);
    assert.equal(code, 0);
    for (const name of names) {
      assert.match(out, new RegExp(`^  ${name} `, 'm'));
      const help = await call([name, '--help']);
      assert.equal(help.code, 0);
      assert.match(help.out, new RegExp(`^Usage: why401 ${name}`));
      assert.match(help.out, /Exit codes: 0 /);
    }
  });

  test('no command and an unknown one are wrong usage', async () => {
    assert.deepEqual((await call([])).code, 2);
    const { code, out, err } = await call(['se\u001b[31mnd']);
    assert.deepEqual([code, out], [2, '']);
    assert.equal(err, 'why401: there is no command se\\x1b[31mnd. why401 --help lists them.\n');
    assert.equal((await call(['toString'])).code, 2);
  });

  test('commands of later versions are named as such', async () => {
    const { code, err } = await call(['import']);
    assert.equal(code, 2);
    assert.match(err, /this version doesn't have import/);
  });

  test('an option that is unknown, lacks its value or has one too many is said', async () => {
    const wrong = async (...args: string[]) => {
      const { code, err } = await call(args);
      assert.equal(code, 2);
      return err;
    };
    assert.match(await wrong('explain', '--frist', 'x'), /There is no option --frist/);
    assert.match(await wrong('send', 'x', '--name'), /--name needs a value/);
    assert.match(await wrong('explain', '--json=yes', 'x'), /--json takes no value/);
    assert.match(await wrong('send', 'x', '--env', 'a', '--env', 'b'), /stands there twice/);
    assert.match(await wrong('explain'), /A FILE is expected/);
    assert.match(await wrong('playground', '--port', 'x'), /1 to 65535/);
  });

  test('--version prints the version of the package', async () => {
    assert.match((await call(['--version'])).out, /^\d+\.\d+\.\d+\n$/);
  });
});
