// A token is revoked, and the code for one's own client, copied from the sidebar, gets a new one at the same server.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launchBrowser } from '../browser.mjs';
import { install } from '../install.mjs';
import { startEditor } from '../server.mjs';
import { openWindow, runCommand, sidebar } from '../window.mjs';
import { exampleWorkspace } from '../workspace.mjs';

const editor = install();

describe('renew-and-retry as code', () => {
  let example;
  let server;
  let browser;
  let page;
  let panel;
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  const choose = (form) => page.locator('.quick-input-list .monaco-list-row', { hasText: form }).first().click();

  before(async () => {
    example = await exampleWorkspace();
    server = await startEditor({ editor, workspace: example.folder });
    browser = await launchBrowser(editor);
    page = await openWindow(browser, server, 'tokens.http');
    panel = await sidebar(page);
    await panel.getByLabel('Environment', { exact: true }).selectOption('playground');
    await page.locator('.statusbar', { hasText: 'playground' }).waitFor();
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    await example?.stop();
  });

  async function send(name, status) {
    const row = panel.locator('.row', { has: panel.getByRole('button', { name: `Send ${name}`, exact: true }) });
    await row.locator('.main').focus();
    await page.keyboard.press('Enter');
    await row.locator('.status', { hasText: status }).waitFor();
  }

  test('the sidebar copies it where the token was refused, and it runs', async () => {
    await send('app', '200');
    const link = panel.getByRole('button', { name: 'copy renew-and-retry as code' });
    assert.equal(await link.count(), 0);
    await send('revoke', '200');
    await send('revoked', '401');
    await link.click();
    await choose('fetch');
    await page.locator('.statusbar', { hasText: 'renew-and-retry copied (fetch)' }).waitFor();
    const code = await clipboard();
    assert.doesNotMatch(code, /example-app-secret/);
    assert.match(code, /secret\('APP_CLIENT_SECRET'\)/);
    assert.deepEqual(await run(code), { status: 200, reports: 1 });
  });

  test('the palette asks for the form', async () => {
    await runCommand(page, 'Why401: Copy Renew-and-Retry as Code');
    await choose('Laravel');
    await page.locator('.statusbar', { hasText: 'renew-and-retry copied (Laravel)' }).waitFor();
    assert.match(await clipboard(), /'client_secret' => env\('APP_CLIENT_SECRET'\)[\s\S]*Http::macro\('appApi'/);
  });

  async function run(code) {
    const folder = mkdtempSync(join(tmpdir(), 'why401-copied-'));
    writeFileSync(join(folder, 'client.ts'), code);
    process.env.APP_CLIENT_SECRET = 'example-app-secret-1';
    const { createAppFetch } = await import(pathToFileURL(join(folder, 'client.ts')).href);
    const response = await createAppFetch()('/reports');
    rmSync(folder, { recursive: true });
    return { status: response.status, reports: (await response.json()).length };
  }
});
