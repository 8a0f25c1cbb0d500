import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { visibleLine } from '../core/print/visible.ts';

export interface Options {
  readonly flags: ReadonlySet<string>;
  readonly values: Readonly<Record<string, string>>;
  readonly positionals: readonly string[];
}

/** Options of a command: `flags` stand alone, `values` take the next word. */
export interface OptionSpec {
  readonly flags: readonly string[];
  readonly values: readonly string[];
}

/** Reads a command's arguments, or says what is wrong with them. `-` is a positional: standard input. */
export function readOptions(args: readonly string[], spec: OptionSpec): Options | { readonly wrong: string } {
  const options: ParseArgsOptionsConfig = {};
  for (const it of [...spec.flags, 'help']) options[it] = { type: 'boolean' };
  for (const it of spec.values) options[it] = { type: 'string' };
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const flags = new Set<string>();
  const values: Record<string, string> = {};
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const known = token.name in options && token.rawName.startsWith('--');
    if (!known) return { wrong: `There is no option ${visibleLine(token.rawName)}.` };
    const takesValue = spec.values.includes(token.name);
    if (takesValue && token.value === undefined) return { wrong: `${token.rawName} needs a value after it.` };
    if (!takesValue && token.value !== undefined) return { wrong: `${token.rawName} takes no value.` };
    if (takesValue && token.name in values) return { wrong: `${token.rawName} stands there twice.` };
    if (token.value === undefined) flags.add(token.name);
    else values[token.name] = token.value;
  }
  return { flags, values, positionals };
}
