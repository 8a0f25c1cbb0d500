import type { ConfigValue, SignInConfig } from '../core/auth/config.ts';
import { fieldKey, fieldNamed, fieldNameWarning } from '../core/auth/signInFields.ts';
import { isRecord } from '../core/read/json.ts';
import { Secret } from '../core/secret.ts';
import { isSecretName } from '../core/variables/secretNames.ts';
import type { EnvFile } from './envFolders.ts';
import type { JsonNode } from './looseJson.ts';

/** `Security.Auth.<id>` as one place writes it. */
export interface SignInSection {
  readonly id: string;
  readonly origin: string;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly fields: readonly {
    readonly name: string;
    readonly value: ConfigValue;
    readonly origin: string;
  }[];
}

/** Reads the sign-ins below an environment or a user of a JSON file. */
export function readSignIns(
  environment: JsonNode,
  file: EnvFile,
  lineOf: (offset: number) => number,
  warn: (offset: number, message: string) => void,
): readonly SignInSection[] {
  const auth = membersNamed(membersNamed(membersOf(environment), 'Security'), 'Auth');
  return auth.map(({ name: id, start, value }) => {
    const place = (offset: number) => `${file.shown}, line ${lineOf(offset)}`;
    if (value.kind !== 'object')
      warn(start, `"${id.slice(0, 60)}" is no sign-in: expected an object of fields such as "Grant Type".`);
    const fields = membersOf(value).map((it) => {
      const warning = fieldNameWarning(it.name);
      if (warning) warn(it.start, warning);
      return { name: it.name, value: configValue(it.value, it.name, file.kind === 'private'), origin: place(it.start) };
    });
    return { id, origin: place(start), file: file.path, line: lineOf(start), fields };
  });
}

/** Reads the sign-ins of one environment of a setting, whose lines are not known. */
export function signInsOfSetting(environment: unknown, origin: string): readonly SignInSection[] {
  const member = (it: unknown, name: string): unknown =>
    isRecord(it) && Object.hasOwn(it, name) ? it[name] : undefined;
  const auth = member(member(environment, 'Security'), 'Auth');
  return Object.entries(isRecord(auth) ? auth : {}).map(([id, config]) => ({
    id,
    origin,
    file: '',
    line: 0,
    fields: Object.entries(isRecord(config) ? config : {}).map(([name, value]) => ({
      name,
      value: settingValue(value, name),
      origin,
    })),
  }));
}

/** One sign-in of several places, highest precedence first: each field is the first place's that has it. */
export function mergeSignIn(id: string, sections: readonly SignInSection[]): SignInConfig | undefined {
  const own = sections.filter((it) => it.id === id);
  // The private file adds what is secret; the rest, and what is missing, belongs where most of it stands.
  const home = own.toSorted((a, b) => b.fields.length - a.fields.length)[0];
  if (!home) return undefined;
  const taken = new Map<string, SignInSection['fields'][number]>();
  for (const field of own.flatMap((it) => it.fields)) {
    const key = fieldKey(fieldNamed(field.name)?.name ?? field.name);
    if (!taken.has(key)) taken.set(key, field);
  }
  const fields = [...taken.values()];
  return {
    id,
    fields: Object.fromEntries(fields.map((it) => [it.name, it.value])),
    origins: Object.fromEntries(fields.map((it) => [it.name, it.origin])),
    origin: home.origin,
    file: home.file,
    line: home.line,
  };
}

function membersOf(node: JsonNode) {
  return node.kind === 'object' ? node.members : [];
}

function membersNamed(members: ReturnType<typeof membersOf>, name: string) {
  const found = members.find((it) => it.name === name)?.value;
  return found ? membersOf(found) : [];
}

/** `hidden`: all of a private file is. What merely refers to a variable is none: the value it leads to may be. */
function configValue(node: JsonNode, name: string, hidden: boolean): ConfigValue {
  if (node.kind === 'array') return node.items.map((it) => configValue(it, name, hidden));
  if (node.kind === 'object')
    return Object.fromEntries(node.members.map((it) => [it.name, configValue(it.value, it.name, hidden)]));
  return held(node.value, name, hidden);
}

function settingValue(value: unknown, name: string): ConfigValue {
  if (Array.isArray(value)) return value.map((it) => settingValue(it, name));
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([inner, it]) => [inner, settingValue(it, inner)]));
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? held(value, name, false)
    : null;
}

function held(value: string | number | boolean | null, name: string, hidden: boolean): ConfigValue {
  if (typeof value !== 'string' || value === '' || /^\{\{[^{}]*\}\}$/.test(value)) return value;
  const field = fieldNamed(name);
  const secret = hidden || fieldKey(name) === 'codeverifier' || (field ? field.secret === true : isSecretName(name));
  return secret ? new Secret(value) : value;
}
