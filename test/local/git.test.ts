import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { readGitState } from '../../src/local/git.ts';

const noGit = !hasGit() && 'there is no git on this computer';

function hasGit(): boolean {
  try {
    execFileSync('git', ['--version']);
    return true;
  } catch {
    return false;
  }
}

suite('what git says of a file', { skip: noGit }, () => {
  let folder = '';
  const path = (name: string) => join(folder, name);
  before(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'why401-git-')));
    execFileSync('git', ['init', '-q'], { cwd: folder });
    await mkdir(path('api'));
    await writeFile(path('.gitignore'), 'http-client.private.env.json\n');
    await writeFile(path('api/a.http'), 'GET https://a.test/\n');
    await writeFile(path('api/[b].http'), 'GET https://a.test/\n');
    await writeFile(path('new.http'), 'GET https://a.test/\n');
    execFileSync('git', ['add', 'api/a.http', '.gitignore'], { cwd: folder });
  });
  after(() => rm(folder, { recursive: true }));

  test('tracked, ignored, neither', async () => {
    assert.deepEqual(await readGitState(path('api/a.http')), { tracked: true, ignored: false, root: folder });
    assert.deepEqual(await readGitState(path('new.http')), { tracked: false, ignored: false, root: folder });
    assert.deepEqual(await readGitState(path('api/[b].http')), { tracked: false, ignored: false, root: folder });
    const secret = await readGitState(path('api/http-client.private.env.json'));
    assert.deepEqual(secret, { tracked: false, ignored: true, root: folder }, 'a file that is not there');
  });

  test('no program that the repository names is run', async () => {
    const mark = path('was-run');
    execFileSync('git', ['config', 'core.fsmonitor', `touch ${mark} #`], { cwd: folder });
    assert.equal((await readGitState(path('api/a.http')))?.tracked, true);
    await assert.rejects(realpath(mark));
  });

  test('an outer git does not answer for this one', async () => {
    process.env.GIT_DIR = join(folder, 'elsewhere');
    try {
      assert.equal((await readGitState(path('api/a.http')))?.tracked, true);
    } finally {
      delete process.env.GIT_DIR;
    }
  });

  test('outside a repository, and without git, nothing is known', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'why401-no-git-'));
    assert.equal(await readGitState(join(outside, 'a.http')), undefined);
    const { PATH } = process.env;
    process.env.PATH = outside;
    try {
      assert.equal(await readGitState(path('api/a.http')), undefined);
    } finally {
      process.env.PATH = PATH;
      await rm(outside, { recursive: true });
    }
  });
});
