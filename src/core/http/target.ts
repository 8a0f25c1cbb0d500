import { endOf, type Lines, startOf } from './lines.ts';
import { isKnownMethod } from './methods.ts';

/** What the beginning of a text looks like as a request target. */
export type TargetForm = 'absolute' | 'origin' | 'reference' | 'asterisk' | 'schemeless' | 'none';

const scheme = /^[A-Za-z][A-Za-z0-9+.-]{0,30}:\/\//;
const host = /^(?:[A-Za-z0-9_-]{1,63}\.){1,20}[A-Za-z][A-Za-z0-9-]{0,62}(?::|[/?#]|$)/;
const hostWithPort = /^[A-Za-z0-9._-]{1,255}:(?:\d{1,5}(?:[/?#]|$)|\{\{)/;
const address = /^(?:\d{1,3}\.){3}\d{1,3}(?:[:/?#]|$)/;
const localhost = /^localhost(?:[:/?#]|$)/i;

/** The form of a target's text. `none`: nothing in it says that it is a target. */
export function targetForm(target: string): TargetForm {
  if (target.startsWith('{{')) return 'reference';
  if (target.startsWith('/')) return 'origin';
  if (target === '*') return 'asterisk';
  if (scheme.test(target)) return 'absolute';
  if (target.startsWith('[') || host.test(target) || hostWithPort.test(target)) return 'schemeless';
  return address.test(target) || localhost.test(target) ? 'schemeless' : 'none';
}

const verbLine = /^([A-Z][A-Z-]{1,30})[ \t]+(\S{1,2000})/;

/** Whether a line is beyond doubt a request line: a known method in upper case, and a target with a scheme, path or reference. */
export function isPlainRequestLine(lines: Lines, line: number, first: number): boolean {
  const code = lines.text.charCodeAt(first);
  if (code < 65 || 90 < code || startOf(lines, line) !== first) return false;
  const match = verbLine.exec(lines.text.slice(first, Math.min(endOf(lines, line), first + 2100)));
  if (!match?.[1] || !match[2] || !isKnownMethod(match[1])) return false;
  const form = targetForm(match[2]);
  return form === 'absolute' || form === 'origin' || form === 'reference';
}
