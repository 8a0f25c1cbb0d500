// Decode Token from the palette, with nothing sent and no file open.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launchBrowser } from '../browser.mjs';
import { install } from '../install.mjs';
import { startEditor } from '../server.mjs';
import { openWindow, picture, runCommand, sidebar, words } from '../window.mjs';

const editor = install();
const section = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = Math.floor(Date.now() / 1000);
const claims = { iss: 'https://issuer.example', sub: 'vic', aud: 'orders', iat: now - 600, exp: now + 3000 };
const token = `${section({ alg: 'RS256', typ: 'at+jwt' })}.${section(claims)}.${Buffer.alloc(256, 'signature').toString('base64url')}`;

describe('a token by the palette', () => {
  let server;
  let browser;
  let page;

  before(async () => {
    server = await startEditor({ editor, files: { 'notes.txt': `${token}\n` } });
    browser = await launchBrowser(editor);
    page = await openWindow(browser, server, 'notes.txt');
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('the empty panel offers the example', async () => {
    const panel = await sidebar(page);
    await panel.getByRole('button', { name: 'Open Example' }).waitFor();
    await picture(page, 'empty');
  });

  test('the selection is decoded, with its times on a bar', async () => {
    await page.locator('.view-line').first().click();
    await page.keyboard.press('Control+A');
    await runCommand(page, 'Why401: Decode Token');
    const panel = await sidebar(page);
    const shown = await words(panel.getByRole('region', { name: 'Tokens' }));
    assert.match(shown, /JSON Web Token, for access/);
    assert.match(shown, /Issued 10 minutes ago[\s\S]*Now[\s\S]*Expires in 50 minutes/);
    assert.match(shown, /aud\s+[\s\S]*orders/);
    assert.ok(!shown.includes(token), 'the token is masked');
    await picture(page, 'token');
  });

  test('one click on Open Example leads to a first answer, and to requests that can be sent', async () => {
    // The example opens in place of what is here, so this comes last.
    await runCommand(page, 'Why401: Open Example');
    const panel = await sidebar(page);
    await panel.getByRole('heading', { name: /The token expired 3 hours/ }).waitFor();
    const row = panel.getByRole('button', { name: /Nothing sent/ }).first();
    await row.waitFor();
    await row.focus();
    await page.keyboard.press('Enter');
    await panel.getByRole('heading', { name: /carries no credentials/ }).waitFor();
  });
});
