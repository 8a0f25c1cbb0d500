// A browser for the tests and pictures: Debian's Chromium, driven by the Playwright of the cache.
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Pictures and reports of a run; ignored by git. */
export const out = join(dirname(fileURLToPath(import.meta.url)), 'out');

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @param {ReturnType<typeof import('./install.mjs').install>} editor */
export async function launchBrowser(editor) {
  const { chromium } = createRequire(join(editor.modules, 'playwright-core/package.json'))('playwright-core');
  mkdirSync(out, { recursive: true });
  return chromium.launch({ executablePath: editor.chromium, args: flags });
}

/** axe-core's findings on a frame, WCAG 2.2 A and AA. */
export async function axe(editor, page, frame) {
  const source = createRequire(join(editor.modules, 'axe-core/package.json'))('axe-core').source;
  const target = frame ?? page.mainFrame();
  await target.evaluate(source);
  return target.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    // A panel inside the editor is no page: it has no h1 and no landmarks of its own to give.
    const rules = {
      region: { enabled: false },
      'page-has-heading-one': { enabled: false },
      'landmark-one-main': { enabled: false },
    };
    const found = await globalThis.axe.run(document, { runOnly: { type: 'tag', values: tags }, rules });
    return found.violations.map((it) => ({
      id: it.id,
      help: it.help,
      nodes: it.nodes.map((node) => `${node.html} ${node.failureSummary ?? ''}`),
    }));
  });
}
