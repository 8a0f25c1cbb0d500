/** Names one request of one document, for as long as its name (or method and target) stands. */
export interface RequestRef {
  readonly uri: string;
  readonly id: string;
}
