/**
 * How a secret may be written where somebody repeats it: as it is, percent-encoded and decoded, as a JSON string, in HTML.
 * What else masks text stops at some characters, so that longer parts between these count as well.
 */
export function spellingsOf(secret: string): readonly string[] {
  if (plain.test(secret)) return [secret];
  const all = new Set([secret]);
  for (const it of [secret, decoded(secret), decoded(secret.replaceAll('+', ' ')), unescaped(secret)]) {
    const encoded = encodeURIComponent(it.replace(/\p{Surrogate}/gu, '\ufffd'));
    const escaped = JSON.stringify(it).slice(1, -1);
    all.add(it).add(encoded).add(encoded.replaceAll('%20', '+')).add(formEncoded(encoded));
    all.add(escaped).add(escaped.replaceAll('/', '\\/')).add(inHtml(it));
    for (const part of it.split(stops)) if (longPart <= part.length && part.length < it.length) all.add(part);
  }
  return [...all];
}

/** Nothing in it is ever written otherwise. */
const plain = /^[\w.~-]*$/;

/** A pattern that takes a value to its end stops here. */
const stops = /[\s"'&;,<>\\{}[\]()=]+/;

/** Shorter parts are words. */
const longPart = 12;

function decoded(it: string): string {
  try {
    return decodeURIComponent(it);
  } catch {
    return it;
  }
}

/** As forms are encoded (application/x-www-form-urlencoded): more than `encodeURIComponent` does. */
function formEncoded(encoded: string): string {
  return encoded.replaceAll('%20', '+').replace(/[!'()~]/g, (it) => `%${it.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The text of a JSON string's inside; the same where it is none. */
function unescaped(it: string): string {
  if (!it.includes('\\')) return it;
  try {
    const value: unknown = JSON.parse(`"${it}"`);
    return typeof value === 'string' ? value : it;
  } catch {
    return it;
  }
}

function inHtml(it: string): string {
  return it.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
