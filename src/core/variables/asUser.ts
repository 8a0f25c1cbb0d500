import type { Directive, RequestBlock, Span } from '../http/httpFile.ts';
import type { Scope } from './scope.ts';
import { similarNames } from './similar.ts';

/** The `# @as` of a request: its last one counts, as with names. */
export function asDirective({ directives }: RequestBlock): Directive | undefined {
  return directives.findLast((it) => it.name.toLowerCase() === 'as' && it.argument !== '');
}

/** Whose request it is: the user that `# @as` names, else the one that is chosen. */
export function userFor(request: RequestBlock, chosen: string | undefined): string | undefined {
  return asDirective(request)?.argument ?? chosen;
}

/** What a request's variables mean: to the user of its `# @as`, where it has one. */
export function scopeFor(request: RequestBlock, scope: Scope): Scope {
  const as = asDirective(request);
  return (as && scope.as?.(as.argument)) ?? scope;
}

export interface UnknownAs {
  readonly name: string;
  /** Of the name. */
  readonly span: Span;
  /** Who may have been meant: a sentence. */
  readonly hint: string;
  /** The whole of it, for a request that was to be sent. */
  readonly message: string;
}

export interface UnknownAs {
  readonly name: string;
  /** Of the name. */
  readonly span: Span;
  /** Who may have been meant: a sentence. */
  readonly hint: string;
  /** The whole of it, for a request that was to be sent. */
  readonly message: string;
}

/** What is wrong with a `# @as` that names none of the users. */
export function unknownAs(request: RequestBlock, users: readonly string[]): UnknownAs | undefined {
  const found = asDirective(request);
  if (!found || users.includes(found.argument)) return undefined;
  const name = found.argument.slice(0, 60);
  const similar = similarNames(found.argument, users);
  const hint = similar.length
    ? `Close to it: ${similar.join(', ')}.`
    : users.length
      ? `There are: ${users.slice(0, 20).join(', ')}.`
      : 'No environment file has `$users`.';
  return {
    name,
    span: found.argumentSpan,
    hint,
    message: `\`# @as ${name}\` names a user that is not known here, so nothing was sent. ${hint}`,
  };
}
