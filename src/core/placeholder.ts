/** Text that stands where a value should have been put. */
export interface Placeholder {
  readonly kind: 'unresolved-variable' | 'placeholder';
  /** One sentence: what stands there and what it comes from. */
  readonly says: string;
  /** Nothing else stands there, so nothing of it is secret. */
  readonly whole: boolean;
}

/** Recognises what a template, a script or a copied example leaves behind. Undefined for anything that may be a value. */
export function readPlaceholder(value: string): Placeholder | undefined {
  const it = value
    .trim()
    .replace(/^(["'`])(.*)\1$/s, '$2')
    .trim();
  if (it === '' || longest < it.length) return undefined;

  for (const pattern of variables) {
    const found = pattern.exec(it)?.[0];
    if (found)
      return {
        kind: 'unresolved-variable',
        says: `The variable ${found} was not replaced by its value.`,
        whole: found === it,
      };
  }
  for (const [pattern, because] of leftovers) {
    const found = pattern.exec(it)?.[0];
    // Only what was recognized is shown: the rest may be a piece of the value.
    const where = found === it ? 'stands where the value should be' : 'stands in the value';
    if (found) return { kind: 'placeholder', says: `'${found}' ${where}: ${because}.`, whole: found === it };
  }
  return undefined;
}

/** No value of interest is longer and still a placeholder; also bounds the patterns below. */
const longest = 120;

const variables = [
  /\{\{[^{}]{0,80}\}\}/,
  /\{\{/,
  /^\$\{[^{}]{0,80}\}$/,
  /^\$\([^()]{0,80}\)$/,
  /^\$(?:[A-Z_][A-Z0-9_]{0,60}|[a-z_][a-zA-Z0-9_]{0,30})$/,
  /^%[A-Z_][A-Z0-9_]*%$/i,
  /^<%=?[^%]{0,80}%>$/,
  /^#\{[^{}]{0,80}\}$/,
  /^:[a-z]\w*$/i,
  /^process\.env\.\w+$/,
] as const;

const leftovers: readonly (readonly [RegExp, string])[] = [
  [/^(?:undefined|null|nil|none|nan|nothing)$/i, 'a script had no value when it built the header'],
  [/^\[object [A-Za-z]+\]$/, 'a script put an object there instead of its text'],
  [/^(?:true|false)$/i, 'a script put a condition there instead of the value'],
  [/^(?:function\b|\(\) ?=>|async )/, 'a script put a function there instead of its result'],
  [/^<[^<>]+>$/, 'the example was copied as it is'],
  [/^\[(?:your|my|insert|access|token|api)[^[\]]*\]$/i, 'the example was copied as it is'],
  [
    /^(?:my|the|your|insert|enter|add|put|paste|replace|change)[-_ ]?(?:[a-z0-9]+[-_ ]){0,4}(?:token|key|secret|password|jwt|credentials|me|here)(?:[-_ ]?here)?$/i,
    'the example was copied as it is',
  ],
  [
    /^(?:access|bearer|auth|api|id|jwt|refresh)?[-_ ]?(?:token|key|jwt)$/i,
    'the name of the value was sent instead of the value',
  ],
  [/^x{3,}$|^-{3,}$|^_{3,}$|…|\.{3}|\*{4}|•{3}/i, 'the value was left out or masked where it was copied from'],
  [
    /^(?:abc|foo|bar|test|todo|changeme|redacted|\[?redacted\]?|\[?filtered\]?|removed|hidden|secret|string)$/i,
    'it reads like a filler, not like a credential',
  ],
];
