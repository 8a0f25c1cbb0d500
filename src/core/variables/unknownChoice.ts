import type { Environments } from './environments.ts';

/** Why a choice cannot be meant: no full stop behind `what`, a whole sentence in `known`. */
export interface UnknownChoice {
  readonly what: string;
  readonly known: string;
}

/** A choice that no file knows would leave its variables without a value one by one: this says the one thing that is wrong. */
export function unknownChoice(
  environments: Environments,
  { environment, user }: { readonly environment?: string; readonly user?: string },
): UnknownChoice | undefined {
  const listed = (names: readonly string[], none: string) => (names.length ? `There are: ${names.join(', ')}.` : none);
  if (environment !== undefined && !environments.names.includes(environment)) {
    // `.env.<name>` files may know one that the JSON files don't list.
    const without = environments.layers(undefined, undefined).length;
    if (environments.layers(environment, undefined).length === without) {
      return {
        what: `The environment \`${environment}\` is not known here`,
        known: listed(environments.names, 'No environment could be read.'),
      };
    }
  }
  if (user === undefined || environments.users.includes(user)) return undefined;
  return {
    what: `The user \`${user}\` is not known here`,
    known: listed(environments.users, 'No environment file has `$users`.'),
  };
}
