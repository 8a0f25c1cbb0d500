import type { ImportedCollection, ImportedEnvironment, ImportedVariable, SourceText } from './collection.ts';
import type { Draft } from './draft.ts';
import { asText, list, member, parseJson, textMember } from './foreign.ts';
import { postmanItems } from './postmanItems.ts';
import { postmanDescription, postmanTemplate } from './postmanTemplate.ts';

/** Reads collections of the formats 2.0 and 2.1 with the environments and globals that are handed over beside them. */
export function readPostman(
  sources: readonly SourceText[],
  draft: Draft,
): ImportedCollection | { readonly problem: string } {
  const collections: unknown[] = [];
  const environments: unknown[] = [];
  for (const { text } of sources) {
    const value = parseJson(text);
    const inner = member(value, 'collection') ?? member(value, 'environment') ?? value;
    if (Array.isArray(member(inner, 'item'))) collections.push(inner);
    else if (Array.isArray(member(inner, 'values'))) environments.push(inner);
    else if (Array.isArray(member(inner, 'requests')))
      return { problem: 'it is a collection of the format 1; export it from Postman as v2.1' };
    else return { problem: 'it is neither a Postman collection (v2.0, v2.1) nor an environment' };
  }
  // Names that are variables' come first, so that none of ours takes them.
  const read = [...collections.map(variablesOf), ...environments.map(valuesOf)].flat();
  for (const it of read) draft.variable(textMember(it, 'key') || textMember(it, 'id'));
  const shared = collections.flatMap((it) => variablesOf(it).map((own) => variable(own, draft)));
  const known = new Set(shared.map((it) => it.name));
  const named = environments.map((it) => environment(it, known, draft));
  const items = collections.map((it) => ({
    name: textMember(member(it, 'info'), 'name'),
    items: postmanItems(it, draft),
  }));
  const [only] = items;
  const description = postmanDescription(member(collections[0], 'info'));
  return {
    name: only?.name || 'Postman',
    ...(description === '' || 1 < items.length ? {} : { description }),
    items:
      items.length === 1
        ? (only?.items ?? [])
        : items.map((it) => ({ kind: 'folder', name: it.name || 'Collection', variables: [], items: it.items })),
    environments: [{ name: '$shared', variables: shared }, ...named],
  };
}

function variablesOf(collection: unknown): readonly unknown[] {
  return list(member(collection, 'variable')).filter((it) => member(it, 'disabled') !== true);
}

function valuesOf(environment: unknown): readonly unknown[] {
  return list(member(environment, 'values'));
}

function variable(it: unknown, draft: Draft): ImportedVariable {
  const secret = textMember(it, 'type') === 'secret';
  return {
    name: draft.variable(textMember(it, 'key') || textMember(it, 'id')),
    value: postmanTemplate(asText(member(it, 'value')), draft),
    ...(secret ? { secret } : {}),
  };
}

/** Globals hold in each environment, below the collection's own variables. */
function environment(it: unknown, shared: ReadonlySet<string>, draft: Draft): ImportedEnvironment {
  const isGlobal = textMember(it, '_postman_variable_scope') === 'globals';
  const name = isGlobal ? '$shared' : textMember(it, 'name') || 'environment';
  const variables: ImportedVariable[] = [];
  for (const value of valuesOf(it)) {
    const read = variable(value, draft);
    if (member(value, 'enabled') === false)
      draft.lose(name, `The variable \`${read.name}\` is switched off: it is left out.`);
    else if (isGlobal && shared.has(read.name))
      draft.lose('globals', `The collection has a variable \`${read.name}\` of its own, which counts.`);
    else variables.push(read);
  }
  return { name, variables };
}
