import { parse } from '../../../src/core/http/parse.ts';
import { type Resolution, resolveRequest } from '../../../src/core/resolve/resolve.ts';
import { Secret } from '../../../src/core/secret.ts';
import type { Layer, LayerKind } from '../../../src/core/variables/environments.ts';
import type { Scope } from '../../../src/core/variables/scope.ts';
import type { Supplies } from '../../../src/core/variables/supplies.ts';

/** Always the same time and the same chance. 2026-11-18 11:06:40.123 UTC, two hours east. */
export const supplies: Supplies = {
  now: 1_795_000_000_123,
  random: () => 0.5,
  localOffset: () => 120,
  processEnv: { API_TOKEN: 'from the process', NAME_OF: 'API_TOKEN' },
  projectRoot: '/project',
};

/** A scope with these layers and nothing else. */
export function scopeOf(changes: Partial<Scope> = {}): Scope {
  return {
    layers: [],
    environmentsWith: () => [],
    runtime: new Map(),
    answers: new Map(),
    chained: () => undefined,
    bodyFile: () => undefined,
    signIn: () => undefined,
    signInIds: [],
    tokens: new Map(),
    bound: new Map(),
    supplies,
    ...changes,
  };
}

/** A layer of plain values; private ones are secrets. */
export function layer(kind: LayerKind, values: Readonly<Record<string, string>>, shared = false): Layer {
  const variables = Object.entries(values).map(([name, value]) => {
    const held = kind === 'private' ? new Secret(value) : value;
    return [name, { value: held, origin: `${kind} file, line 1` }] as const;
  });
  return { kind, origin: `${kind} file`, variables: new Map(variables), ...(shared ? { shared: true as const } : {}) };
}

/** Resolves the last request of a document. */
export function resolveLast(text: string, scope: Scope = scopeOf()): Resolution {
  const file = parse(text);
  const request = file.requests.at(-1);
  if (!request) throw new Error('the document of this test has no request');
  return resolveRequest(file, request, scope);
}

/** What `{{reference}}` becomes in a header, or the problems, one a line. */
export function filled(reference: string, scope: Scope = scopeOf(), before = ''): string {
  const resolution = resolveLast(`${before}\nGET https://a.test/\nX: ${reference}\n`, scope);
  if (resolution.kind === 'resolved') return resolution.request.headers[0]?.value ?? '';
  if (resolution.kind === 'needs') return `needs ${resolution.needs.map((it) => it.kind).join(', ')}`;
  return resolution.problems.map((it) => it.message).join('\n');
}
