import type { SignInConfig } from '../auth/config.ts';
import { type TokenNeed, tokenNeedKey } from '../auth/reference.ts';
import type { Definition, HttpFile, Span } from '../http/httpFile.ts';
import type { Layer } from './environments.ts';
import type { Supplies } from './supplies.ts';
import type { Value } from './value.ts';

/** What a reference into an exchange gave. */
export type Chained = { readonly value: Value } | { readonly problem: string };

/** Everything that variables are looked up in, besides the file itself. */
export interface Scope {
  /** Highest precedence first. */
  readonly layers: readonly Layer[];
  /** The chosen environment, for the words about where was looked. */
  readonly environment?: string;
  /** Environments that know a name, chosen or not. */
  environmentsWith(name: string): readonly string[];
  /** Set while running, by a script or by `run`: they stand above the file. */
  readonly runtime: ReadonlyMap<string, string>;
  /** Files that the file imports: their named requests and definitions count where the file has none. */
  readonly imports?: readonly HttpFile[];
  /** The file is only looked at: what a script or an import may bring is not known, and is no problem. */
  readonly reading?: true;
  /** Answers of people, by the key of the question. */
  readonly answers: ReadonlyMap<string, string>;
  /** Reads from the exchange of a named request; undefined while it has not run. */
  chained(name: string, path: string): Chained | undefined;
  /** A file that the body refers to, by its path as written; undefined while it was not read. */
  bodyFile(path: string): BodyFile | undefined;
  /** A sign-in of the environment files, its references not filled in. */
  signIn(id: string): SignInConfig | undefined;
  readonly signInIds: readonly string[];
  /** Tokens that were obtained, by `tokenNeedKey`. */
  readonly tokens: ReadonlyMap<string, Value>;
  /** Values that definitions were bound to in this run; filled while resolving. */
  readonly bound: Map<Definition, Value>;
  readonly supplies: Supplies;
  /** Names of `$users`; absent where they are not known. */
  readonly users?: readonly string[];
  /** The same for another user: for requests whose `# @as` names one. */
  as?(user: string): Scope;
  /** Characters that a value may have, where less is enough than what can be sent: while a file is only looked at. */
  readonly longestValue?: number;
}

export type BodyFile = { readonly octets: Uint8Array } | { readonly problem: string };

/** Something that must be fetched before resolving can go on; then resolve again. */
export type Need =
  | { readonly kind: 'request'; readonly name: string; readonly span: Span }
  | {
      readonly kind: 'answer';
      readonly key: string;
      readonly label: string;
      readonly secret: boolean;
      readonly initial?: string;
      readonly choices?: readonly string[];
      readonly remember: boolean;
    }
  | { readonly kind: 'file'; readonly path: string; readonly span: Span }
  | { readonly kind: 'token'; readonly need: TokenNeed; readonly span: Span };

/** The same need in the same words. */
export function needKey(need: Need): string {
  switch (need.kind) {
    case 'answer':
      return `answer ${need.key}`;
    case 'request':
      return `request ${need.name}`;
    case 'file':
      return `file ${need.path}`;
    case 'token':
      return `token ${tokenNeedKey(need.need)}`;
  }
}

/** Why a request cannot be sent as it stands. */
export interface ResolveProblem {
  readonly message: string;
  readonly span?: Span;
  readonly variable?: {
    readonly name: string;
    readonly lookedIn: readonly string[];
    readonly similar: readonly string[];
  };
}
