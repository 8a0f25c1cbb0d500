import type { Environments } from '../core/http/environments.ts';

export interface EnvironmentOptions {
  /** The workspace folder: the walk upward ends there. Without it, at the nearest folder that looks like a project's root. */
  readonly root?: string;
  /** Unsaved text of an open document, by absolute path; undefined: read the file. */
  openText?(path: string): string | undefined;
  /** `rest-client.environmentVariables`, as the setting stands. */
  readonly restClientVariables?: unknown;
}

/** Reads the environment files that belong to a `.http` file. Reads only; broken files become problems. */
export async function readEnvironments(_httpPath: string, _options: EnvironmentOptions): Promise<Environments> {
  return { names: [], users: [], problems: [], files: [], layers: () => [], authIds: () => [] };
}
