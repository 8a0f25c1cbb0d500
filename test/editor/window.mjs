// A window of the editor, as a person uses it: open a file, find the sidebar, run a command, take a picture.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { out } from './browser.mjs';

/** The machine may be busy with other tests: waiting long costs nothing where things are quick. */
const patience = 30_000;

/** Opens the workspace, and in it a file; `scheme` is what the system would prefer. */
export async function openWindow(browser, server, file, { width = 1280, height = 900 } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  await page.goto(server.url(file));
  await page.locator('.monaco-workbench .part.statusbar').waitFor();
  if (file) await page.locator('.editor-instance .view-line').first().waitFor();
  return page;
}

/** The panel's own document, two frames deep (VS Code calls its address fake.html); shows the panel first if it is hidden. */
export async function sidebar(page) {
  const tab = page.locator('.activitybar').getByRole('tab', { name: 'Why401' });
  // A click on the tab of a view that is on its way would hide it again.
  if (!(await panelFrame(page, 500)) && (await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
  const frame = await panelFrame(page, patience);
  if (!frame) throw new Error('The sidebar did not appear.');
  return frame;
}

async function panelFrame(page, wait) {
  for (let waited = 0; waited <= wait; waited += 250) {
    for (const frame of page.frames()) {
      if (
        frame.url().includes('fake.html') &&
        (await frame
          .locator('#announcer')
          .count()
          .catch(() => 0)) === 1
      )
        return frame;
    }
    await sleep(250);
  }
  return undefined;
}

/** Runs a command through the palette. */
export async function runCommand(page, title) {
  await page.keyboard.press('F1');
  const input = page.locator('.quick-input-widget input').first();
  await input.waitFor();
  await input.fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
}

/** Drags the edge of the sidebar until it is so wide. */
export async function setWidth(page, width) {
  const box = await page.locator('.part.sidebar').boundingBox();
  const x = box.x + box.width;
  await page.mouse.move(x, 400);
  await page.mouse.down();
  await page.mouse.move(box.x + width, 400, { steps: 4 });
  await page.mouse.up();
  await page.mouse.move(box.x + width + 200, 300);
  await sleep(500);
}

/** Changes the colors as a person would, and waits until the panel has them. */
export async function chooseTheme(page, panel, { label, id }) {
  if ((await panel.locator('body').getAttribute('data-vscode-theme-id')) === id) return;
  await runCommand(page, 'Preferences: Color Theme');
  const input = page.locator('.quick-input-widget input').first();
  await page.locator('.quick-input-list .monaco-list-row', { hasText: '2026' }).first().waitFor();
  await input.fill(label);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click();
  await panel.locator(`body[data-vscode-theme-id="${id}"]`).waitFor();
}

/** The code lens above the nth line that holds `line`, by a word of its own. Lenses stand in the order of their lines. */
export async function codeLens(page, line, label, nth) {
  await page.locator('.view-line', { hasText: line }).nth(nth).waitFor();
  const found = page.locator('.codelens-decoration a', { hasText: label }).nth(nth);
  await found.waitFor();
  return found;
}

/** The text of a line as it stands in the editor. */
export async function lineText(page, part) {
  const text = await words(page.locator('.view-line', { hasText: part }).first());
  return text.replaceAll('\u00a0', ' ');
}

/** What can be read there: hidden parts are not. */
export async function words(locator) {
  await locator.waitFor();
  return (await locator.allInnerTexts()).join('\n');
}

export async function picture(page, name, clip) {
  await page.screenshot({ path: join(out, `${name}.png`), ...(clip ? { clip } : {}) });
}
