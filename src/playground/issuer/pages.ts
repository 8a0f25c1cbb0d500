import { createHash } from 'node:crypto';
import type { Answer } from '../respond.ts';

/** HTML that is safe to send. */
export interface Html {
  readonly html: string;
}

/** A template whose values are escaped; pieces made by itself, and lists of them, go in as they are. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | Html | readonly Html[])[]): Html {
  const written = values.map((it) =>
    typeof it === 'string' ? escaped(it) : 'html' in it ? it.html : it.map((one) => one.html).join(''),
  );
  return { html: parts.map((it, index) => it + (written[index] ?? '')).join('') };
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

const style = `
:root { color-scheme: light dark; --ink: light-dark(#1d2433, #e6e9f0); --quiet: light-dark(#5b6474, #a3abbb);
  --paper: light-dark(#f4f5f8, #14171f); --card: light-dark(#fff, #1d212b); --line: light-dark(#d5d9e2, #353b49);
  --accent: light-dark(#2457c5, #8fb1ff); --on-accent: light-dark(#fff, #101728); --wrong: light-dark(#a3261d, #ffa79f); }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem 1rem;
  background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { width: min(26rem, 100%); padding: 2rem; background: var(--card); border: 1px solid var(--line);
  border-radius: .75rem; overflow-wrap: anywhere; }
h1 { margin: 0 0 .5rem; font-size: 1.3rem; line-height: 1.3; }
p { margin: 0 0 1rem; } form + p { margin-top: 1.25rem; } p:last-child { margin-bottom: 0; } .quiet { color: var(--quiet); font-size: .875rem; } .wrong { color: var(--wrong); }
label { display: block; margin: .75rem 0 .25rem; font-size: .875rem; }
input { width: 100%; padding: .5rem .65rem; font: inherit; color: inherit; background: var(--paper);
  border: 1px solid var(--line); border-radius: .4rem; }
button { display: block; width: 100%; margin-top: .6rem; padding: .55rem .8rem; font: inherit; font-weight: 600;
  color: var(--on-accent); background: var(--accent); border: 1px solid var(--accent); border-radius: .4rem; cursor: pointer; }
button.plain { color: var(--ink); background: none; border-color: var(--line); font-weight: 400; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
hr { border: 0; border-top: 1px solid var(--line); margin: 1.5rem 0 1rem; }
dt { color: var(--quiet); font-size: .875rem; } dd { margin: 0 0 .5rem; } code { font-size: .9em; }
.code { font: 600 1.6rem/1 ui-monospace, monospace; letter-spacing: .2em; }
`;
const styleHash = createHash('sha256').update(style).digest('base64');

/**
 * One quiet page: no script, nothing from elsewhere.
 * @param formAction where its form may lead, redirects included, as sources of a content security policy
 */
export function page(status: number, title: string, content: Html, formAction = "'none'"): Answer {
  const { html: text } = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Playground</title><style>${{ html: style }}</style></head>
<body><main><h1>${title}</h1>
${content}
</main></body></html>
`;
  return {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action ${formAction}; base-uri 'none'; frame-ancestors 'none'`,
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    },
    body: text,
  };
}

/** A page that says why the browser is not sent on. */
export function refusalPage(title: string, content: Html): Answer {
  return page(400, title, html`${content}<p class="quiet">You can close this page.</p>`);
}
