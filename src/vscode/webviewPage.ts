/** What a webview's page loads. */
export interface PageParts {
  /** Where scripts and styles may come from: the webview's `cspSource`. */
  readonly source: string;
  readonly script: string;
  readonly styles: readonly string[];
  /** Random and used once. */
  readonly nonce: string;
}

/** A webview's page around a body of empty parts, which its script fills. Nothing but our own files may load, and no server may be asked. */
export function webviewPage(title: string, body: string, { source, script, styles, nonce }: PageParts): string {
  const policy = `default-src 'none'; style-src ${source}; font-src ${source}; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${styles.map((it) => `<link rel="stylesheet" href="${it}">`).join('\n')}
</head>
<body>
${body}
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
