/**
 * A value as one line of JSON in which every character that a terminal or an editor acts on is an escape: what is read
 * back is the same value.
 */
export function jsonLine(value: unknown): string {
  const json = JSON.stringify(value).replace(acting, escapeUnits);
  return `${json}\n`;
}

/** JSON.stringify escapes what is below U+0020 and lone surrogates itself. */
const acting =
  /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udfff]/g;

function escapeUnits(it: string): string {
  let escaped = '';
  for (let i = 0; i < it.length; i++) escaped += `\\u${it.charCodeAt(i).toString(16).padStart(4, '0')}`;
  return escaped;
}
