import type { Span } from '../http/httpFile.ts';

/** What a user's request is to be answered with. */
export type Want =
  | { readonly kind: 'status'; readonly status: number }
  /** `2xx`: 2. */
  | { readonly kind: 'class'; readonly hundreds: 1 | 2 | 3 | 4 | 5 }
  /** Refused, in whatever way: 401, 403, and what stands in for them. */
  | { readonly kind: 'deny' }
  | { readonly kind: 'allow' };

/** One `user=want` of `# @expect`. */
export interface Expectation {
  /** `*` stands for every user that is not named. */
  readonly user: string;
  readonly want: Want;
  /** As written, in the document. */
  readonly span: Span;
}
