import { jwtDecode } from 'jwt-decode';
import { textOfBase64 } from '../base64.ts';
import type { TokenDefect } from './token.ts';

export type SectionName = 'header' | 'payload' | 'signature';

export interface Section {
  /** The JSON value, where it is JSON. */
  readonly json?: unknown;
  /** The decoded text, where it is text but not JSON. */
  readonly text?: string;
  readonly defects: readonly TokenDefect[];
}

/** Decodes one Base64url section that should hold JSON. `at`: where it begins in the token, for naming characters. */
export function readSection(raw: string, section: SectionName, at: number): Section {
  const found = alphabetDefects(raw, section, at);
  const sound = raw.replace(padding, '').replace(/[^A-Za-z0-9_\-+/]/g, '');
  if (sound.length % 4 === 1) {
    found.push({
      code: 'truncated',
      section,
      says: `The ${section} has ${sound.length} characters, which Base64url never has: one or more are missing at its end.`,
    });
  }
  const even = sound.length % 4 === 1 ? sound.slice(0, -1) : sound;
  // What begins otherwise is no JSON: most keys and opaque tokens end here.
  if (!beginsAsJson.test(even)) return notJson(even, section, found);
  try {
    // jwt-decode reads whole tokens: the section stands as their header.
    const json: unknown =
      even.length < longSection ? jwtDecode(even, { header: true }) : JSON.parse(decodeText(even) ?? '');
    if (typeof json === 'string') return readTwice(json, section, found);
    if (typeof json === 'object' && json !== null && !Array.isArray(json))
      return { json: withoutDepths(json, section, found), defects: found };
    found.push({
      code: 'not-object',
      section,
      says: `The ${section} is JSON, but ${kindOf(json)} where an object is expected.`,
    });
    return { json: isDeep(json) ? [] : json, defects: found };
  } catch {
    return notJson(even, section, found);
  }
}

/** The first six bits of a brace, a bracket, a quote, white space, a digit, a minus, and of true, false and null. */
const beginsAsJson = /^[eWICDMNOLdZb]/;

function notJson(even: string, section: SectionName, found: TokenDefect[]): Section {
  const text = decodeText(even);
  found.push(...textDefects(text, section, found));
  return text === undefined ? { defects: found } : { text, defects: found };
}

/** No claim has more levels; what walks or prints deeper ones would run out of stack. */
const deepest = 100;

/** Leaves out the claims that are nested too deep to be walked; the others count. */
export function withoutDepths(json: unknown, section: SectionName, found: TokenDefect[]): unknown {
  if (typeof json !== 'object' || json === null || !isDeep(json)) return json;
  const deep = new Set(Object.keys(json).filter((name) => isDeep(Object.getOwnPropertyDescriptor(json, name)?.value)));
  for (const name of [...deep].slice(0, 5)) {
    const says = `The claim ${name.slice(0, 40)} is nested in more than ${deepest} levels, and was left unread.`;
    found.push({ code: 'too-deep', section, says });
  }
  return Object.fromEntries(Object.entries(json).filter(([name]) => !deep.has(name)));
}

/** Level by level, since a walk into the depth is what it guards against. */
function isDeep(json: unknown): boolean {
  let level: unknown[] = [json];
  for (let depth = 0; 0 < level.length; depth++) {
    if (deepest < depth) return true;
    level = level.flatMap((it) => (typeof it === 'object' && it !== null ? Object.values(it) : []));
  }
  return false;
}

/** jwt-decode takes a character at a time, which for long texts takes long. */
const longSection = 10_000;

/** A run of it is entered at its start only. */
const padding = /(?<!=)=+$/;

/** The number of bytes that a Base64url text stands for. */
export function byteLength(raw: string): number {
  return Math.floor((raw.replace(padding, '').length * 3) / 4);
}

/** The first character that is not of the Base64url alphabet (RFC 4648, 5), by kind. */
export function alphabetDefects(raw: string, section: SectionName, at: number): TokenDefect[] {
  const wrong = /[^A-Za-z0-9_-]/.exec(raw);
  if (!wrong) return [];
  const where = `character ${at + wrong.index + 1}`;
  const character = wrong[0];
  if (character === '=' && /^=+$/.test(raw.slice(wrong.index))) {
    return [
      {
        code: 'padding',
        section,
        says: `The ${section} ends with the padding '=' (${where}), which a JWT leaves out.`,
      },
    ];
  }
  if (character === '+' || character === '/') {
    return [
      {
        code: 'standard-base64',
        section,
        says: `The ${section} is in standard Base64: '${character}' at ${where}, where a JWT has '${character === '+' ? '-' : '_'}' (Base64url).`,
      },
    ];
  }
  return [
    { code: 'bad-base64url', section, says: `${named(character)} at ${where}, in the ${section}, is not Base64url.` },
  ];
}

function readTwice(json: string, section: SectionName, found: TokenDefect[]): Section {
  found.push({
    code: 'double-encoded',
    section,
    says: `The ${section} is a JSON string that holds JSON: it was encoded twice.`,
  });
  try {
    const inner: unknown = JSON.parse(json);
    return { json: withoutDepths(inner, section, found), defects: found };
  } catch {
    return { json, defects: found };
  }
}

function textDefects(text: string | undefined, section: SectionName, found: readonly TokenDefect[]): TokenDefect[] {
  if (found.some((it) => it.code === 'bad-base64url')) return [];
  if (text === undefined) {
    return [
      {
        code: 'not-utf8',
        section,
        says: `The ${section} decodes to bytes that are not UTF-8 text, so it is not JSON.`,
      },
    ];
  }
  if (/^\s*\{/.test(text) && !/\}\s*$/.test(text)) {
    return [
      {
        code: 'truncated',
        section,
        says: `The ${section} is JSON that stops before its closing brace: the token was cut.`,
      },
    ];
  }
  return [{ code: 'not-json', section, says: `The ${section} decodes to text that is not JSON.` }];
}

/** Base64url to text, or undefined where the bytes are not UTF-8. */
function decodeText(raw: string): string | undefined {
  return textOfBase64(raw.replace(/-/g, '+').replace(/_/g, '/'));
}

function kindOf(json: unknown): string {
  if (json === null) return 'null';
  if (Array.isArray(json)) return 'a list';
  return `a ${typeof json}`;
}

function named(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (character === ' ') return 'A space';
  if (character === '\n' || character === '\r') return 'A line break';
  if (code < 0x20 || code === 0x7f) return `The control character ${code}`;
  return `'${character}'`;
}
