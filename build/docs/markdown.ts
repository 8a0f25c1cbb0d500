/** Said on every page that is made. */
export const made = '<!-- Made by `npm run docs`; what is written here by hand is lost. -->';

/** Text that stands for itself in a table, backquotes and bars included. */
export function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map((it) => it[0].length));
  const marks = '`'.repeat(longest + 1);
  const space = longest === 0 ? '' : ' ';
  return `${marks}${space}${text.replaceAll('|', '\\|')}${space}${marks}`;
}

export function codeBlock(text: string, language: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

/** Words in a table. */
export function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replace(/\s+/g, ' ');
}
