/** What a string that stands where a token should stand turns out to be. */
export type TokenKind = 'jws' | 'jwe' | 'opaque' | 'broken';

export interface TokenDefect {
  /** Closed code: `missing-part`, `bad-base64url`, `not-json`, `quoted`, `truncated`, `bearer-twice`, `whitespace`, `placeholder`, … */
  readonly code: string;
  readonly section?: 'header' | 'payload' | 'signature';
  /** One sentence: what is expected, what is there, at which character. Holds no more of the token than its ends. */
  readonly says: string;
}

export type Claims = Readonly<Record<string, unknown>>;

/** A token as far as it can be read. Nothing is verified. */
export interface Token {
  readonly kind: TokenKind;
  readonly header?: Claims;
  readonly payload?: Claims;
  readonly hasSignature: boolean;
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
  /** Closed: `exp` `nbf` `iat` `alg` `lifetime` `aud` `iss` `use` `skew`. */
  readonly check: string;
  readonly outcome: 'fine' | 'wrong' | 'note';
  readonly says: string;
}
