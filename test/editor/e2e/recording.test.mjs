// More ways in: a HAR's refusals as a list with counts, one of them and back; an error from the clipboard; a very long HAR given up.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, launchBrowser } from '../browser.mjs';
import { install } from '../install.mjs';
import { longHar, shopHar } from '../recordings.mjs';
import { startEditor } from '../server.mjs';
import { chooseTheme, openWindow, picture, runCommand, setWidth, sidebar, words } from '../window.mjs';

const editor = install();
const themes = {
  dark: { label: 'Dark 2026', id: 'Dark 2026' },
  'high-contrast': { label: 'Dark High Contrast', id: 'Default High Contrast' },
  light: { label: 'Light 2026', id: 'Light 2026' },
};
const axiosError = `AxiosError: Request failed with status code 401
    at settle (file:///app/node_modules/axios/lib/core/settle.js:19:12) {
  code: 'ERR_BAD_REQUEST',
  config: {
    headers: Object [AxiosHeaders] {
      Authorization: 'Bearer abcdefgh12345678',
      'User-Agent': 'axios/1.21.1'
    },
    method: 'get',
    url: 'https://api.shop.example/me'
  },
  response: {
    status: 401,
    statusText: 'Unauthorized',
    headers: Object [AxiosHeaders] {
      'www-authenticate': 'Bearer error="invalid_token", error_description="The token expired"'
    },
    data: { error: 'invalid_token' }
  },
  status: 401
}
`;

describe('recordings', () => {
  let server;
  let browser;
  let page;
  let panel;

  before(async () => {
    server = await startEditor({
      editor,
      // Restricted Mode: reading a file needs no trust.
      trust: true,
      settings: { 'security.workspace.trust.startupPrompt': 'never', 'editor.minimap.enabled': false },
      files: { 'shop.har': shopHar(), 'long.har': longHar(60_000_000) },
    });
    browser = await launchBrowser(editor);
    page = await openWindow(browser, server, 'shop.har');
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  const rows = () => panel.locator('.refusal');

  test('the title of a .har offers to explain it, and the sidebar lists what was refused', async () => {
    await page.locator('.editor-actions').getByText('Explain Refusals').click();
    await page.locator('.activitybar').getByRole('tab', { name: 'Why401', selected: true }).waitFor();
    panel = await sidebar(page);
    await panel.getByRole('heading', { name: '9 refusals' }).waitFor();
    const said = await words(panel.locator('#refusals'));
    assert.match(said, /shop\.har · HAR of Firefox, 14 entries/);
    assert.match(said, /By cause \(4\)[\s\S]*The token has expired\s+5[\s\S]*scope\s+2/);
    assert.match(said, /By host \(3\)[\s\S]*api\.shop\.example\s+7/);
    assert.equal(await rows().count(), 9);
    assert.match(
      await words(rows().nth(1)),
      /403\s+POST\s*\/v2\/cart\/items\?currency=EUR\s+The token lacks a scope\s+api\.shop\.example/,
    );
    await picture(page, 'refusals');
    assert.deepEqual(await axe(editor, page, panel), []);
  });

  test('the code lens over the file knows the count then', async () => {
    await page.locator('.codelens-decoration a', { hasText: '9 refusals' }).waitFor();
  });

  test('a cause and a host filter the rows; both again show all', async () => {
    await panel
      .getByRole('button', { name: /The token has expired/ })
      .first()
      .click();
    await panel.locator('.filtered', { hasText: '5 of 9 refusals' }).waitFor();
    assert.equal(await rows().count(), 5);
    await panel.getByRole('button', { name: /^recommendations/ }).click();
    await panel.locator('.filtered', { hasText: '1 of 9 refusals' }).waitFor();
    await picture(page, 'refusals-filtered');
    assert.deepEqual(await axe(editor, page, panel), []);
    await panel.getByRole('button', { name: 'Show all' }).click();
    await panel.locator('.refusal').nth(8).waitFor();
  });

  for (const [name, theme] of Object.entries(themes)) {
    test(`readable in ${name}`, async () => {
      await chooseTheme(page, panel, theme);
      await panel
        .getByRole('button', { name: /The token has expired/ })
        .first()
        .click();
      await panel.locator('.filtered').waitFor();
      await picture(page, `refusals-${name}`);
      assert.deepEqual(await axe(editor, page, panel), []);
      await panel.getByRole('button', { name: 'Show all' }).click();
      await panel.locator('.refusal').nth(8).waitFor();
    });
  }

  test('at 280, 300 and 400 pixels nothing is wider than the panel', async () => {
    for (const width of [280, 400, 300]) {
      await setWidth(page, width);
      await picture(page, `refusals-${width}`);
      const overflow = await panel.evaluate(() => {
        const right = document.documentElement.clientWidth;
        return [...document.querySelectorAll('#refusals *, #read *')]
          .filter((it) => right + 1 < it.getBoundingClientRect().right && !it.closest('.sr'))
          .map((it) => it.className);
      });
      assert.deepEqual(overflow, [], `${width} pixels`);
    }
  });

  test('by keys alone: a row, its explanation, and back to the row', async () => {
    await rows().first().focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'End', 'ArrowUp', 'Enter']) await page.keyboard.press(key);
    const verdict = panel.getByRole('region', { name: 'Verdict' });
    await verdict.getByText('401', { exact: true }).waitFor();
    assert.match(await words(verdict), /The token expired 1 hour/);
    assert.equal(await panel.evaluate(() => document.activeElement.dataset.place), 'headline');
    await verdict.getByRole('button', { name: 'token claim exp' }).click();
    assert.deepEqual(await axe(editor, page, panel), []);
    await picture(page, 'refusals-one');
    await panel.getByRole('button', { name: 'All 9 refusals' }).focus();
    await page.keyboard.press('Enter');
    await panel.getByRole('heading', { name: '9 refusals' }).waitFor();
    await panel.locator('.refusal:focus').waitFor();
    assert.match(await words(panel.locator('.refusal:focus')), /recommendations/);
  });

  test('the entry is shown in its file', async () => {
    await rows().nth(1).click();
    await panel.getByRole('button', { name: 'Show it in shop.har' }).click();
    await page.locator('.view-line', { hasText: 'currency=EUR' }).waitFor();
  });

  test('the list can be closed', async () => {
    await panel.getByRole('button', { name: 'All 9 refusals' }).click();
    await panel.getByRole('button', { name: 'Close the list' }).click();
    await panel.getByRole('region', { name: 'Verdict' }).waitFor();
    assert.equal(await panel.locator('#read').isHidden(), true);
  });

  test('an error of axios in the clipboard is explained, and named', async () => {
    await page.evaluate((text) => navigator.clipboard.writeText(text), axiosError);
    await runCommand(page, 'Why401: Explain Clipboard or File');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Clipboard' }).first().click();
    await panel.getByText('An axios error', { exact: true }).waitFor();
    const verdict = panel.getByRole('region', { name: 'Verdict' });
    await verdict.getByText('401', { exact: true }).waitFor();
    assert.match(await words(verdict), /has expired/);
    await picture(page, 'axios');
  });

  test('a HAR of 60 MB is read beside the editor, and can be given up', async () => {
    await page
      .locator('.activitybar')
      .getByRole('tab', { name: /Explorer/ })
      .click();
    const file = page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'long.har' });
    await file.click({ button: 'right' });
    await page.locator('.monaco-menu').getByText('Explain Refusals').hover();
    await page.keyboard.press('Enter');
    const toast = page.locator('.notification-toast', { hasText: 'Explaining long.har' });
    await toast.waitFor();
    await toast.getByText(/entry \d+ of \d+, \d+ refusals/).waitFor();
    // The extension answers meanwhile.
    await runCommand(page, 'Why401: Show Log');
    await page.locator('.panel .pane-body, .panel .output-view').first().waitFor();
    await toast.getByRole('button', { name: 'Cancel' }).click();
    await toast.waitFor({ state: 'detached' });
    panel = await sidebar(page);
    assert.equal(await panel.locator('.refusal').count(), 0);
    await panel.getByText('An axios error', { exact: true }).waitFor();
  });
});
