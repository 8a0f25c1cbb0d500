import { withQuery } from './auth.ts';
import type { ImportedBody, ImportedField } from './collection.ts';
import { tellRelative } from './curlFile.ts';
import { curlForm } from './curlForm.ts';
import type { CurlOption } from './curlOptions.ts';
import type { Draft } from './draft.ts';
import { encodePart, hasReference, outsideReferences, unescaped } from './template.ts';

/** What the data options of a command make: a body, or more of the URL. */
export interface CurlBody {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly ImportedField[];
  readonly body: ImportedBody;
}

const dataOptions = new Set(['data', 'data-ascii', 'data-raw', 'data-binary', 'data-urlencode', 'json']);

/** Reads `-d` and its kin, `--json`, `-F`, `-T` and `-G`. */
export function curlBody(options: readonly CurlOption[], url: string, where: string, draft: Draft): CurlBody {
  const none: ImportedBody = { kind: 'none' };
  const upload = options.findLast((it) => it.name === 'upload-file')?.value;
  if (upload !== undefined && upload !== '' && upload !== '-') {
    const name = upload.split(/[\\/]/).at(-1) ?? '';
    tellRelative(unescaped(upload), where, draft);
    return {
      method: 'PUT',
      url: /\/$/.test(url)
        ? `${url}${encodeURIComponent(name)}`
        : /^[^/]*:\/\/[^/?#]*$/.test(url)
          ? `${url}/${name}`
          : url,
      headers: [],
      body: { kind: 'file', path: unescaped(upload) },
    };
  }
  if (upload === '-') draft.lose(where, 'curl sends its standard input (`-T -`): there is no body here.');
  const forms = options.filter((it) => it.name === 'form' || it.name === 'form-string');
  if (0 < forms.length) return { method: 'POST', url, headers: [], body: curlForm(forms, where, draft) };

  const data = options.filter((it) => dataOptions.has(it.name));
  if (data.length === 0) return { method: upload === '-' ? 'PUT' : 'GET', url, headers: [], body: none };
  const pieces = joined(
    data.map((it) => readData(it, where, draft)),
    data,
  );
  if (options.some((it) => it.name === 'get')) {
    const query = pieces.filter((it) => 'text' in it).map((it) => it.text);
    if (pieces.some((it) => 'file' in it)) draft.lose(where, 'The query of a file (`-G -d @…`) is left out.');
    return {
      method: 'GET',
      url: withQuery(url, query.join('') === '' ? [] : [query.join('')]),
      headers: [],
      body: none,
    };
  }
  const isJson = data.some((it) => it.name === 'json');
  const headers: ImportedField[] = isJson
    ? [
        { name: 'Content-Type', value: 'application/json' },
        { name: 'Accept', value: 'application/json' },
      ]
    : [{ name: 'Content-Type', value: 'application/x-www-form-urlencoded' }];
  return { method: 'POST', url, headers, body: bodyOf(pieces, where, draft) };
}

type Piece = { readonly text: string } | { readonly file: string; readonly binary: boolean };

function readData({ name, value }: CurlOption, where: string, draft: Draft): readonly Piece[] {
  if (name === 'data-raw') return [{ text: value }];
  if (name === 'data-urlencode') return urlEncoded(value, where, draft);
  if (value.startsWith('@')) return [{ file: value.slice(1), binary: name !== 'data' && name !== 'data-ascii' }];
  return [{ text: value }];
}

/** `content`, `=content`, `name=content`, `@file`, `name@file`. */
function urlEncoded(value: string, where: string, draft: Draft): readonly Piece[] {
  const mark = /[=@]/.exec(value);
  if (!mark) return [{ text: curlEncoded(value) }];
  const name = value.slice(0, mark.index);
  const content = value.slice(mark.index + 1);
  const before = name === '' ? '' : `${name}=`;
  if (mark[0] === '=') return [{ text: `${before}${curlEncoded(content)}` }];
  draft.lose(where, 'A file whose content curl encodes (`--data-urlencode @…`) is left out.');
  return [{ text: before }];
}

/** As curl encodes: all but letters, digits and `-._~`; spaces are `+`. */
export function curlEncoded(template: string): string {
  const encode = (text: string) =>
    encodePart(unescaped(text))
      .replace(/[!'()*]/g, (it) => `%${it.charCodeAt(0).toString(16).toUpperCase()}`)
      .replaceAll('%20', '+');
  return hasReference(template) ? outsideReferences(template, encode) : encode(template);
}

/** Ampersands between them, except in front of `--json`. */
function joined(all: readonly (readonly Piece[])[], data: readonly CurlOption[]): readonly Piece[] {
  return all.flatMap((pieces, at) => (at === 0 || data[at]?.name === 'json' ? pieces : [{ text: '&' }, ...pieces]));
}

function bodyOf(pieces: readonly Piece[], where: string, draft: Draft): ImportedBody {
  const [only] = pieces;
  if (pieces.length === 1 && only && 'file' in only) {
    if (only.file === '-' || only.file === '') {
      draft.lose(where, 'curl reads the body from its standard input (`-d @-`): there is none here.');
      return { kind: 'none' };
    }
    if (!only.binary) draft.lose(where, 'curl takes the line ends out of a file of `-d @…`; it is sent as it is here.');
    tellRelative(unescaped(only.file), where, draft);
    return { kind: 'file', path: unescaped(only.file) };
  }
  if (pieces.some((it) => 'file' in it)) draft.lose(where, 'Files among other data (`-d a=b -d @…`) are left out.');
  const text = pieces.map((it) => ('text' in it ? it.text : '')).join('');
  return text === '' ? { kind: 'none' } : { kind: 'text', text, exact: true };
}
