import type { SignInConfig } from '../auth/config.ts';
import type { Secret } from '../secret.ts';

/** One variable of an environment, where it stands. Its value may hold references, resolved when it is used. */
export interface EnvironmentValue {
  readonly value: string | Secret;
  /** Where it is written, for people: `http-client.env.json, line 4`. */
  readonly origin: string;
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
}

export type LayerKind = 'user' | 'private' | 'environment' | 'shared' | 'dotenv' | 'setting';

/** Variables that came from one kind of place for one environment. */
export interface Layer {
  readonly kind: LayerKind;
  /** For the list of places that were looked in: `environment dev (http-client.env.json)`. */
  readonly origin: string;
  readonly variables: ReadonlyMap<string, EnvironmentValue>;
  /** Holds for every environment: where `{{$shared x}}` looks. */
  readonly shared?: true;
}

/** Something in an environment file that is wrong, or that tools read differently. */
export interface EnvironmentProblem {
  readonly file: string;
  /** 1-based; 0 where the file as a whole is meant. */
  readonly line: number;
  readonly column: number;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** Everything the environment files around one `.http` file say. Values are not resolved yet. */
export interface Environments {
  /** Names that can be chosen, in order of appearance; `$shared`, `$users` and `$schema` are none. */
  readonly names: readonly string[];
  /** Users of `$users`, in order of appearance. */
  readonly users: readonly string[];
  readonly problems: readonly EnvironmentProblem[];
  /** Absolute paths of the files that were read, nearest first. */
  readonly files: readonly string[];
  /** The layers for a choice, highest precedence first: user, private, environment, `$shared`, `.env`, setting. */
  layers(environment: string | undefined, user: string | undefined): readonly Layer[];
  /** Environments in which a name has a value, chosen or not. */
  environmentsWith(name: string): readonly string[];
  /** Ids under `Security.Auth` for a choice, in order of appearance. */
  authIds(environment: string | undefined, user?: string): readonly string[];
  /** `Security.Auth.<id>` for a choice: the user's fields over the private, the public and `$shared`'s, field by field. */
  signIn(environment: string | undefined, user: string | undefined, id: string): SignInConfig | undefined;
}
