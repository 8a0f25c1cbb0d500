/** Whose keys they are, in words: `the issuer's keys`, `the certificate`. */
export interface KeyOwner {
  readonly issuer: boolean;
  /** `the issuer`, `the secret` */
  readonly what: string;
  /** The text that was given. */
  readonly text?: string;
}

/** The keys as the subject of a sentence. */
export function theKeys(owner: KeyOwner): string {
  return owner.issuer ? "the issuer's keys" : owner.what;
}

/** With a capital, for the start of a sentence. */
export function capital(it: string): string {
  return it.charAt(0).toUpperCase() + it.slice(1);
}
