import { Secret } from '../secret.ts';
import type { ConfigValue } from './config.ts';
import { type FieldReader, plain, shown } from './fieldReader.ts';
import { isObject, member, memberValue } from './pkce.ts';
import type { SignIn } from './signIn.ts';
import { fieldKey } from './signInFields.ts';

/** What the protocol fills in by itself, and the field that has a say in it. */
const ownParameters: ReadonlyMap<string, string> = new Map([
  ['client_id', 'Client ID'],
  ['client_secret', 'Client Secret'],
  ['grant_type', 'Grant Type'],
  ['redirect_uri', 'Redirect URL'],
  ['scope', 'Scope'],
  ['state', 'State'],
  ['code_challenge', 'PKCE'],
  ['code_challenge_method', 'PKCE'],
  ['code_verifier', 'PKCE'],
  ...['code', 'refresh_token', 'device_code', 'response_type', 'nonce'].map((it): [string, string] => [it, '']),
]);

const uses: ReadonlyMap<string, SignIn['parameters'][number]['in']> = new Map([
  ['', 'everywhere'],
  ['everywhere', 'everywhere'],
  ['inauthrequest', 'authorization'],
  ['intokenrequest', 'token'],
]);

/** `Custom Request Parameters`, in the order of the file; a list gives a parameter several times. */
export function readParameters(reader: FieldReader): SignIn['parameters'] {
  const it = reader.value('Custom Request Parameters');
  if (it === undefined || it === null) return [];
  const problem = (what: string) => reader.problem('Custom Request Parameters', what);
  if (!isObject(it)) {
    problem('is no object of names and values.');
    return [];
  }
  return Object.entries(it).flatMap(([name, written]) => {
    const own = ownParameters.get(name.trim().toLowerCase());
    if (own !== undefined) {
      const field = own === '' ? '' : ` \`${own}\` is the field for it.`;
      problem(`has \`${shown(name)}\`, which the protocol fills in.${field} Remove it.`);
      return [];
    }
    const use = isObject(written) ? (member(written, 'Use') ?? '') : '';
    const place = uses.get(fieldKey(use));
    if (place === undefined) {
      problem(
        `has a \`Use\` of \`${shown(name)}\` that is none of \`Everywhere\`, \`In Auth Request\`, \`In Token Request\`.`,
      );
      return [];
    }
    const values = textsOf(isObject(written) ? (memberValue(written, 'Value') ?? null) : written);
    if (!values) {
      problem(`has \`${shown(name)}\` with something else than text, a list of texts, or \`Value\` and \`Use\`.`);
      return [];
    }
    return values.map((value) => ({ name, value, in: place }));
  });
}

function textsOf(it: ConfigValue): readonly (string | Secret)[] | undefined {
  const items: readonly ConfigValue[] = Array.isArray(it) ? it : [it];
  const texts = items.map((one) => (one instanceof Secret ? one : typeof one === 'boolean' ? String(one) : plain(one)));
  return texts.every((one) => one !== undefined) ? texts : undefined;
}
