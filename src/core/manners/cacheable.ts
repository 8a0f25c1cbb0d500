import { fieldValue, fieldValues } from '../exchange.ts';
import type { Facts } from '../facts.ts';
import { type Text, text } from '../text.ts';
import { parseHttpDate } from '../time.ts';
import type { Manner, Note } from './note.ts';

/** A refusal that a cache may keep outlives its reason (RFC 9111, 3 and 4.2). */
export const cacheable: Manner = ({ facts, sure }) => {
  // Answers to other methods are kept by no cache, or by none that is known.
  if (!/^(?:GET|HEAD)$/.test(facts.method) || (facts.status < 400 && sure === undefined)) return undefined;
  const { headers } = facts.exchange.response;
  const field = (name: string) => fieldValue(headers, name)?.slice(0, 500);
  const age = Number(field('Age') ?? 0);
  if (0 < age) return note('Age', text`This refusal came out of a cache: it was ${age} seconds old.`);

  const control = directives(fieldValues(headers, 'Cache-Control').join(',').slice(0, 2_000).toLowerCase());
  if (control.has('no-store') || control.has('no-cache') || variesByCaller(facts)) return undefined;
  const where = keepers(facts, control);
  const seconds = (name: string) => Number(/^\d{1,10}$/.exec(control.get(name) ?? '')?.[0] ?? Number.NaN);
  const shared = where === 'shared' && control.has('s-maxage') ? seconds('s-maxage') : seconds('max-age');
  if (0 < shared)
    return note(
      'Cache-Control',
      text`${who(where)} may keep this refusal for ${shared} seconds, after its reason is gone.`,
    );
  if (!Number.isNaN(shared)) return undefined;

  const until = field('Expires');
  if (until !== undefined) {
    const end = parseHttpDate(until);
    if (end === undefined || end <= (facts.serverAt ?? facts.sentAt)) return undefined;
    return note('Expires', text`${who(where)} may keep this refusal until ${until}, after its reason is gone.`);
  }
  if (where !== 'shared') return undefined;
  if (control.has('public'))
    return note(
      'Cache-Control',
      text`Caches may keep this refusal as long as they see fit: it is marked ${'public'}, without an end.`,
    );
  return keptUntold.has(facts.status)
    ? note(
        undefined,
        text`Caches may keep this ${facts.status} as long as they see fit: nothing in the answer tells them not to.`,
        'https://www.rfc-editor.org/rfc/rfc9111#section-4.2.2',
      )
    : undefined;
};

/** Statuses that caches may keep without being told to (RFC 9110, 15.1). 401 and 403 are none. */
const keptUntold: ReadonlySet<number> = new Set([200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501]);

function note(name: string | undefined, says: Text, link = 'https://www.rfc-editor.org/rfc/rfc9111#section-3'): Note {
  return {
    id: 'cacheable',
    at: name === undefined ? { in: 'status' } : { in: 'response-header', name },
    says,
    instead: text`Send ${'Cache-Control: no-store'} with every refusal.`,
    link,
  };
}

/** `max-age=60, private="Set-Cookie"`: a directive that names fields is about those alone, and is left out. */
function directives(control: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', quoted, plain] of control.matchAll(
    /([a-z][a-z-]{0,40})(?:\s?=\s?(?:"([^"]{0,300})"|([^\s,"]{0,300})))?/g,
  )) {
    const value = quoted ?? plain;
    if (value !== undefined && (name === 'private' || name === 'no-cache')) continue;
    if (!found.has(name)) found.set(name, value ?? '');
  }
  return found;
}

/** Whose cache may keep it: a shared one not what is private, nor what answers Authorization without leave (RFC 9111, 3.5). */
function keepers(facts: Facts, control: ReadonlyMap<string, string>): 'shared' | 'own' {
  if (control.has('private')) return 'own';
  if (fieldValue(facts.exchange.request.headers, 'Authorization') === undefined) return 'shared';
  return ['public', 's-maxage', 'must-revalidate'].some((it) => control.has(it)) ? 'shared' : 'own';
}

function who(where: 'shared' | 'own'): Text {
  return where === 'shared' ? text`Caches` : text`The caller's own cache`;
}

/** Other credentials then get another answer (RFC 9111, 4.1). */
function variesByCaller({ exchange, credentials }: Facts): boolean {
  const names = fieldValues(exchange.response.headers, 'Vary')
    .join(',')
    .toLowerCase()
    .split(',')
    .map((it) => it.trim());
  if (names.includes('*') || names.includes('authorization')) return true;
  return credentials.some((it) => names.includes(it.in === 'cookie' ? 'cookie' : it.name.toLowerCase()));
}
