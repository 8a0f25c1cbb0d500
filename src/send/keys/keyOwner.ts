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
