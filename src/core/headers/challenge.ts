/** One challenge of WWW-Authenticate or Proxy-Authenticate (RFC 9110, 11.6.1). */
export interface Challenge {
  /** As written; compare without regard to case. */
  readonly scheme: string;
  readonly token68?: string;
  /** Parameter names lower-cased, values unquoted; in order, duplicates kept (the first one counts). */
  readonly params: readonly { readonly name: string; readonly value: string }[];
  /** What is broken in it, one sentence each; empty when well-formed. */
  readonly defects: readonly string[];
}
