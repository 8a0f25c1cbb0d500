import { maskCode } from '../withoutSecrets.ts';

/** Code on one line, at most 120 characters, as guards show it: what is secret is masked before it may be cut. */
export function clip(text: string): string {
  const line = maskCode(text.slice(0, 1000).replace(/\s+/g, ' ').trim());
  return line.length <= 120 ? line : `${line.slice(0, 119)}…`;
}
