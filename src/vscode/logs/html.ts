import { type PageParts, webviewPage } from '../webviewPage.ts';

/** The page that follows refusals. */
export function followHtml(parts: PageParts): string {
  return webviewPage('Refusals', body, parts);
}

const body = `<div id="bar" role="group" aria-label="Following" hidden></div>
<main id="upper">
<section id="summary" aria-label="Outcome" hidden></section>
<section id="chart" aria-label="Last hour" hidden></section>
<div id="counts" hidden></div>
<section id="rows" aria-label="Refusals" hidden></section>
</main>
<div id="detail" hidden></div>
<div id="aloud" class="sr" role="status" aria-live="polite"></div>`;
