/** A place in an exchange that a finding points at: what it shows can be looked up there. */
export type Place =
  | { readonly in: 'request-line' | 'status' | 'response-body' | 'request-body' }
  | { readonly in: 'request-header' | 'response-header'; readonly name: string }
  | { readonly in: 'url'; readonly part: 'scheme' | 'host' | 'path' | 'query'; readonly name?: string }
  | { readonly in: 'token'; readonly claim: string; readonly section?: 'header' | 'payload' | 'signature' }
  /** `entry` counts from the oldest of `Exchange.earlier`, 0-based. */
  | { readonly in: 'earlier'; readonly entry: number; readonly what: string }
  /** Counts in the order in which the experiments were sent, 0-based. */
  | { readonly in: 'experiment'; readonly index: number }
  /** A record of the server's log; `offset` in bytes, `line` 1-based where it is known. */
  | { readonly in: 'log'; readonly file: string; readonly offset: number; readonly line?: number }
  /** The application's own code; `line` 1-based, `file` relative to the folder that was read. */
  | { readonly in: 'source'; readonly file: string; readonly line: number };
