// Restricted Mode, as a folder opens for the first time: reading and explaining, and nothing is sent.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, launchBrowser } from '../browser.mjs';
import { install } from '../install.mjs';
import { startEditor } from '../server.mjs';
import { codeLens, openWindow, picture, sidebar, words } from '../window.mjs';

const editor = install();

describe('in Restricted Mode', () => {
  let server;
  let browser;
  let page;
  let panel;

  before(async () => {
    server = await startEditor({
      editor,
      trust: true,
      settings: { 'security.workspace.trust.startupPrompt': 'never' },
      files: { 'me.http': 'GET http://127.0.0.1:9/me\nAuthorization: Bearer {{token}}\n' },
    });
    browser = await launchBrowser(editor);
    page = await openWindow(browser, server, 'me.http');
    panel = await sidebar(page);
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('the extension is there, and the panel says what it does not do', async () => {
    assert.match(
      await words(panel.getByRole('note')),
      /Restricted Mode[\s\S]*nothing is sent[\s\S]*rules of this folder are not read/,
    );
    await panel.getByRole('button', { name: 'Manage trust' }).waitFor();
    await picture(page, 'restricted');
    assert.deepEqual(await axe(editor, page, panel), []);
  });

  test('no row can be sent', async () => {
    assert.ok(await panel.getByRole('button', { name: /^Send/ }).first().isDisabled());
    await panel.locator('.row .main').first().focus();
    await page.keyboard.press('Enter');
    assert.equal(await panel.locator('.sending').count(), 0);
  });

  test('the code lens refuses, and offers to manage trust', async () => {
    await (await codeLens(page, 'GET http', 'Send', 0)).click();
    const message = page.locator('.notification-toast', { hasText: 'Restricted Mode' }).first();
    assert.match(await words(message), /sends nothing/);
  });
});
