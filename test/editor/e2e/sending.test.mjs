// What surrounds a send: keys, cancelling, questions, the copy for curl, a new token by a click, an unsaved text.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { launchBrowser } from '../browser.mjs';
import { install } from '../install.mjs';
import { startEditor } from '../server.mjs';
import { codeLens, openWindow, runCommand, sidebar, words } from '../window.mjs';
import { exampleWorkspace } from '../workspace.mjs';

const editor = install();
const secret = 'k3y-aB9xQ7mN2vL5pR8tW1zC4';

describe('sending', () => {
  let example;
  let api;
  let server;
  let browser;
  let page;
  let panel;
  const verdict = () => panel.locator('#verdict');

  before(async () => {
    example = await exampleWorkspace();
    api = await answering();
    server = await startEditor({
      editor,
      workspace: example.folder,
      files: {
        'questions.http': [
          `### Slow\nGET ${api.origin}/slow\n`,
          `### Asked\n# @prompt who Who is it?\nGET ${api.origin}/asked?who={{who}}\n`,
          `### Sure?\n# @note\nDELETE ${api.origin}/all\n`,
          `### With a key\nGET ${api.origin}/ok?page=2\nX-Api-Key: ${secret}\n`,
        ].join('\n'),
      },
    });
    browser = await launchBrowser(editor);
    page = await openWindow(browser, server, 'questions.http');
    panel = await sidebar(page);
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    await example?.stop();
    api?.stop();
  });

  test('a request under way is cancelled from its lens', async () => {
    await (await codeLens(page, `GET ${api.origin}`, 'Send', 0)).click();
    await panel.getByRole('progressbar').waitFor();
    await page.locator('.codelens-decoration a', { hasText: 'click to cancel' }).click();
    await panel.getByRole('heading', { name: 'Cancelled' }).waitFor();
    assert.equal(await panel.getByRole('progressbar').count(), 0);
  });

  test('Cancel of the palette stops one too', async () => {
    await panel.locator('.row', { hasText: 'Slow' }).locator('.main').focus();
    await page.keyboard.press('Enter');
    await panel.getByRole('progressbar').waitFor();
    await runCommand(page, 'Why401: Cancel');
    await panel.getByRole('progressbar').waitFor({ state: 'detached' });
    assert.match(await words(verdict()), /Cancelled[\s\S]*stopped before an answer came/);
    assert.equal(api.seen.length, 0, 'nothing was answered');
  });

  test('# @prompt asks, and what is typed is sent; Escape sends nothing', async () => {
    const row = panel.locator('.row', { hasText: 'Asked' }).locator('.main');
    for (const answer of ['me & you', undefined]) {
      await row.focus();
      await page.keyboard.press('Enter');
      await page.locator('.quick-input-widget', { hasText: 'Who is it?' }).locator('input').first().waitFor();
      if (answer === undefined) await page.keyboard.press('Escape');
      else {
        await page.keyboard.type(answer);
        await page.keyboard.press('Enter');
      }
      await panel.getByRole('heading', { name: answer === undefined ? 'Cancelled' : 'OK' }).waitFor();
    }
    assert.deepEqual(api.seen, ['GET /asked?who=me%20&%20you']);
  });

  test('# @note asks before it sends', async () => {
    const send = async (button) => {
      await panel.locator('.row', { hasText: 'Sure?' }).locator('.main').focus();
      await page.keyboard.press('Enter');
      await page.locator('.monaco-dialog-box').getByRole('button', { name: button, exact: true }).click();
    };
    api.seen.length = 0;
    await send('Cancel');
    await panel.getByRole('heading', { name: 'Cancelled' }).waitFor();
    assert.deepEqual(api.seen, []);
    await send('Send');
    await panel.getByRole('heading', { name: 'OK' }).waitFor();
    assert.deepEqual(api.seen, ['DELETE /all']);
  });

  test('keys send the request at the cursor; it is copied for curl, masked unless chosen otherwise', async () => {
    await page.locator('.view-line', { hasText: 'X-Api-Key' }).click();
    await page.keyboard.press('Control+Alt+w');
    await panel.locator('.row', { hasText: 'With a key' }).locator('.status').waitFor();
    // The message of the first copy still stands when the second is made: the clipboard itself tells.
    const copied = async (choice) => {
      await page.evaluate(() => navigator.clipboard.writeText('before'));
      await runCommand(page, 'Why401: Copy as cURL');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: choice }).first().click();
      await page.waitForFunction(async () => (await navigator.clipboard.readText()) !== 'before');
      return page.evaluate(() => navigator.clipboard.readText());
    };
    const masked = await copied('masked');
    assert.match(masked, new RegExp(`^curl '?${api.origin}/ok\\?page=2`));
    assert.ok(!masked.includes(secret), masked);
    assert.ok((await copied('in clear')).includes(secret));
  });

  test('a click gets a new token and sends again what was refused', async () => {
    await page.goto(server.url('sign-in.http'));
    await page.locator('.editor-instance .view-line').first().waitFor();
    panel = await sidebar(page);
    await panel.getByLabel('Environment', { exact: true }).selectOption('playground');
    const row = panel.locator('.row', { hasText: 'stale' });
    await row.locator('.main').focus();
    await page.keyboard.press('Enter');
    await panel.getByRole('heading', { name: /The token expired 3 hours/ }).waitFor();
    const fix = panel.getByRole('button', { name: 'Get a new token and send the request again' });
    const { bottom } = await fix.evaluate((it) => it.getBoundingClientRect().toJSON());
    assert.ok(bottom < (await panel.evaluate(() => globalThis.innerHeight)), 'it is seen without scrolling');
    await fix.click();
    await row.locator('.status', { hasText: '200' }).waitFor();
    await panel.getByText('The server accepted the request.').waitFor();
    assert.match(await words(panel.getByRole('region', { name: 'Authorization header' })), /Expires in 15 minutes/);
  });

  test('a text that was never saved is sent with the environment of the folder', async () => {
    await runCommand(page, 'File: New Untitled Text File');
    await page.locator('.tab.active', { hasText: 'Untitled' }).waitFor();
    await page.keyboard.type('GET {{api}}/me');
    await runCommand(page, 'Change Language Mode');
    await page.locator('.quick-input-widget input').first().fill('http');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: '(http)' }).first().click();
    await panel.locator('.row', { hasText: '/me' }).first().waitFor();
    await page.locator('.codelens-decoration a', { hasText: 'Send' }).first().waitFor();
    await page.locator('.editor-instance .view-line').first().click();
    await page.keyboard.press('Control+Alt+w');
    await panel.getByRole('heading', { name: /carries no credentials/ }).waitFor();
  });
});

/** Answers each request and counts it, save /slow: that one waits for ever. */
async function answering() {
  const seen = [];
  const listening = createServer((request, response) => {
    if (request.url === '/slow') return;
    seen.push(`${request.method} ${request.url}`);
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end('{"ok":true}');
  });
  await new Promise((done) => listening.listen(0, '127.0.0.1', done));
  return {
    seen,
    origin: `http://127.0.0.1:${listening.address().port}`,
    stop() {
      listening.closeAllConnections();
      listening.close();
    },
  };
}
