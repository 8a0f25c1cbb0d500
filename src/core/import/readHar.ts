import type {
  ImportedBody,
  ImportedCollection,
  ImportedField,
  ImportedPart,
  ImportedRequest,
  SourceText,
} from './collection.ts';
import type { Draft } from './draft.ts';
import { list, member, parseJson, textMember } from './foreign.ts';
import { literal, percentEncoded } from './template.ts';

/** Reads the requests of HAR files (1.2), as they were sent. */
export function readHarRequests(
  sources: readonly SourceText[],
  draft: Draft,
): ImportedCollection | { readonly problem: string } {
  const items: ImportedRequest[] = [];
  for (const { text } of sources) {
    const log = member(parseJson(text), 'log');
    if (!Array.isArray(member(log, 'entries'))) return { problem: 'it is no HAR: it has no `log.entries`' };
    for (const entry of list(member(log, 'entries'))) {
      const made = request(member(entry, 'request'), draft);
      if (made) items.push(made);
    }
  }
  const repeated = items.length;
  const seen = new Set<string>();
  const unique = items.filter((it) => {
    const text = JSON.stringify([
      it.method,
      it.url,
      it.headers,
      it.body.kind === 'octets' ? [...it.body.octets] : it.body,
    ]);
    const isNew = !seen.has(text);
    seen.add(text);
    return isNew;
  });
  if (unique.length < repeated)
    draft.lose(
      'the recording',
      `Requests that are the same as an earlier one are written once (${repeated - unique.length}).`,
    );
  const name =
    sources[0]?.name
      .split(/[\\/]/)
      .at(-1)
      ?.replace(/\.(?:har|json)$/i, '') ?? 'recording';
  return { name, items: unique, environments: [] };
}

function request(it: unknown, draft: Draft): ImportedRequest | undefined {
  const url = textMember(it, 'url');
  const method = textMember(it, 'method') || 'GET';
  const path = /^[a-z][a-z0-9+.-]{0,30}:\/\/[^/?#]*([^?#]*)/i.exec(url)?.[1] ?? url.slice(0, 100);
  const name = `${method} ${path === '' ? '/' : path.slice(0, 150)}`;
  if (!/^https?:\/\//i.test(url)) {
    draft.lose(name, 'It is no HTTP request: it is left out.');
    return undefined;
  }
  const headers = list(member(it, 'headers')).flatMap((at): ImportedField[] => {
    const field = { name: textMember(at, 'name'), value: literal(textMember(at, 'value')) };
    return field.name.startsWith(':') || ofConnection.test(field.name) ? [] : [field];
  });
  return {
    kind: 'request',
    name,
    method,
    url: literal(url),
    headers,
    body: bodyOf(member(it, 'postData'), name, draft),
    directives: ['no-redirect'],
    variables: [],
    comments: [],
    handlers: [],
    assertions: [],
  };
}

/** What a client says of its own connection, and works out anew. */
const ofConnection =
  /^(?:host|connection|content-length|accept-encoding|transfer-encoding|keep-alive|proxy-connection|te|upgrade|http2-settings)$/i;

function bodyOf(data: unknown, where: string, draft: Draft): ImportedBody {
  const type = textMember(data, 'mimeType');
  const text = textMember(data, 'text');
  const params = list(member(data, 'params'));
  if (text !== '') {
    if (textMember(data, 'encoding') === 'base64' || textMember(data, '_encoding') === 'base64')
      return octetsOf(text, where, draft);
    return { kind: 'text', text: literal(text), exact: true };
  }
  if (params.length === 0) return { kind: 'none' };
  if (/^multipart\//i.test(type)) {
    const parts = params.map((it): ImportedPart => {
      const fileName = textMember(it, 'fileName');
      const contentType = textMember(it, 'contentType');
      if (fileName !== '')
        draft.lose(where, `The content of the file \`${fileName.slice(0, 100)}\` is not in the recording.`);
      return {
        name: literal(textMember(it, 'name')),
        content: { text: literal(textMember(it, 'value')) },
        ...(fileName === '' ? {} : { fileName: literal(fileName) }),
        ...(contentType === '' ? {} : { contentType }),
      };
    });
    return { kind: 'multipart', type: 'multipart/form-data', parts };
  }
  const encoded = (value: string) => (/%[0-9a-f]{2}/i.test(value) ? literal(value) : percentEncoded(literal(value)));
  return {
    kind: 'form',
    fields: params.map((it) => ({ name: encoded(textMember(it, 'name')), value: encoded(textMember(it, 'value')) })),
  };
}

function octetsOf(text: string, where: string, draft: Draft): ImportedBody {
  try {
    return { kind: 'octets', octets: Uint8Array.from(atob(text), (it) => it.charCodeAt(0)) };
  } catch {
    draft.lose(where, 'The body is said to be base64, and is none: it is left out.');
    return { kind: 'none' };
  }
}
