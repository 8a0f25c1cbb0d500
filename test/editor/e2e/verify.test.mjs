// Verify, by clicks: a refusal whose token somebody else signed, with the issuer's keys and with a pasted one.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { axe, launchBrowser } from '../browser.mjs';
import { install } from '../install.mjs';
import { startEditor } from '../server.mjs';
import { chooseTheme, openWindow, picture, runCommand, sidebar, words } from '../window.mjs';

const editor = install();
const dark = { name: 'dark', label: 'Dark 2026', id: 'Dark 2026' };
const light = { name: 'light', label: 'Light 2026', id: 'Light 2026' };

describe('verifying', () => {
  const asked = [];
  let api;
  let server;
  let browser;
  let page;
  let panel;
  let own;
  let foreign;

  before(async () => {
    own = await generateKeyPair('ES256', { extractable: true });
    foreign = await generateKeyPair('ES256', { extractable: true });
    const published = { ...(await exportJWK(own.publicKey)), kid: 'key-2026' };
    api = createServer((request, response) => {
      asked.push(`${request.url} ${request.headers.authorization ?? ''}`);
      const origin = `http://${request.headers.host}`;
      const documents = {
        '/.well-known/openid-configuration': { issuer: origin, jwks_uri: `${origin}/keys` },
        '/keys': { keys: [published] },
      };
      const found = documents[request.url];
      const challenge = found ? {} : { 'www-authenticate': 'Bearer error="invalid_token"' };
      response.writeHead(found ? 200 : 401, { 'content-type': 'application/json', ...challenge });
      response.end(JSON.stringify(found ?? { error: 'invalid_token' }));
    });
    await new Promise((resolve) => api.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${api.address().port}`;
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: origin,
      sub: 'vic',
      aud: 'orders',
      scope: 'orders.read',
      iat: now - 60,
      exp: now + 90 * 86_400,
    };
    const header = { alg: 'ES256', kid: 'key-2026', typ: 'at+jwt' };
    const token = await new SignJWT(claims).setProtectedHeader(header).sign(foreign.privateKey);
    const file = `### Orders\nGET ${origin}/orders\nAuthorization: Bearer ${token}\n`;
    server = await startEditor({ editor, files: { 'orders.http': file } });
    browser = await launchBrowser(editor);
    page = await openWindow(browser, server, 'orders.http');
    panel = await sidebar(page);
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    api?.close();
  });

  const choose = async (label) => {
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: label });
    await row.waitFor();
    await row.click();
  };

  test('nothing is asked before the click', async () => {
    await runCommand(page, 'Why401: Send Request');
    await panel.getByRole('button', { name: 'Verify', exact: true }).waitFor();
    assert.deepEqual(
      asked.map((it) => it.split(' ')[0]),
      ['/orders'],
    );
  });

  test("with the issuer's keys: the proven reason, and what was checked below the token", async () => {
    await panel.getByRole('button', { name: 'Verify', exact: true }).click();
    await choose('for its keys');
    await panel.getByRole('heading', { name: /The signature fits none of the keys/ }).waitFor();
    const checks = await words(panel.getByRole('group', { name: 'Verification' }));
    assert.match(checks, /Checked with the keys of http:\/\/127\.0\.0\.1:\d+, read at /);
    assert.match(checks, /kid key-2026 is among the issuer's keys/);
    assert.match(checks, /The signature fits none of the issuer's keys \(1 tried\)/);
    assert.deepEqual(asked.slice(1), ['/.well-known/openid-configuration ', '/keys '], 'without the token');
    await page.locator('.codelens-decoration a', { hasText: 'The signature of the token does not verify' }).waitFor();
    await panel.getByText(/^Token care/).click();
    await panel.getByText(/The access token lives for 90 days/).waitFor();
    for (const theme of [dark, light]) {
      await chooseTheme(page, panel, theme);
      await panel.getByRole('group', { name: 'Verification' }).scrollIntoViewIfNeeded();
      await picture(page, `verify-${theme.name}`);
      await panel.getByText(/The access token lives for 90 days/).scrollIntoViewIfNeeded();
      await picture(page, `care-${theme.name}`);
      assert.deepEqual(await axe(editor, page, panel), []);
    }
  });

  test('with a pasted key: it fits, and the reason is no longer the signature', async () => {
    await panel.getByRole('button', { name: 'Verify Again' }).click();
    await choose('Paste a Key or Secret');
    const field = page.locator('.quick-input-widget input[type="password"]');
    await field.waitFor();
    await field.fill(await exportSPKI(foreign.publicKey));
    await page.keyboard.press('Enter');
    const verification = panel.getByRole('group', { name: 'Verification' });
    await verification.getByText(/The signature fits the public key/).waitFor();
    const verdict = await words(panel.getByRole('status'));
    assert.doesNotMatch(verdict, /signature/);
  });
});
