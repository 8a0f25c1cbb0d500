import { type PageParts, webviewPage } from '../webviewPage.ts';

/** The sidebar's page. */
export function sidebarHtml(parts: PageParts): string {
  return webviewPage('Why401', body, parts);
}

const body = `<div id="restricted" hidden></div>
<div id="pickers" hidden></div>
<nav id="requests" aria-label="Requests" hidden></nav>
<div id="sending" hidden></div>
<div id="read" hidden></div>
<main id="result" tabindex="-1">
<div id="empty" hidden></div>
<section id="refusals" aria-label="Refusals" hidden></section>
<section id="verdict" aria-label="Verdict" hidden></section>
<div id="server" hidden></div>
<section id="tokens" aria-label="Tokens" hidden></section>
<section id="exchange" aria-label="Exchange" hidden></section>
</main>
<div id="announcer" class="sr" role="status" aria-live="polite"></div>`;
