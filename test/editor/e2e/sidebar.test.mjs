// The panel by keyboard alone, and what a click in it does.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launchBrowser } from '../browser.mjs';
import { install } from '../install.mjs';
import { startEditor } from '../server.mjs';
import { openWindow, sidebar, words } from '../window.mjs';
import { exampleWorkspace } from '../workspace.mjs';

const editor = install();

describe('the sidebar', () => {
  let example;
  let server;
  let browser;
  let page;
  let panel;
  const focused = () =>
    panel.evaluate(() => {
      const it = document.activeElement;
      return it?.getAttribute('aria-label') ?? it?.innerText?.trim() ?? '';
    });

  before(async () => {
    example = await exampleWorkspace();
    server = await startEditor({ editor, workspace: example.folder });
    browser = await launchBrowser(editor);
    page = await openWindow(browser, server, 'refusals.http');
    panel = await sidebar(page);
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    await example?.stop();
  });

  test('environment and user are picked from lists', async () => {
    await panel.getByLabel('Environment', { exact: true }).selectOption('playground');
    await panel.getByLabel('User', { exact: true }).selectOption('viewer');
    await page.locator('.statusbar', { hasText: 'playground' }).waitFor();
    // The whole panel is drawn anew at each change: a state that was on its way may show the earlier choice for a moment.
    const chosen = panel.getByLabel('User', { exact: true }).locator('option:checked', { hasText: 'viewer' });
    await chosen.waitFor({ state: 'attached' });
  });

  test('keys alone send a request, read the answer and come back', async () => {
    await panel.getByLabel('User', { exact: true }).focus();
    await page.keyboard.press('Tab');
    assert.match(await focused(), /^GET\s+me/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    assert.match(await focused(), /expired/);
    await page.keyboard.press('Enter');
    await panel.getByRole('heading', { name: /The token expired 3 hours/ }).waitFor();
    assert.match(await words(panel.getByRole('status')), /^401, The token expired 3 hours.*proven$/);
    assert.match(await focused(), /expired/, 'the focus stays on the row that was sent');

    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'Copy explanation');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'token claim exp');
    await page.keyboard.press('Enter');
    assert.match(await focused(), /exp\s+Expires\s+3 hours ago/, 'the claim has the focus');
  });

  test('a chip of the body leads to its line, and the panel stays where it is', async () => {
    await panel.getByRole('button', { name: 'response body' }).first().click();
    assert.match(await focused(), /"error_description": "The token expired/);
    const top = await panel.evaluate(() => document.getElementById('pickers').getBoundingClientRect().top);
    assert.equal(top, 0);
  });

  test('arrows move between the tabs', async () => {
    await panel.getByRole('tab', { name: 'Headers' }).focus();
    await page.keyboard.press('ArrowRight');
    assert.equal(await focused(), 'Body');
    assert.match(await words(panel.getByRole('tabpanel', { name: 'Body' })), /"error": "invalid_token"/);
    await page.keyboard.press('End');
    assert.equal(await focused(), 'Timings');
    assert.match(await words(panel.getByRole('tabpanel', { name: 'Timings' })), /Total\s+[\d.]+ ms/);
    await page.keyboard.press('Home');
    assert.match(await words(panel.getByRole('tabpanel', { name: 'Headers' })), /HTTP\/1\.1 401 Unauthorized/);
  });

  test('a secret is shown by a click, and hidden by the next', async () => {
    const row = panel.locator('[data-place="request-header:authorization"]');
    assert.match(await words(row), /Bearer eyJ.…[\w-]{4}/);
    await row.getByRole('button', { name: 'Reveal Authorization' }).click();
    await row.getByRole('button', { name: 'Hide Authorization' }).waitFor();
    assert.match(await words(row), /Bearer eyJ[\w-]+\.[\w-]+\.[\w-]+/);
    await row.getByRole('button', { name: 'Hide Authorization' }).click();
    assert.doesNotMatch(await words(row), /eyJ[\w-]{20}/);
  });

  test('the Send button of a row sends it, and the redirect is told hop by hop', async () => {
    const row = panel.getByRole('listitem').filter({ hasText: 'Lost on a redirect' });
    await row.hover();
    await row.getByRole('button', { name: /^Send Lost/ }).click();
    await row.locator('.status').waitFor();
    await panel.getByRole('tab', { name: /^Hops/ }).click();
    assert.match(
      await words(panel.getByRole('tabpanel', { name: /^Hops/ })),
      /30\d[\s\S]*Authorization was left out[\s\S]*401/,
    );
  });

  test('a success says so, and a click on an earlier row brings its answer back', async () => {
    const rows = panel.getByRole('list', { name: /refusals\.http/ });
    await rows.getByRole('button', { name: /^GET\s+me/ }).focus();
    await page.keyboard.press('Enter');
    await panel.getByText('The server accepted the request.').waitFor();
    await rows.getByRole('button', { name: /^GET\s+expired/ }).click();
    await panel.getByRole('heading', { name: /The token expired 3 hours/ }).waitFor();
  });

  test('what was opened stays open when the view comes back', async () => {
    await panel.getByText('Ruled out').click();
    await panel.getByRole('tab', { name: 'Timings' }).click();
    await page
      .locator('.activitybar')
      .getByRole('tab', { name: /^Explorer/ })
      .click();
    panel = await sidebar(page);
    await panel.getByRole('heading', { name: /The token expired 3 hours/ }).waitFor();
    assert.equal(await panel.getByRole('tab', { name: 'Timings' }).getAttribute('aria-selected'), 'true');
    assert.equal(await panel.locator('[data-fold="ruled-out"]').getAttribute('open'), '');
  });
});
