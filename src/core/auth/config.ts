import type { Secret } from '../secret.ts';

/** JSON of a sign-in's configuration as it is written; strings may hold references, those of private files are secret. */
export type ConfigValue =
  | string
  | number
  | boolean
  | null
  | Secret
  | readonly ConfigValue[]
  | { readonly [name: string]: ConfigValue };

/** `Security.Auth.<id>`, where it is written. */
export interface SignInConfig {
  readonly id: string;
  readonly fields: Readonly<Record<string, ConfigValue>>;
  /** For people: `http-client.env.json, line 4`. */
  readonly origin: string;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** Where each field is written, by its name, where that is told: `http-client.private.env.json, line 7`. */
  readonly origins?: Readonly<Record<string, string>>;
}
