// The main way: open a file, send from the code lens, read the reason in the sidebar, the hover and the Problems, apply a fix.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { launchBrowser } from '../browser.mjs';
import { install } from '../install.mjs';
import { startEditor } from '../server.mjs';
import { codeLens, lineText, openWindow, picture, runCommand, sidebar, words } from '../window.mjs';
import { exampleWorkspace } from '../workspace.mjs';

const editor = install();

describe('from click to answer', () => {
  let example;
  let plain;
  let server;
  let browser;
  let page;
  let panel;

  before(async () => {
    example = await exampleWorkspace();
    plain = await onlyHttps();
    server = await startEditor({
      editor,
      workspace: example.folder,
      files: {
        'plain.http': `### Over plain HTTP\nGET ${plain.origin}/account\nAuthorization: Bearer secret-secret-1234\n`,
      },
    });
    browser = await launchBrowser(editor);
    page = await openWindow(browser, server, 'refusals.http');
    panel = await sidebar(page);
    await panel.getByLabel('Environment', { exact: true }).selectOption('playground');
    await page.locator('.statusbar', { hasText: 'playground' }).waitFor();
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    await example?.stop();
    plain?.stop();
  });

  test('the code lens sends, and the sidebar says why', async () => {
    const send = await codeLens(page, 'GET {{api}}/me', 'Send', 2);
    await send.click();
    const verdict = panel.getByRole('region', { name: 'Verdict' });
    await verdict.getByText('401', { exact: true }).waitFor();
    const said = await words(verdict);
    assert.match(said, /The token expired 3 hours/);
    assert.match(said, /Proven/);
    assert.match(said, /token claim exp/);
    assert.match(said, /What to do\s+Get a new token/);
    await picture(page, 'answer');
  });

  test('the code lens then tells the verdict', async () => {
    const verdict = await codeLens(page, 'GET {{api}}/me', '401', 0);
    assert.match(await words(verdict), /401 · The token has expired/);
  });

  test('the token is read on a bar, and never shown whole', async () => {
    const token = panel.getByRole('region', { name: 'Authorization header' });
    assert.match(await words(token), /Issued 4 hours ago[\s\S]*Expired 3 hours ago[\s\S]*Now/);
    assert.doesNotMatch(await words(panel.locator('body')), /eyJ[\w-]{20}/);
  });

  test('the hover on the request explains its refusal', async () => {
    const line = page.locator('.view-line', { hasText: 'GET {{api}}/me' }).nth(2);
    await line.getByText('GET').hover();
    const hover = page.locator('.monaco-hover:not(.hidden)', { hasText: 'expired' }).first();
    await hover.waitFor();
    assert.match(await words(hover), /The token expired 3 hours/);
    await picture(page, 'hover');
    await page.keyboard.press('Escape');
  });

  test('the Problems panel lists it, beside what was known before it was sent', async () => {
    await runCommand(page, 'Problems: Focus on Problems View');
    const rows = page.locator('.markers-panel .monaco-list-row');
    const marker = rows.filter({ hasText: '401 · ' }).first();
    await marker.waitFor();
    assert.match(await words(marker), /The token expired 3 hours/);
    const before = rows.filter({ hasText: 'will refuse the token of {{expiredToken}}' }).first();
    assert.match(await words(before), /it expired 3 hours ago/);
    await runCommand(page, 'View: Hide Panel');
  });

  test('a click on a fix shows the change, and makes it when applied', async () => {
    await page.goto(server.url('plain.http'));
    await page.locator('.view-line', { hasText: plain.origin }).waitFor();
    await (await codeLens(page, `GET ${plain.origin}`, 'Send', 0)).click();
    panel = await sidebar(page);
    const fix = panel.getByRole('group', { name: 'What to do' }).getByRole('button', { name: 'https://' });
    await fix.click();
    const diff = page.locator('.monaco-diff-editor');
    await diff.waitFor();
    const changed = diff.locator('.modified .view-line', { hasText: 'GET https' });
    await changed.waitFor();
    await page.getByRole('button', { name: 'Apply', exact: true }).waitFor();
    await picture(page, 'edit-diff');
    assert.equal(await lineText(page, 'GET http:'), `GET ${plain.origin}/account`, 'nothing is changed yet');
    await page.getByRole('button', { name: 'Discard', exact: true }).click();
    await diff.waitFor({ state: 'detached' });
    assert.equal(await lineText(page, 'GET http:'), `GET ${plain.origin}/account`, 'discarded, nothing is changed');
    await fix.click();
    await diff.waitFor();
    await runCommand(page, 'Why401: Apply Change');
    await diff.waitFor({ state: 'detached' });
    await page.locator('.view-line', { hasText: `GET ${plain.origin.replace('http:', 'https:')}/account` }).waitFor();
    assert.equal(await lineText(page, 'GET https'), `GET ${plain.origin.replace('http:', 'https:')}/account`);
  });
});

/** A server that takes nothing over plain HTTP. */
async function onlyHttps() {
  const listening = createServer((_, response) => {
    response.writeHead(403, { 'Content-Type': 'application/json' });
    response.end('{"error":"https_required","message":"HTTPS is required"}');
  });
  await new Promise((done) => listening.listen(0, '127.0.0.1', done));
  return { origin: `http://127.0.0.1:${listening.address().port}`, stop: () => listening.close() };
}
