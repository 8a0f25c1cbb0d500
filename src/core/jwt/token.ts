/** What a string that stands where a token should stand turns out to be. */
export type TokenKind = 'jws' | 'jwe' | 'opaque' | 'broken';

export type TokenDefectCode =
  | 'empty'
  | 'placeholder'
  | 'html'
  | 'json'
  | 'bearer-twice'
  | 'header-name-inside'
  | 'quoted'
  | 'whitespace'
  | 'percent-encoded'
  | 'double-encoded'
  | 'too-long'
  | 'missing-part'
  | 'extra-part'
  | 'bad-base64url'
  | 'standard-base64'
  | 'padding'
  | 'truncated'
  | 'not-utf8'
  | 'not-json'
  | 'not-object'
  | 'too-deep'
  | 'missing-alg'
  | 'missing-signature'
  | 'signature-length'
  | 'time-not-number';

export interface TokenDefect {
  /** What is wrong, for rules to switch on. */
  readonly code: TokenDefectCode;
  readonly section?: 'header' | 'payload' | 'signature';
  /** One sentence: what is expected, what is there, at which character. Holds no more of the token than its ends. */
  readonly says: string;
}

export type Claims = Readonly<Record<string, unknown>>;

/** A token as far as it can be read. Nothing is verified. */
export interface Token {
  readonly kind: TokenKind;
  /** What an opaque or broken one is known to be, with its article: `a GitHub personal access token`, `an HTML page`. */
  readonly what?: string;
  readonly header?: Claims;
  readonly payload?: Claims;
  readonly hasSignature: boolean;
  /** The token that is this one's payload (RFC 7519, 5.2). */
  readonly nested?: Token;
  readonly defects: readonly TokenDefect[];
  /** Seconds since the epoch, where the claim is a number (or digits). */
  readonly exp?: number;
  readonly nbf?: number;
  readonly iat?: number;
  readonly audiences: readonly string[];
  readonly issuer?: string;
  readonly subject?: string;
  /** From `scope`, `scp`, `permissions`. */
  readonly scopes: readonly string[];
  /** From `roles`, `role`, `groups`, `realm_access.roles`, `resource_access.*.roles`, `cognito:groups`. */
  readonly roles: readonly string[];
  /** What the claims say the token is for. */
  readonly use: 'access' | 'id' | 'refresh' | 'other' | 'unknown';
  /** Why `use` is what it is, e.g. `token_use is id`. */
  readonly useBecause?: string;
}

/** One claim, for a person. */
export interface ClaimReading {
  readonly name: string;
  /** The raw value as JSON text. */
  readonly value: string;
  /** `Expires`, `Issued by`, … or the claim's own name where it is not registered. */
  readonly label: string;
  /** `3 hours ago (2026-11-22 19:04:11 UTC)`, … */
  readonly reading: string;
}

/** The result of one check of a token's contents. */
export interface TokenCheck {
  readonly check: 'exp' | 'nbf' | 'iat' | 'alg' | 'lifetime' | 'aud' | 'iss' | 'use' | 'skew' | 'shape';
  readonly outcome: 'fine' | 'wrong' | 'note';
  readonly says: string;
}
