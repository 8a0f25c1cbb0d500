/** What kind of refusal a guard is for. `other`: it may refuse, and its code does not tell as what. */
export type GuardKind = 'authentication' | 'authorization' | 'csrf' | 'throttle' | 'signature' | 'other';

/** A place in the source. `file`: relative to the folder that was read, with forward slashes. `line`: 1-based. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
}

/** Code in front of a handler, or first in it, that may refuse. */
export interface Guard extends SourcePlace {
  /** As the framework's users call it: `requireRole`, `passport.authenticate`, `auth:sanctum`, `can:update,post`. */
  readonly name: string;
  readonly kind: GuardKind;
  /** Roles, scopes, abilities and permissions that it asks for, bare and as written: `editor`, `reports:read`. */
  readonly needs: readonly string[];
  /** What `needs` are. */
  readonly needsAre?: 'role' | 'scope' | 'ability' | 'permission' | 'group' | 'claim';
  /** Whether one of `needs` is enough. */
  readonly anyOf?: true;
  /** On what: the model or resource, e.g. `post` of `can:update,post`. */
  readonly on?: string;
  /** As written, on one line, at most 120 characters. */
  readonly text: string;
  /** Where it is put in front of the route, when `file` and `line` are where it is defined or the other way round. */
  readonly definedAt?: SourcePlace;
  /** Statuses that its code is seen to answer with. */
  readonly answers?: readonly number[];
}

/** One way into an application: method and path, and what stands in front of it. Plain data. */
export interface Route extends SourcePlace {
  /** Upper case, or `*` for any. */
  readonly method: string;
  /** As the framework writes it, prefixes joined: `/posts/:id`, `/posts/{post}`. */
  readonly path: string;
  /** What paths it matches: an RE2 pattern over the whole path, without query. Absent where that cannot be told. */
  readonly pattern?: string;
  readonly framework: FrameworkId;
  /** In the order in which they run. */
  readonly guards: readonly Guard[];
  /** Index of the guard that most likely answers 401, and 403; -1 where none does. */
  readonly decides401: number;
  readonly decides403: number;
  readonly handler?: SourcePlace & { readonly name: string };
  readonly name?: string;
  /** Guards in front that let it pass on purpose: for its path, or what is set on it (`@Public()`). By name. */
  readonly letThrough?: readonly string[];
  /** What could not be followed: a computed path, a guard from a package that is not there. For people; one sentence each. */
  readonly unread?: readonly string[];
}

export const frameworkIds = [
  'express',
  'laravel',
  'nestjs',
  'fastify',
  'koa',
  'hono',
  'nextjs',
  'django',
  'fastapi',
  'flask',
  'spring',
  'aspnet',
  'rails',
] as const;
export type FrameworkId = (typeof frameworkIds)[number];

/** What looks wrong among the guards; each is shown with its line, and none is claimed that the code does not show. */
export const remarkCodes = [
  'unguarded-sibling',
  'guard-after-handler',
  'skipped-by-order',
  'lone-role',
  'missing-policy-method',
  'method-gap',
  'shadowed-by-permit-all',
  'unknown-guard',
  'covers-nothing',
] as const;
export type RemarkCode = (typeof remarkCodes)[number];

/** One thing that looks wrong. */
export interface GuardRemark extends SourcePlace {
  readonly code: RemarkCode;
  /** A whole sentence with the actual names. */
  readonly says: string;
  /** `sure`: the code shows it. `likely`: it may be meant. */
  readonly certainty: 'sure' | 'likely';
  /** What to look at or change: imperative. */
  readonly advice: string;
  /** Another place it speaks of. */
  readonly other?: SourcePlace;
}
