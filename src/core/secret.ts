const mark = Symbol.for('why401.Secret');

/**
 * A token, password, key or cookie value.
 * It prints, serialises and interpolates as its ends only; `reveal()` is the one way to the whole, and is called
 * where the value goes onto the wire or where the user has clicked Reveal or Copy.
 */
export class Secret {
  readonly #value: string;
  readonly [mark] = true;

  /** Each bundle has a class of its own, and one is handed to another: a secret is one wherever it was made. */
  static [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && mark in value;
  }

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  get length(): number {
    return this.#value.length;
  }

  /** First and last four characters; values too short to hide their middle show none. */
  toString(): string {
    return maskValue(this.#value);
  }

  toJSON(): string {
    return maskValue(this.#value);
  }
}

/** `abcd…wxyz`, or `••••` where the value is shorter than 16 characters. */
export function maskValue(value: string): string {
  return value.length < 16 ? '••••' : `${value.slice(0, 4)}…${value.slice(-4)}`;
}
