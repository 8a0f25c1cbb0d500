// For the API's owner: notes folded under the explanation, and the better refusal, from the sidebar and the palette.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { axe, launchBrowser } from '../browser.mjs';
import { install } from '../install.mjs';
import { startEditor } from '../server.mjs';
import { chooseTheme, openWindow, picture, runCommand, sidebar, words } from '../window.mjs';
import { exampleWorkspace } from '../workspace.mjs';

const editor = install();
const themes = {
  dark: { label: 'Dark 2026', id: 'Dark 2026' },
  light: { label: 'Light 2026', id: 'Light 2026' },
  'high-contrast': { label: 'Dark High Contrast', id: 'Default High Contrast' },
};

describe("for the API's owner", () => {
  let example;
  let talkative;
  let server;
  let browser;
  let page;
  let panel;
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());

  before(async () => {
    example = await exampleWorkspace();
    talkative = await refusesTalkatively();
    server = await startEditor({
      editor,
      workspace: example.folder,
      settings: { 'editor.minimap.enabled': false },
      files: { 'orders.http': `### Orders\nGET ${talkative.origin}/orders\n` },
    });
    browser = await launchBrowser(editor);
    page = await openWindow(browser, server, 'orders.http', { width: 1280, height: 960 });
    panel = await sidebar(page);
    const row = panel.locator('.row', { hasText: 'Orders' }).first();
    await row.locator('.main').focus();
    await page.keyboard.press('Enter');
    await row.locator('.status').waitFor();
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    await example?.stop();
    talkative?.stop();
  });

  test('notes are folded, and say how many', async () => {
    const fold = panel.locator('[data-fold="notes"]');
    assert.match(await words(fold.locator('summary')), /^For the API's owner · 3 notes$/);
    assert.equal(await fold.getAttribute('open'), null);
    await fold.locator('summary').click();
    const said = await words(fold);
    assert.match(said, /holds a stack trace[\s\S]*short problem\+json[\s\S]*In development\s+Keep the trace/);
    assert.match(said, /401 without WWW-Authenticate/);
    await fold.getByRole('button', { name: 'status line' }).click();
    assert.match(
      await panel.evaluate(() => document.activeElement?.textContent ?? ''),
      /401 Unauthorized/,
      'the chip leads to the status line',
    );
  });

  test('the sidebar copies a better refusal in the chosen form', async () => {
    const form = panel.getByLabel('Form of the better refusal');
    await panel.getByRole('button', { name: 'Copy a Better Refusal' }).click();
    await page.locator('.statusbar', { hasText: 'a better refusal copied (HTTP)' }).waitFor();
    assert.match(await clipboard(), /^HTTP\/1\.1 401 Unauthorized\nWWW-Authenticate: Bearer/);
    await form.selectOption('laravel');
    await panel.getByRole('button', { name: 'Copy a Better Refusal' }).click();
    await page.locator('.statusbar', { hasText: 'a better refusal copied (Laravel)' }).waitFor();
    assert.match(await clipboard(), /return response\(\)->json\(/);
  });

  test('the palette asks for the form', async () => {
    await runCommand(page, 'Why401: Copy a Better Refusal');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Express' }).first().click();
    await page.locator('.statusbar', { hasText: 'a better refusal copied (Express)' }).waitFor();
    assert.match(await clipboard(), /function credentialsMissing\(req, res\)[\s\S]*\.status\(401\)/);
  });

  for (const [name, theme] of Object.entries(themes)) {
    test(`looks: ${name}`, async () => {
      await chooseTheme(page, panel, theme);
      await panel.locator('[data-fold="notes"]').evaluate((it) => {
        it.open = true;
        it.scrollIntoView({ block: 'center' });
      });
      await picture(page, `owner-${name}`);
      assert.deepEqual(await axe(editor, page, panel), []);
    });
  }
});

/** A server that tells strangers how it is built. */
async function refusesTalkatively() {
  const listening = createServer((_, response) => {
    response.writeHead(401, { 'Content-Type': 'application/json', 'X-Powered-By': 'Express' });
    const stack = 'UnauthorizedError: No token\n    at check (/srv/api/node_modules/express-jwt/lib/index.js:105:22)';
    response.end(JSON.stringify({ error: 'unauthorized', stack }));
  });
  await new Promise((done) => listening.listen(0, '127.0.0.1', done));
  return { origin: `http://127.0.0.1:${listening.address().port}`, stop: () => listening.close() };
}
