import type { WrittenSecret } from '../check/writtenSecrets.ts';
import type { TextEdit } from '../http/edit.ts';
import type { Definition, HttpFile } from '../http/httpFile.ts';
import type { Layer } from '../variables/environments.ts';

/** How a secret that a file writes becomes a reference. */
export interface SecretMove {
  /** The variable that holds it from then on. */
  readonly name: string;
  readonly value: string;
  /** It has that value there already: nothing is to be added. */
  readonly isThere: boolean;
  readonly edit: TextEdit;
}

/** Replaces the secret by `{{name}}`; a definition that is nothing but the secret goes as a whole. */
export function moveSecret(file: HttpFile, secret: WrittenSecret, layers: readonly Layer[]): SecretMove {
  const value = file.text.slice(secret.span.start, secret.span.end);
  const definition = file.definitions.find(
    (it) => it.value.start <= secret.span.start && secret.span.end <= it.value.end,
  );
  const others = file.definitions.filter((it) => it !== definition);
  const own = definition && bare(definition.value.text) === value ? definition : undefined;
  const clear = (name: string) => {
    const found = layers.find((it) => it.variables.has(name))?.variables.get(name)?.value;
    return typeof found === 'object' ? found.reveal() : found;
  };
  const isFree = (name: string) => !others.some((it) => it.name.text === name) && clear(name) === undefined;
  const fits = (name: string) => isFree(name) || (clear(name) === value && !others.some((it) => it.name.text === name));
  if (own && fits(own.name.text))
    return { name: own.name.text, value, isThere: clear(own.name.text) === value, edit: withoutLine(file, own) };
  const name = firstFitting(secret.name, (it) => it !== definition?.name.text && fits(it));
  const { start, end } = secret.span;
  return { name, value, isThere: clear(name) === value, edit: { span: { start, end }, newText: `{{${name}}}` } };
}

/** `token`, `token2`, `token3` … */
function firstFitting(wanted: string, fits: (name: string) => boolean): string {
  const stem = /^[A-Za-z_][\w-]*$/.test(wanted) ? wanted : 'secret';
  for (let i = 2, name = stem; ; i++) {
    if (fits(name)) return name;
    name = `${stem}${i}`;
  }
}

function bare(value: string): string {
  return value.replace(/^(["'])(.*)\1$/s, '$2');
}

function withoutLine({ text }: HttpFile, { start, end }: Definition): TextEdit {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', end);
  return { span: { start: from, end: newline === -1 ? text.length : newline + 1 }, newText: '' };
}
