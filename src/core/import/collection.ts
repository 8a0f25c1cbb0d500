/** The tools whose collections and commands can be read. */
export const sourceKinds = ['postman', 'insomnia', 'bruno', 'openapi', 'har', 'curl'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** One file that was handed over. `name` is its path inside the source, with `/`, or what it is called. */
export interface SourceText {
  readonly name: string;
  readonly text: string;
}

/**
 * What a reader makes of a source. All texts in it are templates of our dialect: references are `{{name}}`, and braces
 * that are none are escaped (`template.ts`). Secrets are references already.
 */
export interface ImportedCollection {
  readonly name: string;
  readonly description?: string;
  /** What stands beside the folders. */
  readonly items: readonly (ImportedFolder | ImportedRequest)[];
  /** `$shared` among them: what holds in each. */
  readonly environments: readonly ImportedEnvironment[];
}

export interface ImportedFolder {
  readonly kind: 'folder';
  readonly name: string;
  readonly description?: string;
  /** They hold for what is in the folder. */
  readonly variables: readonly ImportedVariable[];
  readonly items: readonly (ImportedFolder | ImportedRequest)[];
}

export interface ImportedRequest {
  readonly kind: 'request';
  readonly name: string;
  readonly description?: string;
  readonly method: string;
  readonly url: string;
  /** `HTTP/1.1`, where the source asks for one. */
  readonly version?: string;
  readonly headers: readonly ImportedField[];
  readonly body: ImportedBody;
  /** Without `# @`: `no-redirect`, `expect anonymous=401`. */
  readonly directives: readonly string[];
  readonly variables: readonly ImportedVariable[];
  /** Lines to be kept as comments above the request line: what the source has and no line can say. */
  readonly comments: readonly string[];
  /** Response handlers, each as its statements. */
  readonly handlers: readonly (readonly string[])[];
  /** Without `??`. */
  readonly assertions: readonly string[];
}

export interface ImportedField {
  readonly name: string;
  readonly value: string;
  /** Kept as a comment. */
  readonly disabled?: boolean;
}

export type ImportedBody =
  | { readonly kind: 'none' }
  /** `exact`: each octet counts, the line end at the end included. */
  | { readonly kind: 'text'; readonly text: string; readonly exact?: boolean }
  /** Names and values are percent-encoded already. */
  | { readonly kind: 'form'; readonly fields: readonly ImportedField[] }
  | { readonly kind: 'multipart'; readonly type: string; readonly parts: readonly ImportedPart[] }
  | { readonly kind: 'graphql'; readonly query: string; readonly variables: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'octets'; readonly octets: Uint8Array };

export interface ImportedPart {
  readonly name: string;
  readonly content: { readonly text: string } | { readonly path: string };
  readonly fileName?: string;
  readonly contentType?: string;
  readonly disabled?: boolean;
}

export interface ImportedVariable {
  readonly name: string;
  readonly value: string;
  readonly secret?: boolean;
}

export interface ImportedEnvironment {
  readonly name: string;
  readonly variables: readonly ImportedVariable[];
}

/** One thing that the source says and that was not carried over, or not as it was. */
export interface Loss {
  /** The way to it: `Users / List`. */
  readonly where: string;
  /** A sentence. */
  readonly what: string;
}

/** A sign-in, as `Security.Auth.<id>`. Values are templates. */
export interface ImportedSignIn {
  readonly id: string;
  readonly fields: Readonly<Record<string, string | boolean | Readonly<Record<string, string>>>>;
}
