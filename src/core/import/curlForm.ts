import type { ImportedBody, ImportedPart } from './collection.ts';
import { tellRelative } from './curlFile.ts';
import type { CurlOption } from './curlOptions.ts';
import type { Draft } from './draft.ts';
import { unescaped } from './template.ts';

/** The parts of `-F name=value`, `-F name=@file;type=…`, `-F name=<file` and `--form-string`. */
export function curlForm(forms: readonly CurlOption[], where: string, draft: Draft): ImportedBody {
  const parts = forms.flatMap((it): ImportedPart[] => {
    const equals = it.value.indexOf('=');
    if (equals === -1) {
      draft.lose(where, 'A part of a form without `=` is left out.');
      return [];
    }
    const name = it.value.slice(0, equals);
    const value = it.value.slice(equals + 1);
    return it.name === 'form-string' ? [{ name, content: { text: value } }] : readPart(name, value, where, draft);
  });
  return { kind: 'multipart', type: 'multipart/form-data', parts };
}

function readPart(name: string, value: string, where: string, draft: Draft): ImportedPart[] {
  const mark = value[0];
  const [content, attributes] = split(
    mark === '@' || mark === '<' ? value.slice(1) : value,
    mark !== '@' && mark !== '<',
  );
  const contentType = attributes.get('type');
  const fileName = attributes.get('filename');
  if (attributes.has('headers') || attributes.has('encoder'))
    draft.lose(where, `Headers and encoders of the part \`${name.slice(0, 60)}\` are left out.`);
  const about = {
    ...(contentType === undefined ? {} : { contentType }),
    ...(fileName === undefined ? {} : { fileName }),
  };
  if (mark === '<' || mark === '@') tellRelative(unescaped(content), where, draft);
  if (mark === '<') return [{ name, content: { path: unescaped(content) }, ...about }];
  if (mark !== '@') return [{ name, content: { text: content }, ...about }];
  if (content === '-' || content === '') {
    draft.lose(where, `The part \`${name.slice(0, 60)}\` is curl's standard input: it is left out.`);
    return [];
  }
  const path = unescaped(content);
  return [
    { name, content: { path }, fileName: path.split(/[\\/]/).at(-1) ?? path, contentType: typeOf(path), ...about },
  ];
}

/** `content;type=…;filename="…"`: only what names an attribute ends the content. */
function split(value: string, isText: boolean): readonly [string, ReadonlyMap<string, string>] {
  const attributes = new Map<string, string>();
  const [, quoted, after] = /^"((?:[^"\\]|\\.){0,5000})"(.*)$/s.exec(value) ?? [];
  const content = quoted === undefined ? undefined : quoted.replace(/\\([\\"])/g, '$1');
  const rest = content === undefined ? value : (after ?? '');
  const found = [...rest.matchAll(/;\s{0,5}(type|filename|headers|encoder)=("(?:[^"\\]|\\.){0,500}"|[^;]{0,500})/g)];
  // A type may have parameters of its own: `type=text/plain;charset=utf-8`.
  for (const [, key = '', written = ''] of found) attributes.set(key, written.replace(/^"(.*)"$/s, '$1').trim());
  const charset = /;\s{0,5}type=[^;]{1,200}(;\s{0,5}charset=[^;]{1,50})/.exec(rest)?.[1];
  if (charset !== undefined) attributes.set('type', `${attributes.get('type') ?? ''}${charset}`);
  const end = found[0]?.index ?? (isText ? rest.length : rest.search(/;|$/));
  return [content ?? rest.slice(0, end), attributes];
}

/** What curl takes a file for by its name. */
const types: Readonly<Record<string, string>> = {
  gif: 'image/gif',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  htm: 'text/html',
  html: 'text/html',
  pdf: 'application/pdf',
  xml: 'application/xml',
};

function typeOf(path: string): string {
  const extension = /\.([A-Za-z]{1,5})$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return (Object.hasOwn(types, extension) ? types[extension] : undefined) ?? 'application/octet-stream';
}
