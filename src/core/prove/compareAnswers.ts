import { fieldValues, type HttpResponse } from '../exchange.ts';

/** How an answer stands to the one it is compared with. What changes by itself (times, ids, nonces) counts as the same. */
export interface Comparison {
  readonly same: { readonly status: boolean; readonly text: boolean; readonly headers: boolean };
  /** What differs, in words: `the status`, `the text`, `WWW-Authenticate`. */
  readonly differs: readonly string[];
}

/** The fields that say why something is refused, and where to go instead. */
const telling = ['WWW-Authenticate', 'Location'] as const;

/** Compares two answers. `sent`: values that were sent and may be repeated in either. */
export function compareAnswers(original: HttpResponse, other: HttpResponse, sent: readonly string[] = []): Comparison {
  const status = original.status === other.status;
  const text = settled(original.body?.text ?? '', sent) === settled(other.body?.text ?? '', sent);
  const fields = telling.filter((name) => fieldsOf(original, name, sent) !== fieldsOf(other, name, sent));
  return {
    same: { status, text, headers: fields.length === 0 },
    differs: [...(status ? [] : ['the status']), ...(text ? [] : ['the text']), ...fields],
  };
}

function fieldsOf({ headers }: HttpResponse, name: string, sent: readonly string[]): string {
  const values = fieldValues(headers, name).join('\n').slice(0, 4_000);
  return settled(name === 'Location' ? values.replace(/[?#].*/gm, '') : values, sent);
}

/** A text without what is another one each time. */
function settled(text: string, sent: readonly string[]): string {
  let rest = text.slice(0, 50_000);
  for (const it of sent) if (4 <= it.length) rest = rest.replaceAll(it, '\u00b7');
  return rest.replace(/[\w+=:.-]{8,400}/g, (word) => (changes(word) ? '\u00b7' : word)).replace(/\s+/g, ' ');
}

/** Looks like a time, a count since an epoch, an id, a nonce or a signature. */
function changes(written: string): boolean {
  // `"at":1763838251` and the end of a sentence.
  const word = written.replace(/^[:.=-]{1,3}/, '').replace(/[:.]$/, '');
  if (!/\d/.test(word)) return 32 <= word.length && !/[.:-]/.test(word);
  if (/^\d{4}-\d\d-\d\d|^\d{1,2}:\d\d:\d\d|^\d{9,}$/.test(word)) return true;
  return /^[0-9a-f-]{8,}$/i.test(word) || (20 <= word.length && !/^\w{1,30}(?:[.:]\w{1,30}){2,8}$/.test(word));
}
