/**
 * Text of others as characters that do nothing: controls, terminal escapes, marks that turn the direction of writing,
 * invisible characters and halves of surrogate pairs come out as escapes that can be read (`\x1b`, `\u202e`).
 */
export function visible(theirs: string): string {
  return theirs.replace(acting, spellOut);
}

/** The same, on one line: line ends and tabs become `\n`, `\r`, `\t`. */
export function visibleLine(theirs: string): string {
  return visible(theirs).replace(/[\n\r\t]/g, (it) => (it === '\n' ? '\\n' : it === '\r' ? '\\r' : '\\t'));
}

const acting =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffc]|\u034f|[\u{e0000}-\u{e0fff}]|\p{Surrogate}/gu;

function spellOut(it: string): string {
  const code = it.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`;
}
