// Rules of one's own, as a person makes one: send, read that the code is not known, teach it, read again.
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { launchBrowser } from '../browser.mjs';
import { install } from '../install.mjs';
import { startEditor } from '../server.mjs';
import { codeLens, openWindow, picture, runCommand, sidebar, words } from '../window.mjs';
import { exampleWorkspace } from '../workspace.mjs';

const editor = install();

describe('a refusal is taught', () => {
  let example;
  let server;
  let browser;
  let page;
  let panel;

  before(async () => {
    example = await exampleWorkspace();
    rmSync(join(example.folder, 'why401.signs.json'));
    server = await startEditor({
      editor,
      workspace: example.folder,
      files: { 'ledger.http': 'GET {{api}}/ledger\nAuthorization: Bearer {{viewerToken}}\n' },
    });
    browser = await launchBrowser(editor);
    page = await openWindow(browser, server, 'ledger.http');
    panel = await sidebar(page);
    await panel.getByLabel('Environment', { exact: true }).selectOption('playground');
    await page.locator('.statusbar', { hasText: 'playground' }).waitFor();
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    await example?.stop();
  });

  test('by cause and words; the rule is written, and the explanation says them', async () => {
    await (await codeLens(page, 'GET {{api}}/ledger', 'Send', 0)).click();
    const verdict = panel.getByRole('region', { name: 'Verdict' });
    await verdict.getByText('403', { exact: true }).waitFor();
    assert.doesNotMatch(await words(verdict), /sealed/);

    await runCommand(page, 'Why401: Teach Why401 This Refusal');
    const input = page.locator('.quick-input-widget input').first();
    await page
      .locator('.quick-input-list .monaco-list-row', { hasText: 'policy-denied' })
      .first()
      .waitFor({ state: 'attached', timeout: 5000 })
      .catch(() => {});
    await input.fill('policy-denied');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'policy-denied' }).first().click();
    await page.locator('.quick-input-widget', { hasText: 'in your words' }).waitFor();
    await input.fill('The quarter is sealed');
    await page.keyboard.press('Enter');

    await verdict.getByText('The quarter is sealed').first().waitFor();
    const said = await words(verdict);
    assert.match(said, /why401\.signs\.json/);
    await page.locator('.tab', { hasText: 'why401.signs.json' }).waitFor();
    const written = JSON.parse(readFileSync(join(server.folder, 'why401.signs.json'), 'utf8'));
    assert.deepEqual(written, [
      {
        id: '127-0-0-1',
        name: '127.0.0.1',
        recognize: { host: '^127\\.0\\.0\\.1$' },
        signs: [{ status: [403], code: ['PG-4031'], cause: 'policy-denied', shows: 'The quarter is sealed' }],
      },
    ]);
    await picture(page, 'taught');
  });
});
