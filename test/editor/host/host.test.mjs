// The tests inside the extension host: a driver extension runs them against the real API, this file reports them.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../browser.mjs';
import { install } from '../install.mjs';
import { startEditor } from '../server.mjs';
import { exampleWorkspace } from '../workspace.mjs';

const driver = join(dirname(fileURLToPath(import.meta.url)), 'driver');
const editor = install();

for (const [mode, trust] of [
  ['trusted', false],
  ['restricted', true],
]) {
  describe(`in the extension host, ${mode}`, () => {
    let example;
    let browser;
    let server;
    let page;
    let result;
    let outcome;
    let peers;
    let told;
    let asked;

    before(async () => {
      example = await exampleWorkspace();
      // The folder of a run, so that two runs at once don't read each other's result.
      result = `${example.folder}.${mode}.json`;
      server = await startEditor({
        editor,
        workspace: example.folder,
        trust,
        // The question whether to trust would stand before everything else.
        settings: { 'security.workspace.trust.startupPrompt': 'never', 'security.workspace.trust.banner': 'never' },
        extensions: [driver, ...(mode === 'trusted' ? [join(dirname(driver), 'peer')] : [])],
        environment: { WHY401_HOST_CASES: join(driver, `${mode}.cjs`), WHY401_HOST_RESULT: result },
      });
      browser = await launchBrowser(editor);
      const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
      page = await context.newPage();
      await page.goto(server.url());
      if (mode === 'trusted') {
        peers = page.locator('.notification-toast', { hasText: 'REST Client also sends .http files' }).first();
        await peers.waitFor({ timeout: 60_000 });
        told = await peers.textContent();
      }
      const dialog = page.locator('.monaco-dialog-box', { hasText: 'Move the secret out of this file?' });
      const agreed = dialog.waitFor({ timeout: 180_000 }).then(async () => {
        asked = await dialog.innerText();
        await dialog.getByRole('button', { name: 'Move Secret' }).click();
      });
      // In a window where nothing is moved nobody asks.
      agreed.catch(() => undefined);
      for (let waited = 0; !existsSync(result) && waited < 180_000; waited += 250) await sleep(250);
      assert.ok(existsSync(result), 'the driver did not end within three minutes');
      outcome = JSON.parse(readFileSync(result, 'utf8'));
      for (const it of outcome.notes) console.log(it);
    });

    after(async () => {
      await browser?.close();
      await server?.stop();
      await example?.stop();
      if (result) rmSync(result, { force: true });
    });

    test('each case', async (context) => {
      assert.ok(0 < outcome.cases.length, 'no case ran');
      for (const { name, error } of outcome.cases) {
        await context.test(name, () => {
          if (error) assert.fail(error);
        });
      }
    });

    if (mode === 'trusted') {
      test('another client is installed: it is said, and code lenses can be left to it', () => {
        assert.match(told, /Leave Code Lenses to REST Client/);
        assert.match(told, /Keep Both/);
      });
    }

    if (mode === 'trusted') {
      test('before a secret moves, each change is said', () => {
        assert.match(asked ?? 'no question', /github\.http: \{\{token2\}\} takes its place/);
        assert.match(asked, /http-client\.private\.env\.json: token2 in playground/);
        assert.match(asked, /\.gitignore: http-client\.private\.env\.json; a new file/);
        assert.doesNotMatch(asked, /ghp_/);
      });
    }

    if (mode === 'restricted') {
      test('a message says why nothing was sent, with a way to trust', async () => {
        const toast = page.locator('.notification-toast', { hasText: 'Restricted Mode' }).first();
        await toast.waitFor();
        assert.ok(await toast.getByText('Manage Trust').isVisible());
      });
    }
  });
}
