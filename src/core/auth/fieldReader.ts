import { isLoopback } from '../manners/hosts.ts';
import { Secret } from '../secret.ts';
import { similarNames } from '../variables/similar.ts';
import type { ConfigValue, SignInConfig } from './config.ts';
import { fieldKey, fieldNamed, type SignInFieldName, signInFields } from './signInFields.ts';

/** Why a configuration is no sign-in yet. Holds nothing secret. */
export interface ConfigProblem {
  readonly message: string;
  /** As the documentation spells it. */
  readonly field?: SignInFieldName;
}

/** Reads the fields of one configuration; what cannot be read is absent and leaves a problem. */
export interface FieldReader {
  has(field: SignInFieldName): boolean;
  value(field: SignInFieldName): ConfigValue | undefined;
  /** Undefined where it is absent or empty. */
  text(field: SignInFieldName): string | undefined;
  secret(field: SignInFieldName): Secret | undefined;
  flag(field: SignInFieldName): boolean | undefined;
  /** `separator`: what stands between several in one text. */
  texts(field: SignInFieldName, separator?: RegExp): readonly string[];
  /** https, or http on this computer. */
  url(field: SignInFieldName): string | undefined;
  /** One of several words, as they are spelled leniently. */
  choice<T>(field: SignInFieldName, choices: ReadonlyMap<string, T>): T | undefined;
  /** Says that a field must be there. `instead`: what would do as well. */
  missing(field: SignInFieldName, why: string, instead?: string): void;
  problem(field: SignInFieldName, what: string): void;
  readonly problems: readonly ConfigProblem[];
}

export function createFieldReader(config: SignInConfig): FieldReader {
  const written = new Map<string, { readonly name: string; readonly value: ConfigValue }>();
  for (const [name, value] of Object.entries(config.fields)) {
    const key = fieldKey(fieldNamed(name)?.name ?? name);
    if (!written.has(key)) written.set(key, { name, value });
  }
  const problems: ConfigProblem[] = [];
  const of = (field: SignInFieldName) => written.get(fieldKey(field));
  const value = (field: SignInFieldName) => of(field)?.value;

  function problem(field: SignInFieldName, what: string): void {
    const name = of(field)?.name ?? field;
    const origin = config.origins?.[name] ?? config.origin;
    problems.push({ field, message: `\`${field}\` of the sign-in \`${shown(config.id)}\` (${origin}) ${what}` });
  }

  function text(field: SignInFieldName): string | undefined {
    const it = value(field);
    if (it === undefined || it === null) return undefined;
    const found = plain(it);
    if (found === undefined) problem(field, `is ${kindOf(it)}; expected text.`);
    return found === '' ? undefined : found;
  }

  function url(field: SignInFieldName): string | undefined {
    const found = text(field)?.trim();
    if (found === undefined || found === '') return undefined;
    const example = signInFields.find((it) => it.name === field && 'example' in it);
    const such = example && 'example' in example ? ` such as \`${example.example}\`` : '';
    const wrong = wrongUrl(found);
    if (wrong === undefined) return found;
    const quoted = isHidden(value(field)) || /[@?]/.test(found) ? 'has a value that' : `is \`${shown(found)}\`, which`;
    problem(field, `${quoted} ${wrong} Write an https URL${such}; http only for this computer (localhost, 127.0.0.1).`);
    return undefined;
  }

  return {
    has: (field) => !isEmpty(value(field)),
    value,
    text,
    secret(field) {
      const found = text(field);
      return found === undefined ? undefined : new Secret(found);
    },
    flag(field) {
      const it = value(field);
      if (it === undefined || it === null || typeof it === 'boolean') return it ?? undefined;
      const word = plain(it)?.trim().toLowerCase();
      if (word === '') return undefined;
      if (word === 'true' || word === 'false') return word === 'true';
      problem(field, `is ${isHidden(it) ? 'something else' : described(it)}; expected \`true\` or \`false\`.`);
      return undefined;
    },
    texts(field, separator) {
      const it = value(field);
      const items = Array.isArray(it) ? it : it === undefined || it === null ? [] : [it];
      const found = items.map((one: ConfigValue) => plain(one));
      if (found.includes(undefined))
        problem(field, 'holds something else than text; expected text or a list of texts.');
      return found
        .flatMap((one) => (separator ? (one ?? '').split(separator) : [(one ?? '').trim()]))
        .filter((one) => one !== '');
    },
    url,
    choice(field, choices) {
      const found = text(field);
      if (found === undefined) return undefined;
      const it = choices.get(fieldKey(found.replaceAll(':', '')));
      if (it !== undefined) return it;
      const named = fieldNamed(field)?.values ?? [];
      const close = similarNames(found, named);
      const hint = close.length ? ` Close to it: ${close.map((one) => `\`${one}\``).join(', ')}.` : '';
      const what = isHidden(value(field)) ? 'has a value that is none of those known' : `is \`${shown(found)}\``;
      problem(field, `${what}; expected one of ${named.map((one) => `\`${one}\``).join(', ')}.${hint}`);
      return undefined;
    },
    missing(field, why, instead = '') {
      const example = fieldNamed(field)?.example;
      const write = example === undefined ? '' : ` Write \`"${field}": ${JSON.stringify(example)}\`${instead}.`;
      problem(field, `is missing${why}.${write}`);
    },
    problem,
    problems,
  };
}

/** Text, also where it is hidden or a number; undefined for everything else. */
export function plain(it: ConfigValue): string | undefined {
  if (it instanceof Secret) return it.reveal();
  return typeof it === 'string' || typeof it === 'number' ? String(it) : undefined;
}

/** One line of somebody's text, short enough for a sentence. */
export function shown(text: string): string {
  return text.slice(0, 80).replace(/[\u0000-\u001f\u007f`]/g, '\u00b7');
}

function wrongUrl(text: string): string | undefined {
  if (/[\u0000-\u0020\u007f]/.test(text) || !/^https?:\/\//i.test(text) || !URL.canParse(text))
    return 'is no absolute URL.';
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return 'holds a name or password before its host.';
  if (url.hash !== '') return 'ends in a fragment, which an endpoint may not have.';
  return url.protocol === 'https:' || isLoopback(url.hostname)
    ? undefined
    : 'would carry credentials unencrypted over the network.';
}

function isEmpty(it: ConfigValue | undefined): boolean {
  return it === undefined || it === null || plain(it)?.trim() === '' || (Array.isArray(it) && it.length === 0);
}

function isHidden(it: ConfigValue | undefined): boolean {
  return it instanceof Secret;
}

function described(it: ConfigValue): string {
  const text = plain(it);
  return text === undefined ? kindOf(it) : `\`${shown(text)}\``;
}

function kindOf(it: ConfigValue): string {
  if (Array.isArray(it)) return 'a list';
  if (it === null || it instanceof Secret) return 'nothing';
  return typeof it === 'object' ? 'an object' : typeof it === 'boolean' ? `\`${it}\`` : 'text';
}
