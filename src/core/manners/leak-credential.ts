import type { Place } from '../place.ts';
import { text } from '../text.ts';
import type { Manner } from './note.ts';

/** The credential told back: it ends up in logs, screenshots and bug reports. */
export const leakCredential: Manner = ({ facts, body }) => {
  for (const it of facts.credentials) {
    const value = it.secret.reveal();
    // A mask of the recording, or a word in the place of a credential, is none.
    if (value.length < 12 || it.hidden !== undefined || it.defects.some((defect) => notOne.has(defect.code))) continue;
    const header = facts.exchange.response.headers.find(
      // A cookie that is set anew, and the address of the next step, are how sessions work.
      ({ name, value: sent }) => !/^(?:set-cookie|location)$/i.test(name) && sent.includes(value),
    );
    const at: Place | undefined = header
      ? { in: 'response-header', name: header.name }
      : body.includes(value)
        ? { in: 'response-body' }
        : undefined;
    if (!at) continue;
    return {
      id: 'leak-credential',
      at,
      says: text`The refusal holds the credential of the request: ${it.secret}.`,
      instead: text`Leave credentials out of answers and logs; its first and last four characters are enough to recognize it.`,
      link: 'https://cwe.mitre.org/data/definitions/209.html',
    };
  }
  return undefined;
};

const notOne: ReadonlySet<string> = new Set(['placeholder', 'unresolved-variable', 'empty']);
