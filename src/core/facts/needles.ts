/**
 * Pieces of text of which one at least stands in whatever a pattern matches, in lower case. Undefined where none can be
 * told. What is not understood of a pattern counts as something that may be anything.
 */
export function needlesOf(source: string): readonly string[] | undefined {
  const reader = new Reader(source);
  const found = reader.alternatives();
  return reader.done && found !== undefined ? [...new Set(found)] : undefined;
}

/** One piece of a sequence: a letter, a group that needs one of some pieces, or anything at all. */
type Item = { readonly letter: string } | { readonly needs: readonly string[] | undefined } | 'nothing';

/** One letter stands everywhere. */
const shortest = 2;

/** Reads a regular expression as far as its required pieces go. */
class Reader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  get done(): boolean {
    return this.#at === this.#source.length;
  }

  /** All alternatives need something, or nothing is needed. */
  alternatives(): readonly string[] | undefined {
    let all: string[] | undefined = [];
    for (;;) {
      const needs = this.#sequence();
      all = needs && all ? [...all, ...needs] : undefined;
      if (this.#source[this.#at] !== '|') return all;
      this.#at++;
    }
  }

  /** The best of what a sequence needs: the longest piece, or the group with the longest. */
  #sequence(): readonly string[] | undefined {
    let best: readonly string[] | undefined;
    let run = '';
    const offer = (needs: readonly string[] | undefined): void => {
      if (needs && (!best || shortestOf(best) < shortestOf(needs))) best = needs;
    };
    const endRun = (): void => {
      if (shortest <= run.length) offer([run]);
      run = '';
    };
    while (this.#at < this.#source.length && !'|)'.includes(this.#source.charAt(this.#at))) {
      const item = this.#item();
      const [least, most] = this.#repeat();
      if (item === 'nothing') continue;
      if ('letter' in item && 0 < least) {
        run += item.letter;
        if (least !== 1 || most !== 1) endRun();
        continue;
      }
      endRun();
      if ('needs' in item && 0 < least) offer(item.needs);
    }
    endRun();
    return best;
  }

  #item(): Item {
    const it = this.#source.charAt(this.#at++);
    switch (it) {
      case '^':
      case '$':
        return 'nothing';
      case '.':
        return anything;
      case '[':
        return this.#class();
      case '(':
        return this.#group();
      case '\\':
        return this.#escape();
      default:
        return letter(it);
    }
  }

  #class(): Item {
    while (this.#at < this.#source.length && this.#source[this.#at] !== ']')
      this.#at += this.#source[this.#at] === '\\' ? 2 : 1;
    this.#at++;
    return anything;
  }

  #group(): Item {
    const opening = /(?:\?(?::|[=!]|<[=!]|<\w{1,40}>))?/y;
    opening.lastIndex = this.#at;
    const kind = opening.exec(this.#source)?.[0] ?? '';
    this.#at += kind.length;
    const needs = this.alternatives();
    this.#at++;
    return /[=!]/.test(kind) ? 'nothing' : { needs };
  }

  #escape(): Item {
    const it = this.#source.charAt(this.#at++);
    if (it === 'b' || it === 'B') return 'nothing';
    // `\\u00e9`, `\\x41`, `\\cM`: what they stand for is not looked up.
    if (it === 'u') this.#at += 4;
    else if (it === 'x') this.#at += 2;
    else if (it === 'c') this.#at += 1;
    else if (it === 'k') this.#at = this.#source.indexOf('>', this.#at) + 1;
    return /[A-Za-z0-9]/.test(it) ? anything : letter(it);
  }

  /** How often: at least, at most. */
  #repeat(): readonly [number, number] {
    const quantifier = /(?:[*+?]|\{(\d{1,6})(,?)(\d{0,6})\})\??/y;
    quantifier.lastIndex = this.#at;
    const [all, least, comma, most] = quantifier.exec(this.#source) ?? [];
    if (all === undefined) return [1, 1];
    this.#at += all.length;
    if (least === undefined) return all.startsWith('+') ? [1, Number.POSITIVE_INFINITY] : [0, 1];
    return [Number(least), comma === '' ? Number(least) : most === '' ? Number.POSITIVE_INFINITY : Number(most)];
  }
}

const anything: Item = { needs: undefined };

/** Letters whose upper and lower case are not one for one stand for anything. */
function letter(it: string): Item {
  const lower = it.toLowerCase();
  return lower.length === 1 && it.toUpperCase().toLowerCase() === lower ? { letter: lower } : anything;
}

function shortestOf(needs: readonly string[]): number {
  return Math.min(...needs.map((it) => it.length));
}
