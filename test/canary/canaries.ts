import { createHash } from 'node:crypto';

/** Secrets that turn up nowhere else, by the field that each is planted in. */
export interface Canaries {
  plant(field: string, make?: (value: string) => string): string;
  readonly planted: ReadonlyMap<string, string>;
  /** A secret that a flow made by itself. */
  learn(field: string, value: string): void;
  /** Which of them a text gives away: whole, in long parts, or in another spelling. */
  foundIn(text: string): readonly string[];
}

/** As machines make them, or as people choose them: words that look like an answer. */
export type Kind = 'made' | 'words';

/** So many characters in a row are more than the ends that may be shown. */
const partLength = { made: 9, words: 12 } as const;

export function plantCanaries(kind: Kind): Canaries {
  const planted = new Map<string, string>();
  const windows = new Map<string, string>();

  function learn(field: string, text: string, length: number, spelling: string): void {
    for (let i = 0; i + length <= text.length; i++)
      windows.set(text.slice(i, i + length), `${field}, ${spelling}: ${text.slice(i, i + length)}`);
  }

  function learnAll(field: string, value: string, length: number): void {
    learn(field, value, length, 'as it is');
    for (let shift = 0; shift < 3; shift++) {
      const octets = Buffer.from(`${'x'.repeat(shift)}${value}`);
      // The first and the last group depend on what stands beside it.
      learn(field, octets.toString('base64').slice(4, -4), 14, 'in Base64');
      learn(field, octets.toString('base64url').slice(4, -4), 14, 'in Base64');
    }
    learn(field, Buffer.from(value).toString('hex'), 20, 'in hex');
    learn(field, encodeURIComponent(value), 14, 'percent-encoded');
    learn(field, JSON.stringify(value).slice(1, -1).replaceAll('/', '\\/'), 14, 'in JSON');
  }

  return {
    planted,
    plant(field, make = (value) => value) {
      const known = planted.get(field);
      if (known !== undefined) return known;
      const value = make(kind === 'made' ? madeText(field) : wordsText(field));
      planted.set(field, value);
      learnAll(field, value, partLength[kind]);
      return value;
    },
    learn: (field, value) => learnAll(field, value, partLength.words),
    foundIn(text) {
      const found = new Set<string>();
      for (const length of [9, 12, 14, 20])
        for (let i = 0; i + length <= text.length; i++) {
          const it = windows.get(text.slice(i, i + length));
          if (it !== undefined) found.add(it.replace(/:.*$/s, ''));
        }
      return [...found];
    },
  };
}

function madeText(field: string): string {
  const octets = createHash('sha512').update(`canary of ${field}`).digest('base64').replace(/[+/=]/g, '');
  return `Q7${octets.slice(0, 38)}`;
}

/** Letters of a hash as words: none of them is one of the language. */
function wordsText(field: string): string {
  const letters = createHash('sha512')
    .update(`words of ${field}`)
    .digest('hex')
    .replace(/./g, (it) => syllables[Number.parseInt(it, 16)] ?? '');
  return [letters.slice(0, 10), letters.slice(10, 19), letters.slice(19, 30)].join('-');
}

const syllables = ['ka', 'lo', 'mi', 'nu', 're', 'so', 'ti', 'vu', 'wa', 'xe', 'yo', 'zi', 'ba', 'du', 'fe', 'go'];
