// The Test Explorer, as a person uses it: the playground's access rules are tests; one of them is broken, and its tests
// say who is let in.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launchBrowser } from '../browser.mjs';
import { install } from '../install.mjs';
import { startEditor } from '../server.mjs';
import { openWindow, picture, runCommand } from '../window.mjs';
import { exampleWorkspace } from '../workspace.mjs';

const editor = install();
const unsafe = '### Away\n# @expect admin=2xx\nDELETE {{api}}/shop/prices\nAuthorization: Bearer {{token}}\n';
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
    const items = () => page.locator('.test-explorer [role=treeitem]');
    const item = (label) => items().and(page.locator(`[aria-label^="${label} ("]`));

    before(async () => {
      example = await exampleWorkspace();
      const settings = { 'workbench.colorTheme': theme, 'editor.minimap.enabled': false };
      server = await startEditor({ editor, workspace: example.folder, settings, files: { 'unsafe.http': unsafe } });
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

    /** Opens a row: they come one after another, and move those below them, so that a click may hit another one. */
    async function open(label) {
      await settled(label);
      for (let tries = 0; tries < 20; tries++) {
        if ((await item(label).getAttribute('aria-expanded')) === 'true') return;
        await item(label).click();
        if ((await item(label).getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowLeft');
        else if ((await item(label).getAttribute('aria-expanded')) !== 'true') await page.keyboard.press('ArrowRight');
        await settled(label);
      }
      assert.fail(`${label} cannot be opened`);
    }

    /** Waits until a row has stayed where it is. */
    async function settled(label) {
      for (let before, same = 0; same < 4; ) {
        await page.waitForTimeout(100);
        const at = (await item(label).boundingBox())?.y;
        same = at !== undefined && at === before ? same + 1 : 0;
        before = at;
      }
    }

    /** Runs the tests of a request, and waits for what its row says then. */
    async function run(label, says) {
      await start(label);
      await state(label, says);
    }

    async function start(label) {
      await item(label).hover();
      await item(label).getByRole('button', { name: 'Run Test' }).click();
    }

    const state = (label, says) =>
      items()
        .and(page.locator(`[aria-label^="${label} (${says})"]`))
        .waitFor();

    test('requests are tests, and their users are the tests below them', async () => {
      await page.locator('.activitybar .codicon-test-view-icon, .activitybar .codicon-beaker').first().click();
      await item('access.http').waitFor();
      await open('access.http');
      await item('A slash at the end changes nothing').waitFor();
      await open(customers);
      await item('expired=403').waitFor();
      // A list that shows a part keeps its rows in no order of their own.
      const users = await items().evaluateAll((all) =>
        all
          .toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
          .map((it) => it.getAttribute('aria-label')),
      );
      const listed = users.filter((it) => /^\w+=/.test(it)).map((it) => it.replace(' (Not yet run)', ''));
      const wanted = ['admin=2xx', 'support=2xx', 'anonymous=401'];
      assert.deepEqual(listed, [...wanted, 'editor=403', 'viewer=403', 'auditor=403', 'expired=403']);
    });

    test('what holds passes; a user whose token ended is no proof', async () => {
      await runCommand(page, 'Why401: Select Environment');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'playground' }).first().click();
      await run(customers, 'Errored');
      await state('admin=2xx', 'Passed');
      await state('viewer=403', 'Passed');
      await state('expired=403', 'Errored');
    });

    test('a rule that is broken fails, and the message says who is let in and what to look at', async () => {
      await setHole('wrong-role', true);
      await run('viewer=403', 'Failed');
      const inline = page.locator('.view-overlays ~ *, .view-lines').getByText('OPEN: viewer is let in with 200');
      await inline.first().waitFor();
      await runCommand(page, 'Test: Peek Output');
      await page.locator('.test-output-peek').waitFor();
      await page.locator('.test-output-peek-tree [role=treeitem]:visible', { hasText: 'OPEN: viewer' }).first().click();
      await page.getByText('Look for the check of this route').first().waitFor();
      await picture(page, `test-explorer-${name}`);
      await page
        .locator('.test-output-peek-tree [role=treeitem]:visible', { hasText: '403 is wanted, 200 OK' })
        .first()
        .click();
      await page.locator('.monaco-diff-editor:visible').first().waitFor();
      await picture(page, `test-explorer-difference-${name}`);
    });

    test('what may change something is sent only when somebody says so', async () => {
      await start('unsafe.http');
      const dialog = page.locator('.monaco-dialog-box', { hasText: 'Send what may change something, once?' });
      await dialog.getByText('DELETE /shop/prices as admin').waitFor();
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await state('unsafe.http', 'Skipped');
      await start('unsafe.http');
      await dialog.getByRole('button', { name: 'Send' }).click();
      await state('unsafe.http', 'Passed');
    });

    test('the rule is mended, and it passes again', async () => {
      await setHole('wrong-role', false);
      await run('viewer=403', 'Passed');
    });
  });
}
