import { type PageParts, webviewPage } from '../webviewPage.ts';

/** The page of the access matrix. */
export function matrixHtml(parts: PageParts): string {
  return webviewPage('Access Matrix', body, parts);
}

const body = `<div id="bar" role="group" aria-label="Run" hidden></div>
<main id="upper">
<section id="summary" aria-label="Outcome" hidden></section>
<section id="notices" aria-label="Notices" hidden></section>
<div id="grid" hidden></div>
</main>
<div id="detail" hidden></div>
<div id="aloud" class="sr" role="status" aria-live="polite"></div>`;
