import { knownKeysIn } from '../knownKeys.ts';
import { isSecretParameter } from '../mask.ts';
import { variableFor } from '../variables/variableFor.ts';

/** A secret in a text of theirs: what stands there, and what a variable for it would be called. */
export interface FoundSecret {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

const privateKey =
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[A-Za-z0-9+/=\s\\]{20,20000}-----END [A-Z ]{0,30}PRIVATE KEY-----/g;
const jwt = /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*){1,3}/g;

/** Secrets by their shape: JWTs, keys of known services, private keys. */
export function secretsInText(text: string): readonly FoundSecret[] {
  if (longest < text.length) return [];
  const shaped = [privateKey, jwt].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((it) => ({ start: it.index, end: it.index + it[0].length })),
  );
  return [...shaped, ...knownKeysIn(text)].map((it) => ({ ...it, name: 'token' })).sort((a, b) => a.start - b.start);
}

/** Longer texts are data. */
const longest = 2_000_000;

/** Members of JSON, fields of forms and elements of XML that are called as secrets are, as they stand in the text. */
export function secretsInBody(text: string): readonly FoundSecret[] {
  if (longest < text.length) return [];
  const found: FoundSecret[] = [];
  for (const pattern of [jsonMember, element]) {
    for (const match of text.matchAll(pattern)) {
      const [whole, name = '', value = ''] = match;
      if (!isSecretParameter(name) || /^code$/i.test(name) || value.includes('{{')) continue;
      const start = match.index + whole.length - value.length - (pattern === jsonMember ? 1 : 2);
      found.push({ start, end: start + value.length, name: variableFor(name) });
    }
  }
  return [...found, ...secretsInText(text)].sort((a, b) => a.start - b.start);
}

const jsonMember = /"([\w.-]{2,60})"\s{0,20}:\s{0,20}"((?:[^"\\\n]|\\.){1,4000})"/g;
const element = /<([\w:.-]{2,60})>([^<>{}]{1,4000})<\//g;

/** Secret values of a query or a form, as they stand in the text. */
export function secretsInPairs(text: string): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  for (const match of text.matchAll(/(?<=^|[?&])([^=&?#\s]{1,100})=([^&#\s]{1,8000})/g)) {
    const [, name = '', value = ''] = match;
    const decoded = name.replace(/%5[bB]/g, '[').replace(/%5[dD]/g, ']');
    if (!isSecretParameter(decoded) || /^(?:code|key)$/i.test(name) || value.includes('{{')) continue;
    const start = match.index + name.length + 1;
    found.push({ start, end: start + value.length, name: variableFor(decoded) });
  }
  return found;
}

/** Secrets that a script writes out: `token = "…"`, `password: '…'`, `set("apiKey", "…")`. */
export function secretsInScript(text: string): readonly FoundSecret[] {
  if (longest < text.length) return [];
  const found: FoundSecret[] = [];
  for (const match of text.matchAll(assigned)) {
    const [whole, name = '', , value = ''] = match;
    if (!isSecretParameter(name)) continue;
    const start = match.index + whole.length - value.length - 1;
    found.push({ start, end: start + value.length, name: variableFor(name) });
  }
  for (const match of text.matchAll(scheme)) {
    const [whole, value = ''] = match;
    found.push({ start: match.index + whole.length - value.length, end: match.index + whole.length, name: 'token' });
  }
  return [...found, ...secretsInText(text)].sort((a, b) => a.start - b.start);
}

const assigned = /([\w-]{2,60})["'`]?\s{0,10}[:=,]\s{0,10}(["'`])([^"'`\n\\]{4,4000})["'`]/g;
const scheme = /\b(?:Bearer|Basic|Token) ([A-Za-z0-9._~+/=-]{8,4000})/g;

/** Replaces what was found; of two that overlap the first counts. */
export function replaced(text: string, found: readonly FoundSecret[], by: (it: FoundSecret, value: string) => string) {
  let out = '';
  let at = 0;
  for (const it of found) {
    if (it.start < at) continue;
    out += text.slice(at, it.start) + by(it, text.slice(it.start, it.end));
    at = it.end;
  }
  return out + text.slice(at);
}
