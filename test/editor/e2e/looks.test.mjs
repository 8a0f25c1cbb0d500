// How it looks in each kind of theme, and whether everybody can read it: pictures into test/editor/out, and axe.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, launchBrowser } from '../browser.mjs';
import { install } from '../install.mjs';
import { startEditor } from '../server.mjs';
import { chooseTheme, openWindow, picture, sidebar } from '../window.mjs';
import { exampleWorkspace } from '../workspace.mjs';

const editor = install();
const themes = {
  dark: { label: 'Dark 2026', id: 'Dark 2026' },
  light: { label: 'Light 2026', id: 'Light 2026' },
  'high-contrast': { label: 'Dark High Contrast', id: 'Default High Contrast' },
  'high-contrast-light': { label: 'Light High Contrast', id: 'Default High Contrast Light' },
  'dark-modern': { label: 'Dark Modern', id: 'Dark Modern' },
  'light-modern': { label: 'Light Modern', id: 'Light Modern' },
};

describe('looks', () => {
  let example;
  let server;
  let browser;
  let page;
  let panel;

  before(async () => {
    example = await exampleWorkspace();
    server = await startEditor({ editor, workspace: example.folder, settings: { 'editor.minimap.enabled': false } });
    browser = await launchBrowser(editor);
    page = await openWindow(browser, server, 'refusals.http', { width: 1280, height: 960 });
    panel = await sidebar(page);
    await panel.getByLabel('Environment', { exact: true }).selectOption('playground');
    for (const request of ['Nothing sent', 'The scope is missing', 'Lost on a redirect', 'expired'])
      await send(request);
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    await example?.stop();
  });

  async function send(request) {
    const row = panel.locator('.row', { hasText: request }).first();
    await row.locator('.main').focus();
    await page.keyboard.press('Enter');
    await row.locator('.status').waitFor();
  }

  for (const [name, theme] of Object.entries(themes)) {
    test(name, async () => {
      await chooseTheme(page, panel, theme);
      await panel.locator('#result').evaluate((it) => it.scrollTo(0, 0));
      await picture(page, name);
      for (const tab of ['Body', 'Hops', 'Timings', 'Headers']) {
        await panel.getByRole('tab', { name: tab }).click();
        assert.deepEqual(await axe(editor, page, panel), [], tab);
      }
      await panel.evaluate(() => {
        for (const fold of document.querySelectorAll('details')) fold.open = true;
      });
      assert.deepEqual(await axe(editor, page, panel), [], 'all folds open');
      await picture(page, `${name}-open`);
    });
  }

  test('narrow and wide: nothing is wider than the panel', async () => {
    for (const width of [520, 1280, 2200]) {
      await page.setViewportSize({ width, height: 960 });
      await page.mouse.move(width - 5, 500);
      const overflow = await panel.evaluate(() => {
        const all = [...document.querySelectorAll('#result *')];
        const right = document.documentElement.clientWidth;
        return all
          .filter((it) => right + 1 < it.getBoundingClientRect().right && !it.closest('.sr'))
          .map((it) => it.className);
      });
      assert.deepEqual(overflow, [], `${width} pixels`);
    }
  });

  test('without motion nothing moves', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await panel.getByRole('button', { name: 'token claim exp' }).click();
    const moving = await panel.evaluate(() => document.getAnimations().length);
    assert.equal(moving, 0);
  });
});
