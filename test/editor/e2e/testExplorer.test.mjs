// The Test Explorer, as a person uses it: the playground's access rules are tests; one of them is broken, and its tests
// say who is let in.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launchBrowser } from '../browser.mjs';
import { install } from '../install.mjs';
import { startEditor } from '../server.mjs';
import { openWindow, picture, runCommand, words } from '../window.mjs';
import { exampleWorkspace } from '../workspace.mjs';

const editor = install();
const customers = 'Customers are for admin and support';

for (const [theme, name] of [
  ['Dark 2026', 'dark'],
  ['Light 2026', 'light'],
]) {
  describe(`the Test Explorer, ${name}`, () => {
    let example;
    let server;
    let browser;
    let page;
    const rows = () => page.locator('.test-explorer .monaco-list-row');
    const row = (label) => rows().filter({ hasText: label }).first();

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

    /** Runs the tests of a request and waits for what its row says then, to a screen reader as well. */
    async function run(label, says) {
      await row(label).hover();
      await row(label)
        .getByRole('button', { name: /^Run Test/ })
        .click();
      await rows()
        .and(page.locator(`[aria-label*="${label}"][aria-label*="${says}"]`))
        .first()
        .waitFor();
    }

    test('requests are tests, and their users are the tests below them', async () => {
      await runCommand(page, 'Testing: Focus on Test Explorer View');
      await row('access.http').waitFor();
      if ((await row(customers).count()) === 0) {
        await row('access.http').click();
        await page.keyboard.press('ArrowRight');
      }
      await row(customers).click();
      await page.keyboard.press('ArrowRight');
      for (const [user, want] of [
        ['admin', '2xx'],
        ['viewer', '403'],
        ['anonymous', '401'],
      ]) {
        assert.match(await words(row(new RegExp(`^${user}`))), new RegExp(want));
      }
    });

    test('what holds passes; a user whose token ended is no proof', async () => {
      await runCommand(page, 'Why401: Select Environment');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'playground' }).first().click();
      await run(customers, 'Errored');
      const states = async (user) => row(new RegExp(`^${user}`)).getAttribute('aria-label');
      assert.match(await states('viewer'), /Passed/);
      assert.match(await states('expired'), /Errored/);
    });

    test('a rule that is broken fails, and the message says who is let in', async () => {
      await setHole('wrong-role', true);
      await run(customers, 'Failed');
      await row(/^viewer/).click();
      await page.keyboard.press('Enter');
      await page.waitForTimeout(3000);
      await picture(page, `test-explorer-${name}`);
      assert.match(await words(page.locator('.monaco-workbench')), /OPEN: .*viewer.* is let in/);
      await setHole('wrong-role', false);
      await run(customers, 'Errored');
    });
  });
}
