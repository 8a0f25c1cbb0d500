// node test/editor/pictures.mjs [sidebar | tokens | refusals | server]: takes the README's pictures anew, from the real editor, into media/.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser } from './browser.mjs';
import { install } from './install.mjs';
import { shopHar } from './recordings.mjs';
import { root, startEditor } from './server.mjs';
import { shopFiles, startApp, startNginx } from './shop.mjs';
import { codeLens, openWindow, setWidth, sidebar } from './window.mjs';
import { exampleWorkspace } from './workspace.mjs';

const editor = install();
const wanted = process.argv[2];
const pictures = [
  ['sidebar', take, 'Dark 2026', 'dark'],
  ['sidebar', take, 'Light 2026', 'light'],
  ['tokens', takeTokens, 'Dark 2026', 'dark'],
  ['tokens', takeTokens, 'Light 2026', 'light'],
  ['refusals', takeRefusals, 'Dark 2026', 'dark'],
  ['refusals', takeRefusals, 'Light 2026', 'light'],
  ['refusals', takeRefusals, 'Default High Contrast', 'high-contrast'],
  ['server', takeServer, 'Dark 2026', 'dark'],
];
for (const [kind, make, theme, name] of pictures) if (wanted === undefined || kind === wanted) await make(theme, name);

/** The refusals of a HAR, and the file that they are in. */
async function takeRefusals(theme, name) {
  const settings = { 'workbench.colorTheme': theme, 'editor.minimap.enabled': false, 'breadcrumbs.enabled': false };
  const server = await startEditor({ editor, settings, files: { 'shop.har': shopHar() } });
  const browser = await launchBrowser(editor);
  try {
    const page = await openWindow(browser, server, 'shop.har', { width: 960, height: 760 });
    await page.locator('.editor-actions').getByText('Explain Refusals').click();
    await page.locator('.activitybar').getByRole('tab', { name: 'Why401', selected: true }).waitFor();
    const panel = await sidebar(page);
    await panel.locator('.refusal').first().waitFor();
    await setWidth(page, 380);
    await page.waitForTimeout(1000);
    const clip = await page.locator('.part.sidebar').boundingBox();
    await page.screenshot({ path: join(root, `media/refusals-${name}.png`), clip });
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** A refusal by an application of one's own: the line of its log, and the guard that refused, beside the source. */
async function takeServer(theme, name) {
  const settings = { 'workbench.colorTheme': theme, 'editor.minimap.enabled': false, 'breadcrumbs.enabled': false };
  const server = await startEditor({ editor, settings, files: { ...shopFiles, 'shop.http': '' } });
  const shop = await startApp(editor.node, server.folder);
  const nginx = await startNginx(shop);
  const request = `### Change a post\nPUT ${nginx.origin}/posts/7\nAuthorization: Bearer viewer-token-1\n`;
  writeFileSync(join(server.folder, 'shop.http'), request);
  mkdirSync(join(server.folder, '.vscode'));
  writeFileSync(join(server.folder, '.vscode/settings.json'), JSON.stringify({ 'why401.logs': [nginx.conf] }));
  const browser = await launchBrowser(editor);
  try {
    const page = await openWindow(browser, server, 'shop.http', { width: 1180, height: 900 });
    const panel = await sidebar(page);
    await setWidth(page, 400);
    await panel.locator('.row .main').first().focus();
    await page.keyboard.press('Enter');
    await panel.locator('.refuses .chip').first().click();
    await page
      .locator('.codelens-decoration a', { hasText: 'guards: auth, requireRole(editor) · 403' })
      .first()
      .waitFor();
    await panel.locator('.log-lines li').first().waitFor();
    await panel.locator('#server').evaluate((it) => it.scrollIntoView({ block: 'start' }));
    await page.waitForTimeout(1500);
    await page.screenshot({
      path: join(root, `media/server-${name}.png`),
      clip: { x: 0, y: 0, width: 1180, height: 900 },
    });
  } finally {
    await browser.close();
    await nginx.stop();
    shop.stop();
    await server.stop();
  }
}

/** A token renewed after its refusal, both attempts, and below them who is signed in. */
async function takeTokens(theme, name) {
  const example = await exampleWorkspace();
  const settings = { 'workbench.colorTheme': theme, 'editor.minimap.enabled': false, 'why401.retry': 'auto' };
  const server = await startEditor({ editor, workspace: example.folder, settings });
  const browser = await launchBrowser(editor);
  try {
    const page = await openWindow(browser, server, 'tokens.http', { width: 1180, height: 1000 });
    const panel = await sidebar(page);
    await setWidth(page, 405);
    await panel.getByLabel('Environment', { exact: true }).selectOption('playground');
    await page.locator('.pane-header', { hasText: 'Sessions' }).click();
    const row = (request) => panel.locator('.row', { hasText: new RegExp(`^[A-Z]+\\s*${request}(?!\\w)`) }).first();
    const send = async (request) => {
      await row(request).locator('.main').focus();
      await page.keyboard.press('Enter');
    };
    const opened = page.context().waitForEvent('page');
    await send('ada');
    const issuer = await opened;
    await issuer.getByRole('button', { name: /^ada/ }).click();
    await row('ada').locator('.status').waitFor();
    await issuer.close();
    for (const request of ['short', 'app', 'revoke', 'revoked']) {
      await send(request);
      await row(request).locator('.status').waitFor();
    }
    await panel.getByText('Second attempt').waitFor();
    await page.waitForTimeout(1500);
    const clip = await page.locator('.part.sidebar').boundingBox();
    await page.screenshot({ path: join(root, `media/tokens-${name}.png`), clip });
  } finally {
    await browser.close();
    await server.stop();
    await example.stop();
  }
}

async function take(theme, name) {
  const example = await exampleWorkspace();
  const server = await startEditor({
    editor,
    workspace: example.folder,
    settings: {
      'workbench.colorTheme': theme,
      'editor.minimap.enabled': false,
      'editor.fontSize': 13,
      'editor.hover.above': false,
      'workbench.layoutControl.enabled': false,
      'breadcrumbs.enabled': false,
    },
  });
  const browser = await launchBrowser(editor);
  try {
    const page = await openWindow(browser, server, 'refusals.http', { width: 1180, height: 1240 });
    const panel = await sidebar(page);
    await widen(page, 110);
    await panel.getByLabel('Environment', { exact: true }).selectOption('playground');
    await page.getByText('expired 3 hours ago').first().waitFor();
    for (const request of ['Nothing sent', 'The scope is missing', 'expired']) {
      await panel.locator('.row', { hasText: request }).first().locator('.main').focus();
      await page.keyboard.press('Enter');
      await panel.locator('.row', { hasText: request }).first().locator('.status').waitFor();
    }
    await (await codeLens(page, 'GET {{api}}/me', '401', 1)).waitFor();
    await page.waitForTimeout(1500);
    const clip = await page.locator('.part.sidebar').boundingBox();
    await page.screenshot({ path: join(root, `media/sidebar-${name}.png`), clip });
    if (name === 'dark') await inline(page);
  } finally {
    await browser.close();
    await server.stop();
    await example.stop();
  }
}

/** The lens, the mark and the hover, close by. */
async function inline(page) {
  await page.setViewportSize({ width: 1180, height: 880 });
  await page.locator('.view-line', { hasText: 'expiredToken' }).getByText('expiredToken').hover();
  const hover = page.locator('.monaco-hover:not(.hidden)').first();
  await hover.waitFor();
  await page.waitForTimeout(1000);
  const editorBox = await page.locator('.editor-instance').boundingBox();
  await page.screenshot({
    path: join(root, 'media/inline.png'),
    clip: { x: editorBox.x, y: editorBox.y, width: editorBox.width, height: 580 },
  });
}

async function widen(page, by) {
  const box = await page.locator('.part.sidebar').boundingBox();
  const x = box.x + box.width;
  await page.mouse.move(x, 400);
  await page.mouse.down();
  await page.mouse.move(x + by, 400, { steps: 4 });
  await page.mouse.up();
  await page.mouse.move(x + 200, 300);
}
