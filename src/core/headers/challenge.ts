/** One challenge of WWW-Authenticate or Proxy-Authenticate (RFC 9110, 11.6.1). */
export interface Challenge {
  /** As written; compare without regard to case. Empty where parameters stand without a scheme before them. */
  readonly scheme: string;
  readonly token68?: string;
  /** Parameter names lower-cased, values unquoted; in order, duplicates kept (the first one counts). */
  readonly params: readonly { readonly name: string; readonly value: string }[];
  /** What is broken in it, one sentence each; empty when well-formed. */
  readonly defects: readonly string[];
}

/**
 * Reads all challenges of all fields, in order. Broken ones are read as far as they go, with their defects.
 * Never throws; the time is linear in the length of the fields.
 */
export function readChallenges(values: readonly string[]): Challenge[] {
  return values.flatMap((value) => new Reader(value.slice(0, longest)).read());
}

/** The value of a parameter that counts: the first of its name. `name` is lower-case. */
export function challengeParam(challenge: Challenge, name: string): string | undefined {
  return challenge.params.find((it) => it.name === name)?.value;
}

/** The first challenge of a scheme, names compared without regard to case. */
export function challengeOf(challenges: readonly Challenge[], scheme: string): Challenge | undefined {
  const wanted = scheme.toLowerCase();
  return challenges.find((it) => it.scheme.toLowerCase() === wanted);
}

/** A field longer than this is an attack, and what lies behind it is no challenge. */
const longest = 65_536;
const mostParams = 100;

interface Draft {
  scheme: string;
  token68?: string;
  params: { name: string; value: string }[];
  defects: string[];
}

/** Words that are a scheme wherever they stand. */
const knownSchemes = new Set(['basic', 'bearer', 'digest', 'dpop', 'negotiate', 'ntlm', 'hoba', 'mutual', 'kerberos']);

/** Schemes whose challenges hold parameters only; `realm=` at the end of one is a parameter without a value. */
const withParams = new Set(['basic', 'bearer', 'digest', 'dpop', 'hoba', 'mutual', 'gnap']);

/** A cursor over one field; each method moves it forward or says that there is nothing for it. */
class Reader {
  readonly #text: string;
  readonly #drafts: Draft[] = [];
  #at = 0;
  /** The last parameter, where its value stands without quotes. */
  #bare: { name: string; value: string } | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Challenge[] {
    // A list: commas separate both challenges and the parameters of one; what a word is shows in what follows it.
    let comma = true;
    while (this.#at < this.#text.length) {
      if (this.#take(/[ \t\r\n]+/y)) continue;
      if (this.#take(/,/y)) {
        comma = true;
        this.#bare = undefined;
        continue;
      }
      const word = this.#take(token);
      if (word === undefined) {
        this.#skipJunk();
        // What is missing here has been said.
        comma = true;
        continue;
      }
      if (!comma && this.#continueBare(word)) continue;
      if (this.#take(/[ \t\r\n]*=[ \t\r\n]*/y)) this.#readParam(word, comma);
      else this.#startChallenge(word, comma);
      comma = false;
    }
    for (const draft of this.#drafts) checkRequired(draft);
    return this.#drafts;
  }

  #startChallenge(scheme: string, comma: boolean): void {
    const before = this.#drafts.at(-1);
    if (before && !comma) before.defects.push(`No comma stands between it and the challenge ${shown(scheme)}.`);
    const draft: Draft = { scheme, params: [], defects: [] };
    this.#drafts.push(draft);
    this.#bare = undefined;
    if (!this.#take(/[ \t\r\n]+/y)) {
      if (/[^ \t\r\n,]/y.test(this.#text.charAt(this.#at))) draft.defects.push('No space stands after the scheme.');
      else if (/,[ \t]*[\w-]+[ \t]*=/y.test(this.#text.slice(this.#at, this.#at + 200))) {
        draft.defects.push('A comma follows the scheme directly, where a space is expected.');
      }
      return;
    }
    // Whether it is a token68 shows at its end: a comma or nothing (RFC 9110, 11.2).
    const token68 = this.#take(/[A-Za-z0-9\-._~+/]+=*(?=[ \t\r\n]*(?:,|$))/y);
    if (token68 === undefined) return;
    const param = /^([\w-]+)=$/.exec(token68);
    if (param?.[1] && withParams.has(scheme.toLowerCase())) {
      draft.params.push({ name: param[1].toLowerCase(), value: '' });
      draft.defects.push(`The parameter ${shown(param[1])} has no value.`);
    } else draft.token68 = token68;
  }

  #readParam(word: string, comma: boolean): void {
    let draft = this.#drafts.at(-1);
    if (!draft) {
      draft = { scheme: '', params: [], defects: ['No scheme stands before the first parameter.'] };
      this.#drafts.push(draft);
    } else if (!comma && 0 < draft.params.length) {
      draft.defects.push(`No comma stands before the parameter ${shown(word)}.`);
    } else if (draft.token68 !== undefined) {
      draft.defects.push(`It has both a bare value and the parameter ${shown(word)}.`);
    }
    const name = word.toLowerCase();
    if (draft.params.some((it) => it.name === name)) {
      draft.defects.push(`The parameter ${shown(word)} stands in it twice.`);
    }
    const quoted = this.#take(/"/y) !== undefined;
    const param = { name, value: quoted ? this.#readQuoted(word, draft) : this.#readBare(word, draft) };
    this.#bare = quoted ? undefined : param;
    if (draft.params.length < mostParams) draft.params.push(param);
  }

  /** After the opening quote. A backslash takes the next character as it is. */
  #readQuoted(word: string, draft: Draft): string {
    const inner = this.#take(/(?:[^"\\]|\\[\s\S])*/y) ?? '';
    if (this.#take(/"/y) === undefined) draft.defects.push(`The quote of ${shown(word)} is never closed.`);
    return inner.includes('\\') ? inner.replace(/\\([\s\S])/g, '$1') : inner;
  }

  #readBare(word: string, draft: Draft): string {
    const value = this.#take(/[^ \t\r\n,]+/y) ?? '';
    if (value === '') draft.defects.push(`The parameter ${shown(word)} has no value.`);
    else if (!/^[!#$%&'*+\-.^_`|~\w]+$/.test(value)) {
      draft.defects.push(`The value of ${shown(word)} holds characters that need quotes around it.`);
    } else if (word.toLowerCase() === 'realm')
      draft.defects.push('The realm stands without quotes (RFC 9110, 11.5 asks for them).');
    return value;
  }

  /** `scope=read write`: a bare value with a space in it, not a new challenge. */
  #continueBare(word: string): boolean {
    const param = this.#bare;
    if (
      !param ||
      knownSchemes.has(word.toLowerCase()) ||
      /[ \t]*(?:=|[\w-]+=)/y.test(this.#text.slice(this.#at, this.#at + 100))
    ) {
      return false;
    }
    param.value += ` ${word}`;
    this.#drafts
      .at(-1)
      ?.defects.push(`The value of ${shown(param.name)} holds a space, and no quotes stand around it.`);
    return true;
  }

  /** Something that starts neither a scheme nor a parameter: passed over up to the next comma or space. */
  #skipJunk(): void {
    const at = this.#at;
    const junk = this.#take(/"(?:[^"\\]|\\[\s\S])*"?|[^ \t\r\n,"]+/y) ?? this.#text.charAt(this.#at++);
    let draft = this.#drafts.at(-1);
    if (!draft) {
      draft = { scheme: '', params: [], defects: [] };
      this.#drafts.push(draft);
    }
    draft.defects.push(`${shown(junk)} at character ${at + 1} is neither a scheme nor a parameter.`);
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }
}

const token = /[!#$%&'*+\-.^_`|~\w]+/y;

/** What RFC 7617 and RFC 7616 demand of every challenge. */
const required: ReadonlyMap<string, readonly string[]> = new Map([
  ['basic', ['realm']],
  ['digest', ['realm', 'nonce']],
]);

function checkRequired(draft: Draft): void {
  for (const name of required.get(draft.scheme.toLowerCase()) ?? []) {
    if (!draft.params.some((it) => it.name === name)) draft.defects.push(`The parameter ${name} is missing.`);
  }
}

function shown(word: string): string {
  return word.length <= 40 ? `'${word}'` : `'${word.slice(0, 39)}…'`;
}
