// The access matrix in its tab: run, read by keyboard, breached by a rule that breaks, expectations written, looks.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { axe, launchBrowser } from '../browser.mjs';
import { install } from '../install.mjs';
import { startEditor } from '../server.mjs';
import { chooseTheme, openWindow, picture, runCommand, sidebar, words } from '../window.mjs';
import { exampleWorkspace } from '../workspace.mjs';

const editor = install();
const themes = {
  dark: { label: 'Dark 2026', id: 'Dark 2026' },
  light: { label: 'Light 2026', id: 'Light 2026' },
  'high-contrast': { label: 'Dark High Contrast', id: 'Default High Contrast' },
  'high-contrast-light': { label: 'Light High Contrast', id: 'Default High Contrast Light' },
};

const requests = `# Who may do what
### Who am I
# @expect admin=2xx viewer=2xx anonymous=401
GET {{api}}/me
Authorization: Bearer {{token}}

### All users
# @expect admin=2xx viewer=403 anonymous=401
GET {{api}}/users
Authorization: Bearer {{token}}

### Reports
# @expect viewer=2xx
GET {{api}}/reports
Authorization: Bearer {{token}}

### Prices
GET {{api}}/prices
Authorization: Bearer {{token}}

### Remove a user
# @expect admin=2xx *=deny
DELETE {{api}}/users/7
Authorization: Bearer {{token}}
`;

describe('the access matrix', () => {
  let api;
  let server;
  let browser;
  let page;
  let tab;
  const cell = (request, user) => tab.locator('td', { hasText: `${user}, ${request}:` });
  const focused = () => tab.evaluate(() => document.activeElement?.querySelector('.sr')?.textContent ?? '');

  before(async () => {
    api = await startApi();
    server = await startEditor({
      editor,
      settings: { 'editor.minimap.enabled': false },
      files: {
        'orders.http': requests,
        'http-client.env.json': JSON.stringify({
          $users: {
            admin: { token: 'admin-token-1' },
            viewer: { token: 'viewer-token-1' },
            anonymous: {},
            retired: { token: expiredToken() },
          },
          local: { api: api.origin },
        }),
      },
    });
    browser = await launchBrowser(editor);
    page = await openWindow(browser, server, 'orders.http', { width: 1280, height: 900 });
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    api?.stop();
  });

  test('runs from the lens at the top of the file, in the environment that is chosen', async () => {
    await page.locator('.codelens-decoration a', { hasText: 'Run Access Matrix' }).click();
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'local' }).first().click();
    tab = await matrixFrame(page);
    await page.locator('.tab', { hasText: 'Access Matrix: orders.http' }).waitFor();
    await tab.locator('#summary .headline').waitFor();
    assert.equal(await words(tab.locator('#summary .headline')), 'One cell is other than expected');
    assert.match(await words(tab.locator('.breaches')), /viewer · GET \/reports · 403 refused, 2xx is wanted/);
    assert.match(await words(cell('GET /users', 'viewer')), /✓\s*403\s*refused/);
    assert.match(await words(cell('GET /reports', 'viewer')), /!\s*403\s*refused\s*wants 2xx/);
    assert.match(await words(cell('GET /prices', 'anonymous')), /·\s*200\s*lets in/);
    assert.match(await words(tab.locator('th.user.not-proof')), /retired\s*not proof/);
    assert.match(await words(tab.locator('#notices')), /retired is not proof\. The token of retired ended/);
  });

  test('what changes something is not sent', async () => {
    assert.equal(api.seen('DELETE'), 0);
    assert.match(await words(tab.locator('#grid')), /not sent: changes something/);
    assert.match(await words(cell('DELETE /users/7', 'admin')), /–\s*not sent/);
    await tab.getByRole('button', { name: 'Include the requests that change something' }).click();
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    assert.match(await words(dialog), /DELETE \/users\/7/);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.equal(api.seen('DELETE'), 0);
    await tab.getByRole('button', { name: 'Include the requests that change something' }).click();
    await dialog.getByRole('button', { name: 'Run with These' }).click();
    await cell('DELETE /users/7', 'admin').filter({ hasText: '204' }).waitFor();
    assert.equal(api.seen('DELETE'), 4);
  });

  test('the keyboard moves through the cells and opens one', async () => {
    await cell('GET /me', 'admin').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    assert.match(await focused(), /^retired, GET \/users: 401 refused/);
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    assert.equal(await focused(), 'viewer, GET /reports: 403 refused, refused and not to be, 2xx is wanted');
    assert.equal(await tab.locator('td[tabindex="0"]').count(), 1);
    await page.keyboard.press('Enter');
    const detail = tab.locator('#detail');
    await detail.locator('h2').waitFor();
    const said = await words(detail);
    assert.match(
      said,
      /GET \/reports as viewer[\s\S]*403\s*The request needs reports:read[\s\S]*2xx is wanted, 403 came\.[\s\S]*What to do/,
    );
    assert.equal(await cell('GET /reports', 'viewer').getAttribute('aria-selected'), 'true');
    assert.match(await focused(), /^viewer, GET \/reports/, 'the focus stays in the grid');
  });

  test('nothing of a credential is in the page', async () => {
    const html = await tab.evaluate(() => document.documentElement.outerHTML);
    assert.doesNotMatch(html, /admin-token-1|viewer-token-1|eyJ/);
  });

  test('a cell that opens is the loudest', async () => {
    api.breakRule();
    await tab.getByRole('button', { name: 'Run again' }).click();
    await tab.locator('.headline.opened').waitFor();
    assert.match(await words(tab.locator('#summary .headline')), /One cell lets somebody in who must not be let in/);
    assert.match(
      await words(tab.locator('.breaches li').first()),
      /viewer · GET \/users · 200 lets in, 403 is wanted, was 403/,
    );
    assert.match(await words(cell('GET /users', 'viewer')), /✗\s*200\s*lets in\s*wants 403 · was 403/);
    await tab.locator('.breach').first().click();
    assert.match(await focused(), /^viewer, GET \/users: 200 lets in, let in and not to be/);
  });

  for (const [name, theme] of Object.entries(themes)) {
    test(`looks: ${name}`, async () => {
      await chooseTheme(page, tab, theme);
      await page.mouse.move(1270, 890);
      await picture(page, `matrix-${name}`);
      assert.deepEqual(await axe(editor, page, tab), []);
      await cell('GET /reports', 'viewer').focus();
      await page.keyboard.press('Enter');
      await tab.locator('#detail h2').waitFor();
      await picture(page, `matrix-${name}-open`);
      assert.deepEqual(await axe(editor, page, tab), [], 'a cell is open');
      await page.keyboard.press('Escape');
      await tab.locator('#detail').waitFor({ state: 'hidden' });
    });
  }

  test('O opens the request in its file, and the sidebar shows a cell', async () => {
    await cell('GET /reports', 'viewer').focus();
    await page.keyboard.press('Enter');
    await tab.getByRole('button', { name: 'Show in Sidebar' }).click();
    const panel = await sidebar(page);
    await panel.locator('#verdict .headline', { hasText: '403' }).waitFor();
    await cell('GET /reports', 'viewer').focus();
    await page.keyboard.press('o');
    await page
      .locator('.tab.active', { hasText: 'orders.http' })
      .and(page.locator('[aria-label^="orders.http"]'))
      .waitFor();
    await page.locator('.editor-instance .view-line', { hasText: '### Reports' }).first().waitFor();
  });

  test('writes the run as expectations, once the diff is applied', async () => {
    await runCommand(page, 'Why401: Write Expectations');
    await page
      .locator('.notification-list-item', { hasText: 'expectations' })
      .getByRole('button', { name: 'Apply' })
      .click();
    await page.locator('.tab', { hasText: 'write the last run' }).waitFor({ state: 'detached' });
    await runCommand(page, 'File: Save All Files');
    const text = await saved(join(server.folder, 'orders.http'));
    assert.match(text, /# @expect viewer=403 admin=2xx anonymous=401\nGET \{\{api\}\}\/reports/);
    assert.match(text, /### Prices\n# @expect admin=2xx viewer=2xx anonymous=2xx retired=2xx\nGET/);
    assert.doesNotMatch(text, /retired=(?!2xx)/, 'a refusal that is no proof is not written');
    await page.locator('.tab', { hasText: 'Access Matrix' }).click();
    tab = await matrixFrame(page);
    await tab.locator('.headline', { hasText: 'Nothing is other than expected' }).waitFor();
    assert.match(await words(cell('GET /users', 'viewer')), /✓\s*200/, 'judged by what the file says now');
  });

  test('a run shows how far it is, and is cancelled', async () => {
    api.stall();
    await tab.getByRole('button', { name: 'Run again' }).click();
    await tab.locator('#bar progress').waitFor();
    await tab.locator('.cell.pending').first().waitFor();
    await tab.getByRole('button', { name: 'Cancel' }).click();
    await tab.getByRole('button', { name: 'Run again' }).waitFor();
    assert.match(await words(cell('GET /prices', 'retired')), /–\s*cancelled/);
  });
});

describe('the access matrix of the example', () => {
  let example;
  let server;
  let browser;
  let page;

  before(async () => {
    example = await exampleWorkspace();
    server = await startEditor({ editor, workspace: example.folder, settings: { 'editor.minimap.enabled': false } });
    browser = await launchBrowser(editor);
    page = await openWindow(browser, server, 'access.http', { width: 1360, height: 1000 });
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    await example?.stop();
  });

  test('all is as expected, until rules are broken: then each hole is listed', async () => {
    await page.locator('.editor-instance .view-line').first().click();
    await runCommand(page, 'Why401: Run Access Matrix');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'playground' }).first().click();
    const tab = await matrixFrame(page);
    await tab.locator('#summary .headline:is(.plain, .fine)').waitFor();
    assert.equal(await tab.locator('.cell:is(.opened, .closed, .other)').count(), 0);
    for (const hole of ['trailing-slash', 'verb', 'wrong-role', 'other-tenant']) {
      const body = JSON.stringify({ hole, open: true });
      const response = await fetch(`${example.origin}/playground/rules`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body,
      });
      assert.equal(response.status, 200, hole);
    }
    await tab.getByRole('button', { name: 'Run again' }).click();
    await tab.locator('.headline.opened').waitFor();
    const opened = await tab.locator('td.opened').evaluateAll((all) => all.map((it) => it.textContent));
    for (const target of ['/shop/settings/', '/shop/projects/', '/shop/prices'])
      assert.ok(
        opened.some((it) => it.includes(target)),
        `${target} in ${opened.join('\n')}`,
      );
    await picture(page, 'matrix-example');
    assert.deepEqual(await axe(editor, page, tab), []);
  });
});

/** The tab's own document; VS Code makes a new one each time the tab comes back. */
async function matrixFrame(page) {
  for (let waited = 0; waited < 30_000; waited += 250) {
    for (const frame of page.frames()) {
      const found = await frame
        .locator('#grid td')
        .count()
        .catch(() => 0);
      if (0 < found) return frame;
    }
    await sleep(250);
  }
  throw new Error('The matrix did not appear.');
}

async function saved(path) {
  for (let i = 0; i < 40 && !readFileSync(path, 'utf8').includes('Prices\n# @expect'); i++) await sleep(250);
  return readFileSync(path, 'utf8');
}

function expiredToken() {
  const part = (it) => Buffer.from(JSON.stringify(it)).toString('base64url');
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: 'rita', exp: 1_700_000_000 })}.c2lnbmF0dXJl`;
}

/** An API with two roles, whose list of users can lose its check. */
async function startApi() {
  const seen = new Map();
  let broken = false;
  let stalled = false;
  const listening = createServer((request, response) => {
    const { method, url, headers } = request;
    if (stalled) return;
    seen.set(method, (seen.get(method) ?? 0) + 1);
    const user = { 'Bearer admin-token-1': 'admin', 'Bearer viewer-token-1': 'viewer' }[headers.authorization];
    const answer = (status, body, fields = {}) => {
      response.writeHead(status, { 'Content-Type': 'application/json', ...fields });
      response.end(status === 204 ? undefined : JSON.stringify(body));
    };
    if (url === '/prices') return answer(200, { cog: 4 });
    if (!user) {
      const challenge = headers.authorization
        ? 'Bearer realm="orders", error="invalid_token", error_description="The token expired"'
        : 'Bearer realm="orders"';
      return answer(401, { error: 'unauthorized' }, { 'WWW-Authenticate': challenge });
    }
    if (url === '/me') return answer(200, { name: user });
    if (url === '/reports' && user === 'viewer')
      return answer(
        403,
        { error: 'insufficient_scope' },
        { 'WWW-Authenticate': 'Bearer realm="orders", error="insufficient_scope", scope="reports:read"' },
      );
    if (user === 'viewer' && !broken) return answer(403, { error: 'forbidden', message: 'Role admin is required' });
    return method === 'DELETE' ? answer(204) : answer(200, [{ name: 'ada' }]);
  });
  await new Promise((done) => listening.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${listening.address().port}`,
    seen: (method) => seen.get(method) ?? 0,
    breakRule() {
      broken = true;
    },
    /** Answers nothing any more. */
    stall() {
      stalled = true;
    },
    stop() {
      listening.close();
      listening.closeAllConnections();
    },
  };
}
