// Sessions: signing in by client credentials, browser and code; the list, its menu, renewing, restarting, signing out.
// And that none of it is written anywhere in clear.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { axe, launchBrowser } from '../browser.mjs';
import { canaryServer } from '../canary.mjs';
import { install } from '../install.mjs';
import { startEditor } from '../server.mjs';
import { chooseTheme, openWindow, picture, runCommand, setWidth, sidebar, words } from '../window.mjs';
import { exampleWorkspace } from '../workspace.mjs';

const editor = install();
const wrongSecret = 'a-wrong-secret-that-nobody-is-to-see';
const themes = {
  dark: { label: 'Dark 2026', id: 'Dark 2026' },
  light: { label: 'Light 2026', id: 'Light 2026' },
  'high-contrast': { label: 'Dark High Contrast', id: 'Default High Contrast' },
};

describe('sessions', () => {
  let example;
  let canary;
  let server;
  let browser;
  let page;
  let panel;
  /** Every credential that turned up, to be looked for on the disk in the end. */
  const seen = new Set();

  before(async () => {
    example = await exampleWorkspace();
    canary = await canaryServer();
    server = await startEditor({
      editor,
      workspace: example.folder,
      files: { ...broken(example.origin), ...canary.files },
      settings: { 'editor.minimap.enabled': false, 'workbench.colorTheme': 'Dark 2026' },
    });
    browser = await launchBrowser(editor);
    page = await openWindow(browser, server, 'tokens.http', { width: 1280, height: 960 });
    panel = await sidebar(page);
    await panel.getByLabel('Environment', { exact: true }).selectOption('playground');
    const secrets = readFileSync(join(example.folder, 'http-client.private.env.json'), 'utf8');
    for (const [, secret] of secrets.matchAll(/"\w*[sS]ecret": "([^"{]{12,})"/g)) seen.add(secret);
    assert.notEqual(seen.size, 0);
    seen.add(wrongSecret);
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    await example?.stop();
    canary?.stop();
  });

  const pane = () => page.locator('.pane').filter({ has: page.locator('.pane-header', { hasText: 'Sessions' }) });
  const row = (name) => pane().locator('.monaco-list-row[aria-level="1"]', { hasText: name }).first();
  const toast = (text) => page.locator('.notification-toast', { hasText: text }).first();

  async function send(name) {
    await panel.locator('.row', { hasText: name }).first().locator('.main').focus();
    await page.keyboard.press('Enter');
  }

  const answered = () =>
    panel
      .locator('#verdict .when')
      .textContent({ timeout: 300 })
      .catch(() => '');

  /** Sends, and waits for the answer to be another one than before. */
  async function answerOf(name) {
    const before = await answered();
    // Answers are told apart by the second that they came in.
    if (before !== '') await page.waitForTimeout(1100);
    await send(name);
    await until(`the answer to ${name}`, answered, (it) => it !== '' && it !== before);
    return words(panel.locator('#verdict'));
  }

  async function choose(name, action) {
    // A list that is being drawn anew would not know the row that its menu was opened on.
    await page.waitForTimeout(300);
    await row(name).click({ button: 'right' });
    await page.locator('.monaco-menu').getByText(action, { exact: true }).hover();
    await page.keyboard.press('Enter');
  }

  async function openInPanel(folder, name) {
    const files = page.locator('.explorer-folders-view .monaco-list-row');
    await page
      .locator('.activitybar')
      .getByRole('tab', { name: /Explorer/ })
      .click();
    if ((await files.filter({ hasText: name }).count()) === 0) await files.filter({ hasText: folder }).first().click();
    await files.filter({ hasText: name }).first().dblclick();
    await page.locator('.activitybar').getByRole('tab', { name: 'Why401' }).click();
    const shown = await sidebar(page);
    await shown.locator('#requests').getByText(name).waitFor();
    return shown;
  }

  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());

  /** Waits for what comes after a click; fails with the last value. */
  async function until(what, read, holds) {
    let last;
    for (let waited = 0; waited < 30_000; waited += 100) {
      last = await read();
      if (holds(last)) return last;
      await page.waitForTimeout(100);
    }
    return assert.fail(`${what}: still ${String(last).slice(0, 300)}`);
  }

  async function copied(name) {
    await page.evaluate(() => navigator.clipboard.writeText('nothing yet'));
    await choose(name, 'Copy Token');
    const token = await until('the clipboard', clipboard, (it) => it !== 'nothing yet');
    seen.add(token);
    return token;
  }

  async function dismissToasts() {
    await runCommand(page, 'Notifications: Clear All Notifications');
  }

  test('nobody is signed in: the list says what it is for', async () => {
    await page.locator('.pane-header', { hasText: 'Sessions' }).click();
    await pane().getByText('kept encrypted by the editor').waitFor();
    await pane().getByRole('button', { name: 'Sign In' }).first().waitFor();
    await picture(page, 'sessions-empty');
  });

  test("signing in with the client's own name: a row with what it is and how long it lasts", async () => {
    await runCommand(page, 'Why401: Sign In');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Client Credentials' }).first().waitFor();
    await picture(page, 'sessions-sign-in');
    await page.locator('.quick-input-list .monaco-list-row[aria-label^="app"]').first().click();
    await row('app').waitFor();
    assert.match(
      await row('app').getAttribute('aria-label'),
      /^app · playground: ends in 1\d min, access token, renewed when it is used/,
    );
    assert.match(await words(row('app')), /ends in 1\d min, access token/);
  });

  test('copying and revealing happen by a click: the row shows ends only', async () => {
    const token = await copied('app');
    assert.match(token, /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/);
    await choose('app', 'Reveal Token');
    const shown = panel.locator('#tokens .token').first();
    await panel.getByText('Session app').waitFor();
    assert.equal((await words(shown)).includes(token), false);
    await shown.getByRole('button', { name: 'Reveal token' }).click();
    await panel.getByText(token).waitFor();
    assert.equal((await page.locator('body').innerText()).includes(token), false);
  });

  test('Refresh Now brings another token and says when', async () => {
    const before = await copied('app');
    await row('app').hover();
    await row('app').getByRole('button', { name: 'Refresh Now' }).click();
    await row('app').locator('.monaco-tl-twistie').click();
    await pane().locator('.monaco-list-row', { hasText: 'Last refresh' }).waitFor();
    assert.notEqual(await copied('app'), before);
    await row('app').locator('.monaco-tl-twistie').click();
  });

  test('by the keyboard alone: open a row, read what is known of it, close it', async () => {
    await runCommand(page, 'Why401: Focus on Sessions View');
    const focused = pane().locator('.monaco-list-row.focused').first();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await pane().locator('.monaco-list-row[aria-expanded="true"]').waitFor();
    await page.keyboard.press('ArrowRight');
    await until(
      'the row in focus',
      () => focused.getAttribute('aria-label'),
      (it) => it === 'Environment: playground',
    );
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await pane().locator('.monaco-list-row[aria-expanded="true"]').waitFor({ state: 'detached' });
  });

  test('refused and renewed: both attempts one under the other, with what changed', async () => {
    const asked = answerOf('app');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByRole('button', { name: 'Send' }).click();
    assert.match(await asked, /200/);
    await answerOf('revoke');
    assert.match(await answerOf('revoked'), /401[\s\S]*revoked/);
    const old = await copied('app');
    await toast('Renew the token of app?').getByText('Renew and Send Again').click();
    await panel.getByText('Second attempt').waitFor();
    const verdict = await words(panel.locator('#verdict'));
    assert.match(
      verdict,
      /401\s+First attempt: The token was revoked[\s\S]*Renewed the token of app[\s\S]*Authorization[\s\S]*Bearer eyJ\S…\S{4}[\s\S]*Second attempt[\s\S]*200/,
    );
    assert.notEqual(await copied('app'), old);
    await panel.getByText('Why, and what was sent').click();
    assert.match(await words(panel.locator('.first-attempt')), /\/reports HTTP\/1\.1[\s\S]*401/);
    await panel.getByText(/^Ran first/).click();
    await panel.locator('.calls summary').last().click();
    const calls = await words(panel.locator('.calls'));
    assert.match(calls, /200\s+token of app\s+POST/);
    assert.match(calls, /grant_type=client_credentials/);
    for (const secret of seen) assert.equal((await panel.locator('body').innerText()).includes(secret), false);
  });

  test('looks, in each kind of theme, and axe has nothing to say', async () => {
    await dismissToasts();
    await setWidth(page, 400);
    await panel.evaluate(() => {
      for (const fold of document.querySelectorAll('.first-attempt details, [data-fold="ran-first"]'))
        fold.open = false;
    });
    for (const [name, theme] of Object.entries(themes)) {
      await chooseTheme(page, panel, theme);
      await panel.locator('#result').evaluate((it) => it.scrollTo(0, 0));
      await picture(page, `sessions-retry-${name}`);
      assert.deepEqual(await axe(editor, page, panel), [], name);
    }
    await panel.evaluate(() => {
      for (const fold of document.querySelectorAll('details')) fold.open = true;
    });
    assert.deepEqual(await axe(editor, page, panel), [], 'all folds open');
    await chooseTheme(page, panel, themes.dark);
    await setWidth(page, 300);
  });

  test('signing in through the browser, and back', async () => {
    const opened = page.context().waitForEvent('page');
    await send('ada');
    const issuer = await opened;
    await toast('Waiting for the sign-in').waitFor();
    await picture(page, 'sessions-browser');
    await issuer.getByRole('button', { name: /^ada/ }).click();
    await issuer.getByText('You can close this page now').waitFor();
    await issuer.close();
    await row('ada').waitFor();
    await panel.locator('#verdict .headline.good').waitFor();
    assert.match(await words(panel.locator('#verdict')), /200/);
    await toast('Waiting for the sign-in').waitFor({ state: 'detached' });
    await copied('ada');
  });

  test('what waits for the browser is cancelled from its message', async () => {
    await choose('ada', 'Sign In Again');
    await toast('Waiting for the sign-in').getByRole('button', { name: 'Cancel' }).click();
    await toast('Waiting for the sign-in').waitFor({ state: 'detached' });
    for (const it of page.context().pages()) if (it !== page) await it.close();
    await row('ada').waitFor();
  });

  test('a device code is shown, copied and opened', async () => {
    const opened = page.context().waitForEvent('page');
    await send('device');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('Enter the code').waitFor();
    const [, code] = /Enter the code (\S+) to sign in/.exec(await dialog.innerText()) ?? [];
    await picture(page, 'sessions-device');
    await dialog.getByRole('button', { name: 'Copy Code and Open Page' }).click();
    const issuer = await opened;
    assert.equal(await clipboard(), code);
    await toast(`Enter ${code}`)
      .getByText(/\d+:\d\d left/)
      .waitFor();
    await picture(page, 'sessions-device-waiting');
    await issuer.getByRole('button', { name: /ada/ }).first().click();
    await row('device').waitFor({ timeout: 30_000 });
    await toast(`Enter ${code}`).waitFor({ state: 'detached' });
    await issuer.close();
    await panel.locator('#verdict .headline.good').waitFor();
    await copied('device');
  });

  test('a login by request is a session too, renewed by sending it again', async () => {
    await answerOf('login');
    await row('login').waitFor();
    assert.match(await row('login').getAttribute('aria-label'), /^login · playground: no known end, login, renewed/);
    await row('login').hover();
    const before = await answered();
    await page.waitForTimeout(1100);
    await row('login').getByRole('button', { name: 'Refresh Now' }).click();
    await until('the login, sent again', answered, (it) => it !== before);
    await picture(page, 'sessions-list');
  });

  test('a token call that fails is shown whole and explained, with what waits for it', async () => {
    panel = await openInPanel('broken', 'broken.http');
    const verdict = await answerOf('broken');
    assert.match(verdict, /POST \S+\s*\/oauth\/token/);
    assert.match(verdict, /401\s+[\s\S]*secret/i);
    assert.match(verdict, /GET \S+reports waits for it and was not sent/);
    await picture(page, 'sessions-token-call');
    assert.deepEqual(await axe(editor, page, panel), []);
    await panel.getByRole('tab', { name: 'Body' }).click();
    assert.match(await words(panel.locator('#exchange')), /grant_type=client_credentials/);
    assert.equal((await panel.locator('body').innerText()).includes(wrongSecret), false);
    await panel.getByRole('tab', { name: 'Headers' }).click();
  });

  test('a restart keeps who is signed in, and what they may send', async () => {
    await server.restart();
    await page.reload();
    await page.locator('.monaco-workbench .part.statusbar').waitFor();
    await page.locator('.activitybar').getByRole('tab', { name: 'Why401', selected: true }).waitFor();
    panel = await sidebar(page);
    await row('app').waitFor();
    await row('ada').waitFor();
    assert.match(await answerOf('app'), /200/);
    assert.equal(await panel.getByText(/^Ran first/).count(), 0);
    await picture(page, 'sessions-restarted');
  });

  test('canaries in every field of a token call, a login and their answers', async () => {
    for (const secret of canary.secrets) seen.add(secret);
    panel = await openInPanel('canary', 'canary.http');
    await answerOf('enter');
    assert.match(await answerOf('refused'), /401/);
    await toast('Renew').getByText('Renew and Send Again').click();
    await panel.getByText('Second attempt').waitFor();
    await page.evaluate(() => navigator.clipboard.writeText('nothing yet'));
    assert.match(await answerOf('forbidden'), /403/);
    await panel.getByRole('button', { name: 'Copy explanation' }).click();
    const explanation = await until('the clipboard', clipboard, (it) => it !== 'nothing yet');
    assert.match(explanation, /403/);
    await panel.evaluate(() => {
      for (const fold of document.querySelectorAll('details')) fold.open = true;
    });
    const shown = `${explanation}\n${await panel.locator('body').innerText()}\n${await page.locator('body').innerText()}`;
    for (const secret of canary.secrets) assert.equal(shown.includes(secret), false, secret);
  });

  test('where nothing can listen, the address of the last page is pasted', async () => {
    const gone = page.context().waitForEvent('request', (it) => it.url().startsWith('https://app.invalid/'));
    await runCommand(page, 'Why401: Sign In');
    await page.locator('.quick-input-list .monaco-list-row[aria-label^="pasted"]').first().click();
    const address = (await gone).url();
    const input = page.locator('.quick-input-widget input').first();
    await page.locator('.quick-input-widget').getByText('Finish Signing In').waitFor();
    await input.fill('https://app.invalid/elsewhere');
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-widget').getByText('The address begins with').waitFor();
    await picture(page, 'sessions-pasted');
    await input.fill(address);
    await page.keyboard.press('Enter');
    // More rows than fit: the list is scrolled, the status bar says it at once.
    await page.locator('.part.statusbar').getByText('Why401: pasted, ends in').waitFor();
    assert.deepEqual(canary.missing(), [], 'every canary was sent');
    for (const it of page.context().pages()) if (it !== page) await it.close();
    await page.evaluate(() => navigator.clipboard.writeText(''));
  });

  test('no credential lies in clear in what the editor keeps, on the disk or in the browser', () => nothingInClear());

  test('signing out takes the token back and forgets it', async () => {
    await dismissToasts();
    await row('app').hover();
    await row('app').getByRole('button', { name: 'Sign Out' }).click();
    const said = toast('Signed out of app');
    await said.waitFor();
    assert.match(await said.innerText(), /forgotten here and revoked at 127\.0\.0\.1/);
    await row('app').waitFor({ state: 'detached' });
    await choose('ada', 'Sign Out');
    await toast('Signed out of ada').getByText('Sign Out in Browser').waitFor();
    await picture(page, 'sessions-signed-out');
  });

  test('signing out of all asks first', async () => {
    await dismissToasts();
    await runCommand(page, 'Why401: Sign Out of All');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('Sign out of all sessions (5)?').waitFor();
    await dialog.getByRole('button', { name: 'Sign Out' }).click();
    await toast('device: forgotten here').waitFor();
    await pane().getByText('kept encrypted by the editor').waitFor();
  });

  test('and once more nothing of it lies in clear', () => nothingInClear());

  /** Looks for every credential that turned up in what the editor keeps, on the disk and in the browser. */
  async function nothingInClear() {
    assert.ok(10 < seen.size, `${seen.size} credentials are looked for`);
    const kept = await page.evaluate(storedText);
    assert.match(kept, /secrets\.provider/, 'the browser holds the secret storage of this editor');
    for (const secret of seen) assert.equal(kept.includes(secret), false, `the browser's storage: ${secret}`);
    let files = 0;
    for (const entry of readdirSync(server.dir, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      // The folder that is worked in holds the private environment file; the extension's own holds the playground.
      if (!entry.isFile() || path.startsWith(server.folder) || path.startsWith(join(server.dir, 'extensions')))
        continue;
      files++;
      const content = readFileSync(path);
      for (const secret of seen) assert.equal(content.includes(secret), false, `${path}: ${secret}`);
    }
    assert.ok(10 < files, `${files} files were looked at`);
  }
});

/** Everything that the page's origin keeps: local storage and every database. */
async function storedText() {
  const { databases, open } = { databases: await indexedDB.databases(), open: (it) => indexedDB.open(it) };
  const done = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const found = [Object.entries(localStorage), Object.entries(sessionStorage)];
  for (const { name } of databases) {
    const database = await done(open(name));
    for (const store of database.objectStoreNames) {
      found.push(await done(database.transaction(store).objectStore(store).getAll()));
    }
    database.close();
  }
  return JSON.stringify(found);
}

/** A request whose token is asked for with another secret than the client's. */
function broken(origin) {
  const signIn = {
    Type: 'OAuth2',
    'Grant Type': 'Client Credentials',
    Issuer: origin,
    'Client ID': 'example-app',
    'Client Secret': wrongSecret,
  };
  return {
    'broken/http-client.env.json': JSON.stringify({ playground: { Security: { Auth: { broken: signIn } } } }),
    'broken/broken.http': `# @name broken\nGET ${origin}/reports\nAuthorization: Bearer {{$auth.token("broken")}}\n`,
  };
}
