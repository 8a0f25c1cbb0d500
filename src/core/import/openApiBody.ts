import type { ImportedBody, ImportedField, ImportedPart } from './collection.ts';
import type { Draft } from './draft.ts';
import { asText, entries, list, member, textMember, words } from './foreign.ts';
import { exampleOf, type OpenApiDocument, sampleOf } from './openApiDocument.ts';
import { encodePart, literal } from './template.ts';

interface Body {
  readonly body: ImportedBody;
  readonly headers: readonly ImportedField[];
}

const none: Body = { body: { kind: 'none' }, headers: [] };

/** A body by the operation's examples, else one that its schema allows. */
export function openApiBody(
  document: OpenApiDocument,
  operation: unknown,
  parameters: readonly unknown[],
  where: string,
  draft: Draft,
): Body {
  if (document.isSwagger) return swaggerBody(document, operation, parameters, where, draft);
  const content = entries(member(document.resolve(member(operation, 'requestBody')), 'content'));
  const chosen =
    content.find(([it]) => /^application\/json\b/i.test(it)) ?? content.find(([it]) => /json/i.test(it)) ?? content[0];
  if (chosen === undefined) return none;
  const [type, media] = chosen;
  if (1 < content.length)
    draft.lose(
      where,
      `Other content types are left out: ${content
        .filter(([it]) => it !== type)
        .map(([it]) => `\`${it.slice(0, 60)}\``)
        .join(', ')}.`,
    );
  const schema = document.resolve(member(media, 'schema'));
  return bodyOf(document, type, exampleOf(document, media), schema, where, draft);
}

function swaggerBody(
  document: OpenApiDocument,
  operation: unknown,
  parameters: readonly unknown[],
  where: string,
  draft: Draft,
): Body {
  const type = words(list(member(operation, 'consumes') ?? member(document.root, 'consumes'))[0]);
  const whole = parameters.find((it) => textMember(it, 'in') === 'body');
  if (whole !== undefined) {
    const schema = document.resolve(member(whole, 'schema'));
    return bodyOf(document, type || 'application/json', sampleOf(document, schema), schema, where, draft);
  }
  const fields = parameters.filter((it) => textMember(it, 'in') === 'formData');
  if (fields.length === 0) return none;
  const isMultipart = /^multipart\//.test(type) || fields.some((it) => textMember(it, 'type') === 'file');
  const value = Object.fromEntries(fields.map((it) => [textMember(it, 'name'), exampleOf(document, it)]));
  const properties = Object.fromEntries(
    fields.map((it) => [
      textMember(it, 'name'),
      textMember(it, 'type') === 'file' ? { type: 'string', format: 'binary' } : it,
    ]),
  );
  const form = isMultipart ? 'multipart/form-data' : 'application/x-www-form-urlencoded';
  return bodyOf(document, form, value, { properties }, where, draft);
}

function bodyOf(
  document: OpenApiDocument,
  type: string,
  value: unknown,
  schema: unknown,
  where: string,
  draft: Draft,
): Body {
  const headers = /^[\w.+-]+\/[\w.+-]+/.test(type) ? [{ name: 'Content-Type', value: type }] : [];
  if (/^application\/x-www-form-urlencoded/i.test(type)) {
    const fields = entries(value).map(([name, it]) => ({ name: encodePart(name), value: encodePart(asText(it)) }));
    return { body: { kind: 'form', fields }, headers: [] };
  }
  if (/^multipart\//i.test(type)) {
    const parts = partsOf(document, value, schema, where, draft);
    return { body: { kind: 'multipart', type: 'multipart/form-data', parts }, headers: [] };
  }
  if (typeof value === 'string') return { body: { kind: 'text', text: literal(value) }, headers };
  if (/json/i.test(type) && value !== undefined)
    return { body: { kind: 'text', text: literal(JSON.stringify(value, undefined, 2)) }, headers };
  draft.lose(where, `There is no example of the body (\`${type.slice(0, 60)}\`): write it.`);
  return { body: { kind: 'none' }, headers };
}

function partsOf(
  document: OpenApiDocument,
  value: unknown,
  schema: unknown,
  where: string,
  draft: Draft,
): readonly ImportedPart[] {
  const properties = member(schema, 'properties');
  const names = new Set([...entries(value), ...entries(properties)].map(([name]) => name));
  return [...names].map((name): ImportedPart => {
    const property = document.resolve(member(properties, name));
    const isFile = textMember(property, 'format') === 'binary' || textMember(property, 'contentMediaType') !== '';
    if (!isFile) return { name: literal(name), content: { text: literal(asText(member(value, name))) } };
    draft.lose(where, `The part \`${name.slice(0, 60)}\` is a file: write the path of yours.`);
    return { name: literal(name), content: { path: './file.bin' }, fileName: 'file.bin' };
  });
}
