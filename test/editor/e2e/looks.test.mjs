// How it looks in each kind of theme, and whether everybody can read it: pictures into test/editor/out, and axe.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, launchBrowser } from '../browser.mjs';
import { install } from '../install.mjs';
import { startEditor } from '../server.mjs';
import { openWindow, picture, sidebar } from '../window.mjs';
import { exampleWorkspace } from '../workspace.mjs';

const editor = install();
const themes = {
  dark: 'Dark 2026',
  light: 'Light 2026',
  'dark-modern': 'Default Dark Modern',
  'light-modern': 'Default Light Modern',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
};

for (const [name, theme] of Object.entries(themes)) {
  describe(`looks, ${name}`, () => {
    let example;
    let server;
    let browser;
    let page;
    let panel;

    before(async () => {
      example = await exampleWorkspace();
      server = await startEditor({
        editor,
        workspace: example.folder,
        settings: { 'workbench.colorTheme': theme, 'editor.minimap.enabled': false },
      });
      browser = await launchBrowser(editor);
      page = await openWindow(browser, server, 'refusals.http', { width: 1280, height: 960 });
      panel = await sidebar(page);
      await panel.getByLabel('Environment', { exact: true }).selectOption('playground');
    });

    after(async () => {
      await browser?.close();
      await server?.stop();
      await example?.stop();
    });

    for (const [request, heading] of [
      ['expired', /expired/],
      ['The scope is missing', /reports:read|scope/i],
      ['Lost on a redirect', /Authorization|credential|redirect/i],
    ]) {
      test(request, async () => {
        await panel.locator('.row', { hasText: request }).first().locator('.main').focus();
        await page.keyboard.press('Enter');
        await panel.getByRole('heading', { name: heading, level: 2 }).first().waitFor();
        await picture(page, `${name}-${request.toLowerCase().replaceAll(' ', '-')}`);
        assert.deepEqual(await axe(editor, page, panel), []);
      });
    }

    test('every tab and fold', async () => {
      for (const tab of ['Body', 'Hops', 'Timings', 'Headers']) {
        await panel.getByRole('tab', { name: tab }).click();
        assert.deepEqual(await axe(editor, page, panel), [], tab);
      }
      for (const fold of await panel.locator('details:not([open]) > summary').all()) await fold.click();
      assert.deepEqual(await axe(editor, page, panel), []);
      await picture(page, `${name}-open`);
    });
  });
}
