import { isSecretName as isSecretVariable } from '../variables/secretNames.ts';
import type { ImportedSignIn, ImportedVariable, Loss } from './collection.ts';
import { secretsInBody } from './secretText.ts';
import { hasReference, literal, nothing, wellFormed } from './template.ts';

/** What a reader gathers beside the requests: variables under names of our dialect, secrets, sign-ins, and what is lost. */
export interface Draft {
  lose(where: string, what: string): void;
  /** The name of a variable in our dialect: letters, digits, `_` and `-`. The same for the same name. */
  variable(name: string): string;
  /** Puts a text into the private file and gives the reference to it; `name` is what the variable would be called. */
  secret(name: string, text: string): string;
  /** The same for a template: one with references is left as it is, and the variables it names are taken for secrets. */
  secretTemplate(name: string, template: string): string;
  /** A variable of the private file without a value, for a person to fill in. */
  toFillIn(name: string): string;
  /** Adds a sign-in under a free id, or finds the same one, and gives its id. */
  signIn(wanted: string, fields: ImportedSignIn['fields']): string;
  /** Names that are references inside secrets: their values belong into the private file. */
  isSecret(name: string): boolean;
  readonly losses: readonly Loss[];
  readonly secrets: ReadonlyMap<string, string>;
  readonly signIns: readonly ImportedSignIn[];
  readonly unfilled: readonly string[];
}

export interface DraftOptions {
  /** Secrets stay in the text, for a paste that changes no other file. */
  readonly keepSecrets?: boolean;
  /** Variables that the folder's environment files have for all environments: secrets of ours get other names. */
  readonly taken?: ReadonlyMap<string, string>;
}

export function createDraft({ keepSecrets = false, taken = new Map() }: DraftOptions = {}): Draft {
  const losses: Loss[] = [];
  const renamed = new Map<string, string>();
  const used = new Set<string>([nothing, ...reserved]);
  const secrets = new Map<string, string>();
  const byValue = new Map([...taken].filter(([, value]) => value !== '').map(([name, value]) => [value, name]));
  const numbers = new Map<string, number>();
  const signIns: ImportedSignIn[] = [];
  const unfilled: string[] = [];
  const secretNames = new Set<string>();

  function keep(name: string, value: string): string {
    const known = byValue.get(value);
    if (known !== undefined) return `{{${known}}}`;
    let made = free(name);
    while (taken.has(made)) made = free(name);
    secrets.set(made, value);
    byValue.set(value, made);
    return `{{${made}}}`;
  }

  function free(wanted: string): string {
    const stem = safeName(wanted);
    let name = stem;
    let number = numbers.get(stem) ?? 2;
    while (used.has(name)) name = `${stem}${number++}`;
    numbers.set(stem, number);
    used.add(name);
    return name;
  }

  const draft: Draft = {
    losses,
    secrets,
    signIns,
    unfilled,
    lose(where, what) {
      if (losses.length < mostLosses) losses.push({ where, what });
    },
    variable(name) {
      const before = renamed.get(name);
      if (before !== undefined) return before;
      const made = free(name);
      renamed.set(name, made);
      if (made !== name) draft.lose('variables', `The variable \`${name.slice(0, 80)}\` is called \`${made}\` here.`);
      return made;
    },
    secret(name, text) {
      if (keepSecrets) return text;
      return keep(name, literal(text));
    },
    secretTemplate(name, template) {
      if (template === '') return '';
      const references = [...template.matchAll(/\{\{%?([\p{L}\p{N}_-]{1,200})\}\}/gu)];
      for (const [, it = ''] of references) if (it !== nothing) secretNames.add(it);
      if (keepSecrets || hasReference(template)) return template;
      return keep(name, template);
    },
    toFillIn(name) {
      const made = draft.variable(name);
      if (!unfilled.includes(made)) unfilled.push(made);
      return `{{${made}}}`;
    },
    signIn(wanted, fields) {
      const same = signIns.find((it) => JSON.stringify(it.fields) === JSON.stringify(fields));
      if (same) return same.id;
      const stem = safeName(wanted);
      let id = stem;
      for (let i = 2; signIns.some((it) => it.id === id); i++) id = `${stem}${i}`;
      signIns.push({ id, fields });
      return id;
    },
    isSecret: (name) => secretNames.has(name),
  };
  return draft;
}

/** More is not read by anybody; the report says how many there are. */
const mostLosses = 5_000;

/** Names that environment files and JavaScript give a meaning of their own. */
const reserved = ['Security', 'SSLConfiguration', 'auth_data', '__proto__', 'constructor', 'prototype'];

function safeName(written: string): string {
  const name = wellFormed(written)
    .trim()
    .slice(0, 100)
    .replace(/[^\p{L}\p{N}_-]+/gu, '_');
  return name === '' || name === '_' ? 'variable' : name;
}

/** A variable as an environment file will have it: secret by its name, its use or its value. */
export function classified(it: ImportedVariable, draft: Draft): ImportedVariable {
  if (it.value === '') return it;
  const secret =
    it.secret === true ||
    isSecretVariable(it.name) ||
    draft.isSecret(it.name) ||
    0 < secretsInBody(it.value).length ||
    /:\/\/[^/?#@:\s{]{0,200}:[^/?#@\s{]{1,200}@/.test(it.value);
  // What merely refers to another variable is no secret.
  return secret && !/^\{\{[^{}]{1,300}\}\}$/.test(it.value) ? { ...it, secret: true } : it;
}
