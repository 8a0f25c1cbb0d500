// The server's side: the log's line and the guard of a refusal, both jumped to; lenses over routes, the audit, following.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { axe, launchBrowser } from '../browser.mjs';
import { install } from '../install.mjs';
import { startEditor } from '../server.mjs';
import { hasNginx, shopFiles, startApp, startNginx } from '../shop.mjs';
import { chooseTheme, openWindow, picture, runCommand, setWidth, sidebar, words } from '../window.mjs';

const editor = install();
const themes = {
  dark: { label: 'Dark 2026', id: 'Dark 2026' },
  light: { label: 'Light 2026', id: 'Light 2026' },
  'high-contrast': { label: 'Dark High Contrast', id: 'Default High Contrast' },
};
/** Stands in the log; nothing may show more than its ends. */
const canary = 'sk_live_CanaryInTheLog0123456789abcdef';

describe("the server's side", () => {
  let server;
  let shop;
  let nginx;
  let browser;
  let page;
  let panel;
  const row = (name) => panel.locator('.row', { hasText: name }).first();
  const send = async (name) => {
    const before = await panel
      .locator('#verdict .when')
      .textContent({ timeout: 500 })
      .catch(() => '');
    await row(name).locator('.main').focus();
    await page.keyboard.press('Enter');
    await row(name).locator('.status').waitFor();
    await sleep(before === '' ? 0 : 1200);
  };
  const editorText = async () =>
    (await words(page.locator('.editor-instance .view-lines').first())).replaceAll('\u00a0', ' ');

  before(async () => {
    server = await startEditor({
      editor,
      settings: { 'editor.minimap.enabled': false, 'breadcrumbs.enabled': false },
      files: { ...shopFiles, 'shop.http': '' },
    });
    shop = await startApp(editor.node, server.folder);
    if (hasNginx()) nginx = await startNginx(shop);
    const web = nginx?.origin ?? shop.origin;
    writeFileSync(
      join(server.folder, 'shop.http'),
      [
        `### Change a post\nPUT ${web}/posts/7\nAuthorization: Bearer viewer-token-1\n`,
        `### List posts\nGET ${web}/posts\nAuthorization: Bearer viewer-token-1\n`,
        `### Private\nGET ${web}/private/?api_key=${canary}\n`,
        `### Admin\nGET ${web}/admin/\n`,
      ].join('\n'),
    );
    const settings = join(server.dir, 'user/User/settings.json');
    const now = JSON.parse(readFileSync(settings, 'utf8'));
    writeFileSync(
      settings,
      JSON.stringify({
        ...now,
        'why401.logs': nginx ? [nginx.conf, { command: ['cat', join(nginx.logs, 'error.log')] }] : [],
      }),
    );
    browser = await launchBrowser(editor);
    page = await openWindow(browser, server, 'shop.http', { width: 1360, height: 1100 });
    panel = await sidebar(page);
    await setWidth(page, 400);
  });

  after(async () => {
    await browser?.close();
    await nginx?.stop();
    shop?.stop();
    await server?.stop();
  });

  test('a refusal by this computer shows the route and the guards in front of it', async () => {
    await send('Change a post');
    const guards = panel.locator('section[aria-label="In the code"]');
    await guards.locator('.guard-list li.refuses').waitFor();
    const said = await words(guards);
    assert.match(said, /PUT \/posts\/:id\s+src\/posts\.js:8[\s\S]*Express/);
    assert.match(said, /1\s*auth[\s\S]*requireRole/);
    assert.match(await words(guards.locator('li.refuses')), /requireRole[\s\S]*editor/);
    await guards.locator('li.refuses .chip').first().click();
    await page.locator('.tab.active', { hasText: 'posts.js' }).waitFor();
    assert.match(await words(page.locator('.view-line', { hasText: 'router.put' }).first()), /requireRole/);
  });

  test('a lens over each route says its guards and who got in', async () => {
    const lens = page.locator('.codelens-decoration a', { hasText: 'requireRole(editor)' }).nth(1);
    await lens.waitFor();
    assert.match(await words(lens), /guards: auth, requireRole\(editor\).*403/);
    await picture(page, 'server-lens-dark');
  });

  test('an edit of the guard is followed by lens and section', async () => {
    const path = join(server.folder, 'src/posts.js');
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(
        "put('/:id', auth, requireRole('editor')",
        "put('/:id', auth, requireRole('admin')",
      ),
    );
    await page.locator('.codelens-decoration a', { hasText: 'requireRole(admin)' }).first().waitFor();
    await panel.locator('li.refuses', { hasText: 'admin' }).waitFor();
    writeFileSync(path, shopFiles['src/posts.js']);
    await panel.locator('li.refuses', { hasText: 'editor' }).waitFor();
  });

  test('a click on the lens leads to the request and its last answer', async () => {
    await page.locator('.tab', { hasText: 'posts.js' }).first().click();
    await page.locator('.codelens-decoration a', { hasText: '403' }).first().click();
    await page.locator('.tab.active', { hasText: 'shop.http' }).waitFor();
    await panel.locator('#verdict .headline', { hasText: '403' }).waitFor();
  });

  test('a success has the guards folded', async () => {
    await page.locator('.tab', { hasText: 'shop.http' }).first().click();
    await send('List posts');
    const fold = panel.locator('[data-fold="guards"]');
    await fold.waitFor();
    assert.equal(await fold.getAttribute('open'), null);
    assert.match(await words(fold.locator('summary')), /In the code:\s+one guard stands in front of this route/);
  });

  test('the audit lists every route and the hole that was planted', async () => {
    await runCommand(page, 'Why401: Audit Guards');
    const tab = await frameWith(page, '#grid td');
    await tab.locator('.headline').waitFor();
    assert.equal(await tab.locator('tbody tr').count(), 6);
    assert.match(await words(tab.locator('.remarks')), /DELETE \/posts\/:id/);
    await tab.locator('.filter').fill('put');
    assert.equal(await tab.locator('tbody tr').count(), 1);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await tab.locator('#detail .guard-list').waitFor();
    assert.match(await words(tab.locator('#detail')), /PUT \/posts\/:id[\s\S]*auth[\s\S]*requireRole/);
    await page.keyboard.press('Escape');
    await tab.locator('#detail').waitFor({ state: 'hidden' });
    await tab.locator('.filter').fill('');
    await tab.getByRole('button', { name: 'Path' }).click();
    assert.equal(await tab.locator('th[aria-sort="ascending"]').count(), 1);
    for (const [name, theme] of Object.entries(themes)) {
      await chooseTheme(page, tab, theme);
      await picture(page, `server-audit-${name}`);
      assert.deepEqual(await axe(editor, page, tab), []);
    }
    await tab.getByRole('button', { name: 'Copy as Markdown' }).click();
    await page.locator('.statusbar', { hasText: 'audit copied' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /\| `PUT` \| `\/posts\/:id` \| `auth, requireRole` \| `editor` \|/);
    await tab.locator('.remarks .chip').first().click();
    await page.locator('.tab.active', { hasText: 'posts.js' }).waitFor();
  });

  test('the lens of a route that no request asks for leads to its row in the audit', async () => {
    await page.locator('.tab', { hasText: 'posts.js' }).first().click();
    await page.locator('.codelens-decoration a', { hasText: 'no guard' }).first().click();
    await page.locator('.tab.active', { hasText: 'Guards: workspace' }).waitFor();
    const tab = await frameWith(page, '#detail h2');
    assert.match(
      await words(tab.locator('#detail')),
      /DELETE \/posts\/:id[\s\S]*Nothing stands in front of it that may refuse/,
    );
  });

  describe('with nginx in front', {
    skip: hasNginx() ? false : 'nginx is not installed here: apt-get install nginx-light',
  }, () => {
    test('the line of its error log gives the reason, and is jumped to', async () => {
      await page.locator('.tab', { hasText: 'shop.http' }).first().click();
      await send('Private');
      const log = panel.locator('section[aria-label="Server log"]');
      await log.locator('.log-lines li').first().waitFor();
      assert.match(await words(log), /error\.log:\d+[\s\S]*no user\/password was provided/);
      assert.match(await words(log), /access\.log:\d+/);
      assert.match(await words(panel.locator('.certainty').first()), /server’s log says so/);
      await panel.locator('.evidence .chip', { hasText: 'error.log' }).first().click();
      await page.locator('.tab.active', { hasText: 'error.log' }).waitFor();
      assert.match(await editorText(), /no user\/password was provided/);
    });

    test('the hover and the quick fixes lead to the line, too', async () => {
      await page.locator('.tab', { hasText: 'shop.http' }).first().click();
      await page.locator('.view-line', { hasText: '/private/' }).getByText('GET').first().hover();
      const link = page.locator('.monaco-hover:not(.hidden) a', { hasText: 'error.log' });
      await link.first().click();
      await page.locator('.tab.active', { hasText: 'error.log' }).waitFor();
      await page.locator('.tab', { hasText: 'shop.http' }).first().click();
      const fixes = page.locator('.action-widget', { hasText: /Open error\.log:\d+/ });
      // The editor may still be busy with the file that was open a moment ago.
      for (let tries = 0; tries < 6 && !(await fixes.isVisible()); tries++) {
        await page.keyboard.press('Escape');
        await page.locator('.view-line', { hasText: '/private/' }).first().click();
        await page.keyboard.press('Control+.');
        await fixes.waitFor({ timeout: 5000 }).catch(() => undefined);
      }
      assert.ok(await fixes.isVisible());
      await page.keyboard.press('Escape');
    });

    test('a configured program runs only by a click, after it was shown', async () => {
      const log = panel.locator('section[aria-label="Server log"]');
      assert.doesNotMatch(await words(log), /cat \//);
      await log.getByRole('button', { name: 'Look again' }).click();
      const dialog = page.locator('.monaco-dialog-box');
      await dialog.waitFor();
      assert.match(await words(dialog), /runs cat \/\S+\/error\.log/);
      await dialog.getByRole('button', { name: 'Ask It' }).click();
      await log.locator('.source', { hasText: 'cat ' }).first().waitFor();
    });

    test('secrets in a log are masked, and what a log says does nothing', async () => {
      const html = await panel.evaluate(() => document.documentElement.outerHTML);
      assert.ok(!html.includes(canary), 'the canary stands in the panel');
      assert.match(await words(panel.locator('.log-lines')), /api_key=sk_l…cdef/);
    });

    for (const [name, theme] of Object.entries(themes)) {
      test(`looks: ${name}`, async () => {
        await page.locator('.tab', { hasText: 'shop.http' }).first().click();
        await chooseTheme(page, panel, theme);
        await panel
          .locator('section[aria-label="Server log"]')
          .evaluate((it) => it.scrollIntoView({ block: 'center' }));
        await picture(page, `server-log-${name}`);
        assert.deepEqual(await axe(editor, page, panel), []);
      });
    }

    test('following shows a burst in words, and a row opens its line', async () => {
      await runCommand(page, 'Why401: Follow Refusals in Server Log');
      const tab = await frameWith(page, '#bar button');
      await tab.locator('.light.following').waitFor();
      for (let i = 0; i < 24; i++) await fetch(`${nginx.origin}/private/`).then((it) => it.text());
      await tab.locator('.burst').waitFor();
      assert.match(await words(tab.locator('.burst').first()), /127\.0\.0\.1/);
      const hostile = '<img src=x onerror=alert(1)>[x](command:why401.send)\\x1b[31m';
      nginx.write('access.log', `203.0.113.9 - - [${clfNow()}] "GET /${hostile} HTTP/1.1" 403 153 "-" "${canary}"`);
      await tab.locator('.refusal', { hasText: '203.0.113.9' }).waitFor();
      assert.equal(await tab.locator('#upper img').count(), 0);
      await tab.locator('.refusal').nth(1).click();
      await tab.locator('#detail .log-text').first().waitFor();
      const html = await tab.evaluate(() => document.documentElement.outerHTML);
      assert.ok(!html.includes(canary));
      for (const [name, theme] of Object.entries(themes)) {
        await chooseTheme(page, tab, theme);
        await picture(page, `server-follow-${name}`);
        assert.deepEqual(await axe(editor, page, tab), []);
      }
      await tab.getByRole('button', { name: 'Pause' }).click();
      await fetch(`${nginx.origin}/admin/`).then((it) => it.text());
      await tab.getByRole('button', { name: /Go On \(\d+ new\)/ }).waitFor();
      await tab.locator('#detail .chip').first().click();
      await page.locator('.tab.active', { hasText: /error\.log|access\.log/ }).waitFor();
    });
  });
});

describe("the server's side in Restricted Mode", () => {
  let server;
  let browser;
  let page;

  before(async () => {
    server = await startEditor({
      editor,
      trust: true,
      settings: { 'security.workspace.trust.startupPrompt': 'never' },
      files: { ...shopFiles, 'shop.http': 'GET http://127.0.0.1:9/\n' },
    });
    browser = await launchBrowser(editor);
    page = await openWindow(browser, server, 'shop.http', { width: 1100, height: 800 });
    await sidebar(page);
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('source code is read when it is asked for, and no log is', async () => {
    await runCommand(page, 'Why401: Follow Refusals in Server Log');
    await page.locator('.notification-list-item', { hasText: 'Restricted Mode' }).waitFor();
    await runCommand(page, 'Why401: Audit Guards');
    const tab = await frameWith(page, '#grid td');
    assert.match(await words(tab.locator('.remarks')), /DELETE \/posts\/:id/);
  });
});

/** `27/Nov/2026:20:59:12 +0000` */
function clfNow() {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date().toUTCString());
  return `${day}/${month}/${year}:${time} +0000`;
}

/** The document of the tab that has such an element. */
async function frameWith(page, selector) {
  for (let waited = 0; waited < 30_000; waited += 250) {
    for (const frame of page.frames()) {
      const isTab = await frame
        .locator('#aloud')
        .count()
        .catch(() => 0);
      if (isTab === 0) continue;
      const found = await frame
        .locator(selector)
        .count()
        .catch(() => 0);
      if (
        0 < found &&
        (await frame
          .locator('#bar')
          .isVisible()
          .catch(() => false))
      )
        return frame;
    }
    await sleep(250);
  }
  throw new Error(`No tab with ${selector} appeared.`);
}
