import { applyEdits, type Edit, modify, type ParseError, parse } from 'jsonc-parser';

/** Changes of a private environment file, or why there are none. Offsets count from the text before any of them. */
export type VariableAdded = { readonly edits: readonly Edit[]; readonly text: string } | { readonly problem: string };

/**
 * Adds a variable to an environment of `http-client.private.env.json`; comments and formatting stay, and a name that is
 * there is never overwritten. `text` undefined: the file does not exist.
 */
export function addVariable(text: string | undefined, environment: string, name: string, value: string): VariableAdded {
  if (text === undefined || text.trim() === '') {
    const whole = `${JSON.stringify({ [environment]: { [name]: value } }, undefined, 2)}\n`;
    return { edits: [{ offset: 0, length: text?.length ?? 0, content: whole }], text: whole };
  }
  const errors: ParseError[] = [];
  const read: unknown = parse(text, errors, { allowTrailingComma: true });
  if (0 < errors.length || !isObject(read)) return { problem: 'it is not JSON with an object for each environment' };
  const variables = Object.hasOwn(read, environment) ? read[environment] : {};
  if (!isObject(variables)) return { problem: `"${environment}" in it is no object of variables` };
  if (Object.hasOwn(variables, name)) return { problem: `"${name}" of ${environment} has another value in it` };
  const edits = modify(text, [environment, name], value, { formattingOptions: formattingOf(text) });
  return { edits, text: applyEdits(text, edits) };
}

function formattingOf(text: string) {
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  return {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 1 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
