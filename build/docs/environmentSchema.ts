import { type SignInField, type SignInFieldName, signInFields } from '../../src/core/auth/signInFields.ts';
import { says } from './signInFields.ts';

/** What the editor knows of environment files: the fields of a sign-in in the words of docs/tokens.md; nothing is refused. */
export function environmentSchema(): string {
  const properties = Object.fromEntries(signInFields.map((it) => [it.name, fieldSchema(it)]));
  const environment = { $ref: '#/definitions/environment' };
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Environments of .http files',
    type: 'object',
    properties: {
      $shared: { ...environment, description: 'Variables and sign-ins of every environment.' },
      $users: {
        type: 'object',
        description: 'Users by name; what they have stands over the environment.',
        additionalProperties: environment,
      },
    },
    additionalProperties: environment,
    definitions: {
      environment: {
        properties: {
          Security: {
            type: 'object',
            description: 'Sign-ins, used as {{$auth.token("id")}}.',
            properties: {
              Auth: {
                type: 'object',
                description: 'Sign-ins by their ids.',
                additionalProperties: { $ref: '#/definitions/signIn' },
              },
            },
          },
        },
      },
      signIn: { type: 'object', properties },
    },
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

function fieldSchema({ name, type, values, example }: SignInField & { readonly name: SignInFieldName }): unknown {
  const types = { text: ['string', 'number'], url: 'string', flag: ['boolean', 'string'], texts: ['string', 'array'] };
  const examples = values ?? (type === 'flag' ? [true, false] : example === undefined ? [] : [example]);
  return {
    description: says[name].replaceAll('`', ''),
    ...(type === 'object' ? {} : { type: types[type] }),
    ...(examples.length ? { examples } : {}),
  };
}
