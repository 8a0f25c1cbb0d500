// Requests from elsewhere: a curl command is pasted, and undone; a Postman collection is imported by the command, with its report.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { launchBrowser } from '../browser.mjs';
import { install } from '../install.mjs';
import { startEditor } from '../server.mjs';
import { openWindow, picture, runCommand, words } from '../window.mjs';

const editor = install();
const canary = 'canary-4711-secret';
const curl = `curl -X POST 'https://api.shop.example/orders?dry=1' \\
  -H 'Content-Type: application/json' \\
  -H 'X-Trace: 7' \\
  -d '{"item": 3}'`;
const collection = {
  info: { name: 'Shop', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  auth: { type: 'bearer', bearer: [{ key: 'token', value: canary, type: 'string' }] },
  variable: [{ key: 'api', value: 'https://api.shop.example' }],
  item: [
    { name: 'Health', request: { auth: { type: 'noauth' }, method: 'GET', url: '{{api}}/health' } },
    {
      name: 'Orders',
      item: [
        { name: 'List orders', request: { method: 'GET', url: '{{api}}/orders?page=1' } },
        {
          name: 'Sign with Hawk',
          request: {
            auth: { type: 'hawk', hawk: [{ key: 'authId', value: 'me' }] },
            method: 'GET',
            url: '{{api}}/signed',
          },
        },
      ],
    },
  ],
};

describe('requests from elsewhere', () => {
  let server;
  let browser;
  let page;

  before(async () => {
    server = await startEditor({
      editor,
      settings: {
        'editor.minimap.enabled': false,
        'editor.autoClosingBrackets': 'never',
        'workbench.colorTheme': 'Dark 2026',
      },
      files: {
        'imported/README.md': 'Requests of the shop.\n',
        'api.http': 'GET https://api.shop.example/me\n\n',
        'shop.postman_collection.json': JSON.stringify(collection, null, 2),
      },
    });
    browser = await launchBrowser(editor);
    page = await openWindow(browser, server, 'api.http');
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  /** Types a path into the editor's own dialog for files, and takes it: what is pressed while it still reads is passed over. */
  const choose = async (title, path, button) => {
    const dialog = page.locator('.quick-input-widget:visible', { hasText: title });
    await dialog.waitFor();
    for (let tries = 0; tries < 10 && (await dialog.count()) !== 0; tries++) {
      await dialog.locator('input').first().fill(path);
      await dialog.locator('.quick-input-list .monaco-list-row').first().waitFor();
      await dialog.getByRole('button', { name: button, exact: true }).click();
      await dialog.waitFor({ state: 'hidden', timeout: 3000 }).catch(() => undefined);
    }
    assert.equal(await dialog.count(), 0, `${title} stays open`);
  };
  /** The page lies in a frame of its own, and is drawn anew each time it comes forward. */
  const reportShown = async () => {
    for (let waited = 0; waited < 20_000; waited += 250) {
      for (const frame of page.frames()) {
        const heading = frame.getByRole('heading', { name: 'What was not carried over' });
        if ((await heading.count().catch(() => 0)) === 1 && (await heading.isVisible().catch(() => false)))
          return sleep(1000);
      }
      await sleep(250);
    }
    throw new Error('The report did not appear.');
  };
  const text = async () =>
    (await words(page.locator('.editor-instance .view-lines').first())).replaceAll('\u00a0', ' ');

  test('a pasted curl command becomes a request, and its plain text can be had', async () => {
    await page.locator('.statusbar', { hasText: 'HTTP' }).waitFor();
    await page.locator('.codelens-decoration a', { hasText: 'Send' }).first().waitFor();
    await page.locator('.editor-instance .view-line').first().click();
    await page.keyboard.press('Control+End');
    await page.evaluate((it) => navigator.clipboard.writeText(it), curl);
    await page.keyboard.press('Control+V');
    await page.locator('.view-line', { hasText: '### POST /orders' }).waitFor();
    const pasted = await text();
    assert.match(pasted, /POST https:\/\/api\.shop\.example\/orders\?dry=1/);
    assert.match(pasted, /X-Trace: 7/);
    assert.match(pasted, /\{"item": 3\}/);
    assert.doesNotMatch(pasted, /curl/);
    await picture(page, 'import-paste');

    await page.locator('.post-edit-widget, .monaco-editor .post-edit-widget').first().waitFor();
    await page.keyboard.press('Control+.');
    await picture(page, 'import-paste-choices');
    const plain = page.locator('.context-view .action-widget, .action-widget').getByText('Plain Text').first();
    await plain.click();
    await page.locator('.view-line', { hasText: 'curl -X POST' }).waitFor();
    assert.doesNotMatch(await text(), /### POST/);

    // What stands there as a command is offered to be turned over, too.
    await page.locator('.view-line', { hasText: 'curl -X POST' }).click();
    await page.keyboard.press('Home');
    await page.keyboard.type('###\n');
    await page.locator('.squiggly-warning').first().waitFor();
    await page.keyboard.press('Control+.');
    await picture(page, 'import-action');
    await page.locator('.action-widget').getByText('Turn into HTTP Request').first().click();
    await page.locator('.view-line', { hasText: 'POST https://api.shop.example/orders' }).waitFor();
    assert.doesNotMatch(await text(), /curl/);
    await page.keyboard.press('Control+Z');
    await page.locator('.view-line', { hasText: 'curl -X POST' }).waitFor();
    await page.keyboard.press('Control+S');
  });

  test('a Postman collection is imported: report, question, files', async () => {
    await runCommand(page, 'Why401: Import…');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Bruno Collection' }).waitFor();
    await sleep(500);
    await picture(page, 'import-sources');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Files…' }).first().click();
    await choose('Files to Import', join(server.folder, 'shop.postman_collection.json'), 'Import');
    await choose('Folder for the Imported Files', `${join(server.folder, 'imported')}/`, 'Import Here');

    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    const asked = await words(dialog);
    assert.match(asked, /Write 3 requests to \d files\?/);
    assert.match(asked, /Orders\.http/);
    assert.ok(!existsSync(join(server.folder, 'imported/Orders.http')));
    await picture(page, 'import-question');
    await dialog.getByRole('button', { name: 'Import' }).click();
    await page.locator('.tab', { hasText: 'Shop.http' }).waitFor();
    const orders = readFileSync(join(server.folder, 'imported/Orders.http'), 'utf8');
    assert.match(orders, /### List orders\nGET \{\{api\}\}\/orders\?page=1\nAuthorization: Bearer \{\{token\}\}/);
    assert.doesNotMatch(orders, new RegExp(canary));
    assert.match(
      readFileSync(join(server.folder, 'imported/http-client.private.env.json'), 'utf8'),
      new RegExp(canary),
    );
    await picture(page, 'import-done');
    await page.locator('.tab', { hasText: 'Import Report' }).first().click();
    await reportShown();
    await picture(page, 'import-report');
  });

  test('the report in light colors', async () => {
    await runCommand(page, 'Preferences: Color Theme');
    const input = page.locator('.quick-input-widget input').first();
    await page.locator('.quick-input-list .monaco-list-row', { hasText: '2026' }).first().waitFor();
    await input.fill('Light 2026');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Light 2026' }).first().click();
    await page.locator('.monaco-workbench.vs').waitFor();
    await reportShown();
    await picture(page, 'import-report-light');
  });
});
