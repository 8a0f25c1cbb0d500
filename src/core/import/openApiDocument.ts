import { list, type Members, member, members, textMember } from './foreign.ts';

/** A document with its references resolved one at a time. */
export interface OpenApiDocument {
  readonly root: unknown;
  readonly isSwagger: boolean;
  /** What a `$ref` points at, through at most twenty of them; a reference into another file or in a circle is undefined. */
  resolve(value: unknown): unknown;
}

export function openApiDocument(root: unknown, lose: (what: string) => void): OpenApiDocument {
  const told = new Set<string>();
  return {
    root,
    isSwagger: /^2/.test(textMember(root, 'swagger')),
    resolve(value) {
      let at = value;
      for (let i = 0; i < 20; i++) {
        const ref = member(at, '$ref');
        if (typeof ref !== 'string') return at;
        const found = ref.startsWith('#/') ? pointed(root, ref.slice(2)) : undefined;
        if (found === undefined && !told.has(ref)) {
          told.add(ref);
          lose(`\`$ref: ${ref.slice(0, 120)}\` leads to nothing in this document: bundle it into one file first.`);
        }
        at = found;
      }
      return undefined;
    },
  };
}

/** JSON Pointer (RFC 6901). */
function pointed(root: unknown, path: string): unknown {
  let at = root;
  for (const written of path.split('/').slice(0, 50)) {
    const name = decoded(written).replaceAll('~1', '/').replaceAll('~0', '~');
    at = Array.isArray(at) ? at[Number(name)] : member(at, name);
  }
  return at;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A value that a schema allows: its examples first, else made from its type. Undefined where nothing fits. */
export function sampleOf(document: OpenApiDocument, schema: unknown): unknown {
  return sample(document, schema, 0, { nodes: 2_000, open: new Set() });
}

const deepest = 8;

interface Budget {
  nodes: number;
  /** Schemas that are being sampled: one within itself is left out. */
  readonly open: Set<unknown>;
}

function sample(document: OpenApiDocument, written: unknown, depth: number, budget: Budget): unknown {
  const schema = members(document.resolve(written));
  if (deepest < depth || budget.nodes-- <= 0 || budget.open.has(schema)) return undefined;
  budget.open.add(schema);
  const made = sampleResolved(document, schema, depth, budget);
  budget.open.delete(schema);
  return made;
}

function sampleResolved(document: OpenApiDocument, schema: Members, depth: number, budget: Budget): unknown {
  const given = givenExample(document, schema);
  if (given !== undefined) return given;
  for (const name of ['const', 'default']) if (schema[name] !== undefined) return schema[name];
  const [first] = list(schema.enum);
  if (first !== undefined) return first;
  const parts = list(schema.allOf);
  if (0 < parts.length) return merged(document, schema, parts, depth, budget);
  const [choice] = [...list(schema.oneOf), ...list(schema.anyOf)];
  if (choice !== undefined) return sample(document, choice, depth + 1, budget);
  return ofType(document, schema, depth, budget);
}

function givenExample(document: OpenApiDocument, schema: Members): unknown {
  if (schema.example !== undefined) return schema.example;
  const { examples } = schema;
  if (Array.isArray(examples)) return examples[0];
  const [named] = Object.values(members(examples));
  return named === undefined ? undefined : member(document.resolve(named), 'value');
}

function merged(
  document: OpenApiDocument,
  schema: Members,
  parts: readonly unknown[],
  depth: number,
  budget: Budget,
): unknown {
  const objects = [...parts, { ...schema, allOf: undefined }].map((it) => sample(document, it, depth + 1, budget));
  const all = objects.filter((it) => typeof it === 'object' && it !== null && !Array.isArray(it));
  if (all.length === 0) return objects.find((it) => it !== undefined);
  return Object.fromEntries(all.flatMap((it) => Object.entries(members(it))));
}

function ofType(document: OpenApiDocument, schema: Members, depth: number, budget: Budget): unknown {
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  const type = types.find((it) => it !== 'null') ?? (schema.properties === undefined ? undefined : 'object');
  switch (type) {
    case 'object': {
      const pairs = Object.entries(members(schema.properties)).slice(0, 200);
      return Object.fromEntries(
        pairs.flatMap(([name, it]): [string, unknown][] => {
          if (member(document.resolve(it), 'readOnly') === true) return [];
          const value = sample(document, it, depth + 1, budget);
          return value === undefined ? [] : [[name, value]];
        }),
      );
    }
    case 'array': {
      const item = sample(document, schema.items, depth + 1, budget);
      return item === undefined ? [] : [item];
    }
    case 'integer':
    case 'number':
      return typeof schema.minimum === 'number' ? schema.minimum : 1;
    case 'boolean':
      return true;
    case 'string':
      return ofFormat(textMember(schema, 'format'));
    default:
      return undefined;
  }
}

function ofFormat(format: string): string {
  switch (format) {
    case 'date-time':
      return '2026-01-31T12:00:00Z';
    case 'date':
      return '2026-01-31';
    case 'uuid':
      return '00000000-0000-4000-8000-000000000000';
    case 'email':
      return 'user@example.com';
    case 'uri':
    case 'url':
      return 'https://example.com/';
    default:
      return 'string';
  }
}

/** The example of a parameter or a media type, else one of its schema. */
export function exampleOf(document: OpenApiDocument, holder: unknown): unknown {
  const it = members(holder);
  return givenExample(document, it) ?? sampleOf(document, it.schema ?? it);
}

/** Whether an example is written, rather than made up. */
export function hasExample(document: OpenApiDocument, holder: unknown): boolean {
  const schema = members(document.resolve(member(holder, 'schema')));
  return (
    givenExample(document, members(holder)) !== undefined ||
    givenExample(document, schema) !== undefined ||
    schema.default !== undefined
  );
}
