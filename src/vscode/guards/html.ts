import { type PageParts, webviewPage } from '../webviewPage.ts';

/** The page of the guards' audit. */
export function auditHtml(parts: PageParts): string {
  return webviewPage('Audit of Guards', body, parts);
}

const body = `<div id="bar" role="group" aria-label="Reading" hidden></div>
<main id="upper">
<section id="summary" aria-label="Outcome" hidden></section>
<div id="filter" role="search" hidden></div>
<div id="grid" hidden></div>
</main>
<div id="detail" hidden></div>
<div id="aloud" class="sr" role="status" aria-live="polite"></div>`;
