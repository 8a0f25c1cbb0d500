// Proving: the button under the certainty, the one question, the table, the explanation anew; a no sends nothing.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { launchBrowser } from '../browser.mjs';
import { install } from '../install.mjs';
import { startEditor } from '../server.mjs';
import { openWindow, runCommand, sidebar, words } from '../window.mjs';

const editor = install();

describe('proving', () => {
  let api;
  let server;
  let browser;
  let page;
  let panel;
  const verdict = () => panel.locator('#verdict');
  const prove = () => panel.getByRole('button', { name: 'Prove', exact: true });
  const dialog = () => page.locator('.monaco-dialog-box');

  before(async () => {
    api = await answering();
    const users = { viewer: { token: 'viewer-5f2b8c7e9d13a4f6' }, admin: { token: 'admin-5f2b8c7e9d13a4f6' } };
    server = await startEditor({
      editor,
      files: {
        'http-client.env.json': JSON.stringify({ $users: users }),
        'reports.http': [
          `### Listing\nGET ${api.origin}/reports\nAuthorization: Bearer {{token}}\n`,
          `### Remove\nDELETE ${api.origin}/reports/7\nAuthorization: Bearer {{token}}\n`,
        ].join('\n'),
      },
    });
    browser = await launchBrowser(editor);
    page = await openWindow(browser, server, 'reports.http');
    panel = await sidebar(page);
    await panel.getByLabel('User', { exact: true }).selectOption('viewer');
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    api?.stop();
  });

  async function send(name) {
    api.seen.length = 0;
    await panel.locator('.row', { hasText: name }).locator('.main').focus();
    await page.keyboard.press('Enter');
    await prove().waitFor();
    assert.equal(api.seen.length, 1);
  }

  test('what would be sent is listed, and a no sends nothing', async () => {
    await send('Listing');
    assert.match(await words(verdict()), /Possibly/i);
    await prove().click();
    await dialog().waitFor();
    const asked = await words(dialog());
    assert.match(
      asked,
      /prove why it was refused\?[\s\S]*1\. Send it as it was[\s\S]*credentials of .?admin[\s\S]*without credentials/,
    );
    assert.doesNotMatch(asked, /5f2b8c7e9d13/);
    await dialog().getByRole('button', { name: 'Cancel', exact: true }).click();
    await dialog().waitFor({ state: 'detached' });
    assert.deepEqual(api.seen, ['GET /reports viewer']);
  });

  test('a yes sends them one after another: a table, and a reason that is proven', async () => {
    await prove().click();
    await dialog()
      .getByRole('button', { name: /^Send \d Requests$/ })
      .click();
    const table = panel.getByRole('region', { name: 'What was tried' });
    await table.waitFor();
    const said = await words(table);
    assert.match(said, /200[\s\S]*credentials of admin[\s\S]*admin passes: it is about who asks/);
    assert.match(said, /401[\s\S]*without credentials[\s\S]*it is about what the caller may do/);
    assert.match(await words(panel.locator('.finding').first()), /^Proven/);
    assert.equal(await prove().count(), 0, 'what is proven is not to be proven');
    assert.equal(api.seen.length, 1 + (await table.getByRole('listitem').count()));
    assert.ok(api.seen.every((it) => it.startsWith('GET ')));
  });

  test('a chip of the evidence leads to its row', async () => {
    await panel.locator('.evidence .chip', { hasText: 'experiment' }).first().click();
    assert.match(await panel.locator('.proof li.flash').innerText(), /admin/);
  });

  test('what may change something is asked for by its method', async () => {
    await send('Remove');
    await runCommand(page, 'Why401: Prove');
    await dialog().waitFor();
    assert.match(await words(dialog()), /DELETE may change something each time/);
    await dialog().getByRole('button', { name: 'Cancel', exact: true }).click();
    await dialog().waitFor({ state: 'detached' });
    assert.deepEqual(api.seen, ['DELETE /reports/7 viewer']);
  });
});

/** Knows two tokens: one may, one may not. */
async function answering() {
  const seen = [];
  const server = createServer((request, response) => {
    const who = /(admin|viewer)-5f2b8c7e9d13a4f6/.exec(request.headers.authorization ?? '')?.[1];
    seen.push(`${request.method} ${request.url} ${who ?? ''}`.trim());
    response.writeHead(who === 'admin' ? 200 : who === 'viewer' ? 403 : 401).end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { seen, origin: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}
