import { parseDocument } from 'yaml';
import { parseJson } from './foreign.ts';

/** YAML or JSON as plain values, or what is wrong with it. Aliases are bounded, tags make nothing. */
export function parseYaml(text: string): { readonly value: unknown } | { readonly problem: string } {
  if (longest < text.length) return { problem: `it is longer than ${longest / 1_000_000} million characters` };
  // JSON is YAML, and read much faster as what it is.
  const json = /^[\ufeff\s]{0,1000}[{[]/.test(text) ? parseJson(text) : undefined;
  if (json !== undefined) return { value: json };
  try {
    const document = parseDocument(text.replace(/^\ufeff/, ''), { logLevel: 'silent', uniqueKeys: false, merge: true });
    const [error] = document.errors;
    if (error) return { problem: `it is no YAML that can be read: line ${error.linePos?.[0].line ?? '?'}` };
    return { value: document.toJS({ maxAliasCount: 1_000 }) };
  } catch {
    return { problem: 'its aliases or levels are too many to be read' };
  }
}

const longest = 20_000_000;
