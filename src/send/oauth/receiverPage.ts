import { createHash } from 'node:crypto';

/** Header fields of the pages that a browser is shown at its return: nothing is loaded, kept or framed. */
export function pageHeaders(script: string): Record<string, string> {
  const allowed = script === '' ? '' : `; script-src '${hashOf(script)}'; connect-src 'self'`;
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': `default-src 'none'; style-src '${hashOf(style)}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'${allowed}`,
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
  };
}

/** What a person reads when the browser is back. Nothing of the address is repeated in it. */
export function returnPage(isError: boolean): string {
  return isError
    ? pageOf('The sign-in did not succeed', 'Why401 shows why. You can close this page.')
    : pageOf('Back at Why401', 'You can close this page.');
}

/** Reads the answer behind `#`, hands it on, and takes it out of the browser's history (implicit grant). */
const handOn = `
const answer = location.hash.slice(1);
history.replaceState(null, '', location.pathname);
const say = (words) => { document.querySelector('p').textContent = words; };
if (answer === '') say('This address holds no answer of a sign-in. You can close this page.');
else fetch(location.pathname, { method: 'POST', body: answer }).then(
  () => say('You can close this page.'),
  () => say('Why401 no longer waits for this answer. Sign in again.'),
);
`;

/** The page that hands on what stands behind `#`, and its script. */
export function fragmentPage(): { readonly page: string; readonly script: string } {
  const page = pageOf('Back at Why401', 'One moment.').replace('</body>', () => `<script>${handOn}</script></body>`);
  return { page, script: handOn };
}

const style =
  'html{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}main{max-width:26rem;margin:20vh auto 0;padding:0 1.5rem}h1{font-size:1.25rem;font-weight:600;margin:0 0 .5rem}p{margin:0;opacity:.75}';

function pageOf(title: string, words: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style></head>
<body><main><h1>${title}</h1><p>${words}</p></main></body>
</html>
`;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
