export interface SidebarPage {
  /** Where scripts and styles may come from: the webview's `cspSource`. */
  readonly source: string;
  readonly script: string;
  readonly styles: readonly string[];
  /** Random and used once. */
  readonly nonce: string;
}

/** The sidebar's page: empty parts that its script fills. Nothing but our own files may load, and no server may be asked. */
export function sidebarHtml({ source, script, styles, nonce }: SidebarPage): string {
  const policy = `default-src 'none'; style-src ${source}; font-src ${source}; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Why401</title>
${styles.map((it) => `<link rel="stylesheet" href="${it}">`).join('\n')}
</head>
<body>
<div id="restricted" hidden></div>
<div id="pickers" hidden></div>
<nav id="requests" aria-label="Requests" hidden></nav>
<div id="sending" hidden></div>
<div id="read" hidden></div>
<main id="result" tabindex="-1">
<div id="empty" hidden></div>
<section id="refusals" aria-label="Refusals" hidden></section>
<section id="verdict" aria-label="Verdict" hidden></section>
<section id="tokens" aria-label="Tokens" hidden></section>
<section id="exchange" aria-label="Exchange" hidden></section>
</main>
<div id="announcer" class="sr" role="status" aria-live="polite"></div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
