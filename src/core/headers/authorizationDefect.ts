/** What is broken in an Authorization value. */
export interface AuthorizationDefect {
  readonly code: AuthorizationDefectCode;
  /** One sentence: what is expected, what is there. Holds no more of the credentials than their ends. */
  readonly says: string;
}

export type AuthorizationDefectCode =
  | 'empty'
  | 'scheme-missing'
  | 'scheme-twice'
  | 'scheme-separator'
  | 'header-name-inside'
  | 'credentials-missing'
  | 'unresolved-variable'
  | 'placeholder'
  | 'quoted'
  | 'whitespace'
  | 'control-character'
  | 'not-ascii'
  | 'bad-base64'
  | 'not-encoded'
  | 'missing-colon'
  | 'double-encoded'
  | 'token-in-basic'
  | 'parameter-missing';
