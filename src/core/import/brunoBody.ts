import type { BrunoDocument } from './brunoDocument.ts';
import type { ImportedBody, ImportedField, ImportedPart } from './collection.ts';
import type { Draft } from './draft.ts';
import { percentEncoded } from './template.ts';

const types: Readonly<Record<string, string>> = {
  json: 'application/json',
  xml: 'application/xml',
  text: 'text/plain',
  sparql: 'application/sparql-query',
};

/** A body of any mode, with the content type that Bruno adds. */
export function brunoBody(
  it: BrunoDocument,
  text: (value: string) => string,
  where: string,
  draft: Draft,
): { readonly body: ImportedBody; readonly headers: readonly ImportedField[] } {
  const isOff = (at: { readonly disabled: boolean }) => (at.disabled ? { disabled: true } : {});
  const none = { body: { kind: 'none' } as const, headers: [] };
  switch (it.bodyMode) {
    case '':
    case 'none':
      return none;
    case 'graphql':
      return {
        body: { kind: 'graphql', query: text(it.bodyText), variables: text(it.graphqlVariables) },
        headers: [],
      };
    case 'formUrlEncoded':
    case 'form-urlencoded': {
      const fields = it.bodyPairs.map((at) => ({
        name: percentEncoded(text(at.name)),
        value: percentEncoded(text(at.value)),
        ...isOff(at),
      }));
      return { body: { kind: 'form', fields }, headers: [] };
    }
    case 'multipartForm':
    case 'multipart-form': {
      const parts = it.bodyPairs.flatMap((at) =>
        partsOf(at.name, at.value, text, where, draft).map((own) => ({ ...own, ...isOff(at) })),
      );
      return { body: { kind: 'multipart', type: 'multipart/form-data', parts }, headers: [] };
    }
    case 'file': {
      const chosen = it.bodyPairs.find((at) => !at.disabled);
      const path = /@file\(([^@)]{1,150})\)/.exec(chosen?.value ?? '')?.[1] ?? '';
      const type = /@contentType\(([^)]{1,200})\)/.exec(chosen?.value ?? '')?.[1];
      if (path === '') draft.lose(where, 'The body is a file, and the collection does not say which.');
      else draft.lose(where, `The body is the file \`${path.slice(0, 200)}\`, which is not copied.`);
      if (path === '') return none;
      return {
        body: { kind: 'file', path: text(path) },
        headers: type === undefined ? [] : [{ name: 'Content-Type', value: type }],
      };
    }
    default: {
      const type = Object.hasOwn(types, it.bodyMode) ? types[it.bodyMode] : undefined;
      if (type === undefined)
        draft.lose(where, `A body of the mode \`${it.bodyMode.slice(0, 40)}\` is sent as it is written.`);
      const headers = type === undefined ? [] : [{ name: 'Content-Type', value: type }];
      return it.bodyText.trim() === '' ? none : { body: { kind: 'text', text: text(it.bodyText) }, headers };
    }
  }
}

/** `value`, `@file(a.png|b.png)`, either with `@contentType(…)` behind it. */
function partsOf(
  name: string,
  value: string,
  text: (value: string) => string,
  where: string,
  draft: Draft,
): readonly ImportedPart[] {
  const [, typed] = /\s{0,5}@contentType\(([^)]{1,200})\)$/.exec(value) ?? [];
  const bare = typed === undefined ? value : value.slice(0, value.lastIndexOf('@contentType')).trimEnd();
  const about = { name: text(name), ...(typed === undefined ? {} : { contentType: typed }) };
  const files = /^@file\(([^)]{0,2000})\)$/.exec(bare)?.[1];
  if (files === undefined) return [{ ...about, content: { text: text(bare) } }];
  return files
    .split('|')
    .filter((it) => it !== '')
    .map((path) => {
      draft.lose(
        where,
        `The part \`${name.slice(0, 60)}\` is the file \`${path.slice(0, 200)}\`, which is not copied.`,
      );
      return { ...about, content: { path: text(path) }, fileName: path.split(/[\\/]/).at(-1) ?? path };
    });
}
