// The Test Explorer, as a person uses it: the playground's access rules are tests, one of them is broken, and the test
// says what opened.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launchBrowser } from '../browser.mjs';
import { install } from '../install.mjs';
import { startEditor } from '../server.mjs';
import { openWindow, picture, runCommand, words } from '../window.mjs';
import { exampleWorkspace } from '../workspace.mjs';

const editor = install();

for (const [theme, name] of [
  ['Dark 2026', 'dark'],
  ['Light 2026', 'light'],
]) {
  describe(`the Test Explorer, ${name}`, () => {
    let example;
    let server;
    let browser;
    let page;
    const row = (label) => page.locator('.test-explorer .monaco-list-row', { hasText: label }).first();

    before(async () => {
      example = await exampleWorkspace();
      const settings = { 'workbench.colorTheme': theme, 'editor.minimap.enabled': false };
      server = await startEditor({ editor, workspace: example.folder, settings });
      browser = await launchBrowser(editor);
      page = await openWindow(browser, server, 'access.http', { width: 1360, height: 1000 });
    });

    after(async () => {
      await browser?.close();
      await server?.stop();
      await example?.stop();
    });

    /** Breaks or mends a rule of the playground. */
    async function setHole(hole, open) {
      const response = await fetch(`${example.origin}/playground/rules`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ hole, open }),
      });
      assert.equal(response.status, 200, await response.text());
    }

    test('requests are tests, with their users below them', async () => {
      await runCommand(page, 'Testing: Focus on Test Explorer View');
      await row('access.http').waitFor();
      const label = 'The audit log is for admin and auditor';
      if ((await row(label).count()) === 0) await row('access.http').click();
      await row(label).waitFor();
      await row(label).click();
      await page.keyboard.press('ArrowRight');
      await row('viewer').waitFor();
    });

    test('all pass but the user whose token ended, who is no proof', async () => {
      await chooseEnvironment();
      await runCommand(page, 'Test: Run All Tests');
      await page.locator('.test-explorer .result-summary, .test-explorer .runs-summary').first().waitFor();
    });

    async function chooseEnvironment() {
      await runCommand(page, 'Why401: Select Environment');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'playground' }).first().click();
    }

    test('a rule that is broken fails, and says who is let in', async () => {
      await setHole('wrong-role', true);
      await runCommand(page, 'Test: Run All Tests');
      await page.waitForTimeout(6000);
      await picture(page, `test-explorer-${name}`);
      assert.match(await words(page.locator('.monaco-workbench')), /OPEN/);
    });
  });
}
