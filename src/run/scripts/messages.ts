/** What goes into the sandbox and comes out of it: plain data between two threads, and JSON text at the sandbox's wall. */
export interface ScriptTask {
  readonly code: string;
  /** What errors call it: `api.http`, `check.js`. */
  readonly name: string;
  /** Where its first character stands in the file of that name, 0-based: so that errors name the file's own lines. */
  readonly line: number;
  readonly column: number;
  /** `expression`: what it gives comes back as `value`. */
  readonly kind: 'script' | 'expression';
  readonly given: Given;
}

/** What a script can read. */
export interface Given {
  readonly when: 'before' | 'after';
  readonly globals: Readonly<Record<string, unknown>>;
  readonly globalHeaders: Readonly<Record<string, string>>;
  /** Set for this request alone. */
  readonly variables: Readonly<Record<string, string>>;
  readonly file: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  /** Variables of the process that the script names. */
  readonly processEnv: Readonly<Record<string, string>>;
  readonly request: {
    readonly method: string;
    readonly url: Filled;
    readonly headers: readonly (Filled & { readonly name: string })[];
    readonly body: Filled;
  };
  readonly response?: {
    readonly status: number;
    readonly statusText: string;
    readonly headers: readonly (readonly [string, string])[];
    readonly body: string;
    /** `body` is only the beginning of it. */
    readonly cut?: true;
    readonly mimeType: string;
    readonly charset: string;
    readonly ms: number;
  };
  /** Values that stand under their own names, for expressions: answers of named requests, variables. */
  readonly named?: Readonly<Record<string, unknown>>;
}

/** A template as it is written, and with the references filled in that have a value. */
export interface Filled {
  readonly raw: string;
  readonly filled: string;
}

/** What a script did, in order, and how it ended. */
export interface ScriptResult {
  readonly changes: readonly ScriptChange[];
  readonly tests: readonly { readonly name: string; readonly passed: boolean; readonly message?: string }[];
  readonly logs: readonly string[];
  /** What an expression gave, as JSON text; absent for what JSON cannot say. */
  readonly value?: string;
  readonly failure?: ScriptFailure;
}

export type ScriptChange =
  /** `json`: the value as JSON text. */
  | { readonly do: 'set'; readonly in: 'globals' | 'request'; readonly name: string; readonly json: string }
  | { readonly do: 'clear'; readonly in: 'globals' | 'headers'; readonly name?: string }
  | { readonly do: 'set-header'; readonly name: string; readonly value: string };

export interface ScriptFailure {
  /** One sentence. */
  readonly message: string;
  /** In the file of the task's name, 0-based. */
  readonly line?: number;
  readonly column?: number;
}

export const limits = {
  /** Milliseconds that a script may run. */
  time: 1000,
  /** Octets that it may hold. */
  memory: 32 * 1024 * 1024,
  /** Octets of its stack. */
  stack: 256 * 1024,
  /** Characters that it may log, set and report, each. */
  output: 1024 * 1024,
  logs: 64 * 1024,
  /** Things of one kind that it may do. */
  count: 1000,
  name: 200,
} as const;
