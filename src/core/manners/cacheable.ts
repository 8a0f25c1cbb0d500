import { fieldValue } from '../exchange.ts';
import { text } from '../text.ts';
import { parseHttpDate } from '../time.ts';
import type { Manner, Note } from './note.ts';

/** A refusal that a cache may keep outlives its reason (RFC 9111, 3 and 4.2). */
export const cacheable: Manner = ({ facts, sure }) => {
  const { headers } = facts.exchange.response;
  const field = (name: string) => fieldValue(headers, name)?.slice(0, 500);
  const note = (name: string, says: Note['says']): Note => ({
    id: 'cacheable',
    at: { in: 'response-header', name },
    says,
    instead: text`Send ${'Cache-Control: no-store'} with every refusal.`,
    link: 'https://www.rfc-editor.org/rfc/rfc9111#section-3',
  });
  if (facts.status < 400 && sure === undefined) return undefined;
  const age = field('Age');
  if (age !== undefined && 0 < Number(age)) {
    return note('Age', text`This refusal came out of a cache: it was ${age} seconds old.`);
  }
  const control = field('Cache-Control')?.toLowerCase();
  if (control !== undefined) {
    if (/\bno-store\b|\bno-cache\b|\bprivate\b/.test(control)) return undefined;
    const seconds = /\b(?:s-maxage|max-age)\s?=\s?"?([1-9]\d{0,9})/.exec(control)?.[1];
    return seconds === undefined
      ? undefined
      : note('Cache-Control', text`Caches may keep this refusal for ${seconds} seconds, after its reason is gone.`);
  }
  const expires = parseHttpDate(field('Expires') ?? '');
  const now = facts.serverAt ?? facts.sentAt;
  if (expires === undefined || expires <= now) return undefined;
  return note('Expires', text`Caches may keep this refusal until ${field('Expires') ?? ''}, after its reason is gone.`);
};
