import type { SidebarPage } from '../sidebar/html.ts';

/** The page of the access matrix: empty parts that its script fills. Nothing but our own files may load. */
export function matrixHtml({ source, script, styles, nonce }: SidebarPage): string {
  const policy = `default-src 'none'; style-src ${source}; font-src ${source}; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Access Matrix</title>
${styles.map((it) => `<link rel="stylesheet" href="${it}">`).join('\n')}
</head>
<body>
<div id="bar" role="group" aria-label="Run" hidden></div>
<main id="upper">
<section id="summary" aria-label="Outcome" hidden></section>
<section id="notices" aria-label="Notices" hidden></section>
<div id="grid" hidden></div>
</main>
<div id="detail" hidden></div>
<div id="aloud" class="sr" role="status" aria-live="polite"></div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
