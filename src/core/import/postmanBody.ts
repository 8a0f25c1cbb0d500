import type { ImportedBody, ImportedField, ImportedPart } from './collection.ts';
import type { Draft } from './draft.ts';
import { list, member, textMember, words } from './foreign.ts';
import { postmanTemplate } from './postmanTemplate.ts';
import { percentEncoded } from './template.ts';

export interface PostmanBody {
  readonly body: ImportedBody;
  /** The content type that Postman adds by itself. */
  readonly headers: readonly ImportedField[];
}

const none: PostmanBody = { body: { kind: 'none' }, headers: [] };

/** A body of any mode. */
export function postmanBody(written: unknown, where: string, draft: Draft): PostmanBody {
  if (written === undefined || written === null || member(written, 'disabled') === true) return none;
  const mode = textMember(written, 'mode');
  const content = member(written, mode);
  switch (mode) {
    case 'raw': {
      const text = postmanTemplate(words(content), draft);
      const language = textMember(member(member(written, 'options'), 'raw'), 'language');
      const type = Object.hasOwn(types, language) ? types[language] : undefined;
      const headers = [{ name: 'Content-Type', value: type ?? 'text/plain' }];
      return text === '' ? none : { body: { kind: 'text', text }, headers };
    }
    case 'urlencoded':
      return { body: urlencoded(content, draft), headers: [] };
    case 'formdata':
      return { body: formdata(content, where, draft), headers: [] };
    case 'graphql': {
      const variables = member(content, 'variables');
      return {
        body: {
          kind: 'graphql',
          query: postmanTemplate(textMember(content, 'query'), draft),
          variables: postmanTemplate(typeof variables === 'string' ? variables : jsonOf(variables), draft),
        },
        headers: [],
      };
    }
    case 'file': {
      const path = typeof content === 'string' ? content : textMember(content, 'src');
      if (path === '' && textMember(content, 'content') !== '')
        return { body: { kind: 'text', text: postmanTemplate(textMember(content, 'content'), draft) }, headers: [] };
      if (path === '') draft.lose(where, 'The body is a file, and the collection does not say which.');
      else draft.lose(where, `The body is the file \`${path.slice(0, 200)}\`, which is not copied.`);
      return path === '' ? none : { body: { kind: 'file', path: postmanTemplate(path, draft) }, headers: [] };
    }
    case '':
      return none;
    default:
      draft.lose(where, `A body of the mode \`${mode.slice(0, 40)}\` is not known here: it is left out.`);
      return none;
  }
}

const types: Readonly<Record<string, string>> = {
  json: 'application/json',
  xml: 'application/xml',
  html: 'text/html',
  javascript: 'application/javascript',
  text: 'text/plain',
};

function jsonOf(value: unknown): string {
  return value === undefined || value === null ? '' : JSON.stringify(value, undefined, 2);
}

function urlencoded(content: unknown, draft: Draft): ImportedBody {
  if (typeof content === 'string') return { kind: 'text', text: postmanTemplate(content, draft) };
  const fields = list(content).map((it) => ({
    name: percentEncoded(postmanTemplate(textMember(it, 'key'), draft)),
    value: percentEncoded(postmanTemplate(textMember(it, 'value'), draft)),
    ...(member(it, 'disabled') === true ? { disabled: true } : {}),
  }));
  return { kind: 'form', fields };
}

function formdata(content: unknown, where: string, draft: Draft): ImportedBody {
  const parts = list(content).flatMap((it): ImportedPart[] => {
    const name = postmanTemplate(textMember(it, 'key'), draft);
    const type = textMember(it, 'contentType');
    const about = {
      name,
      ...(type === '' ? {} : { contentType: type }),
      ...(member(it, 'disabled') === true ? { disabled: true } : {}),
    };
    if (textMember(it, 'type') !== 'file')
      return [{ ...about, content: { text: postmanTemplate(textMember(it, 'value'), draft) } }];
    const src = member(it, 'src');
    const paths = (Array.isArray(src) ? src.map(words) : [words(src)]).filter((path) => path !== '');
    if (paths.length === 0)
      draft.lose(where, `The file of the part \`${name.slice(0, 60)}\` is not in the collection.`);
    return paths.map((path) => {
      draft.lose(
        where,
        `The part \`${name.slice(0, 60)}\` is the file \`${path.slice(0, 200)}\`, which is not copied.`,
      );
      const fileName = textMember(it, 'fileName') || (path.split(/[\\/]/).at(-1) ?? path);
      return { ...about, content: { path: postmanTemplate(path, draft) }, fileName };
    });
  });
  return { kind: 'multipart', type: 'multipart/form-data', parts };
}
