import { isSecretField } from '../mask.ts';
import { maskSecretsIn } from '../redact.ts';
import { variableFor } from '../variables/variableFor.ts';
import type { ImportedBody, ImportedField, ImportedRequest } from './collection.ts';
import type { Draft } from './draft.ts';
import { replaced, secretsInBody, secretsInPairs, secretsInScript, secretsInText } from './secretText.ts';
import { hasReference, outsideReferences, unescaped } from './template.ts';

/** The request with a reference in the place of each secret that it writes out. */
export function withoutSecrets(request: ImportedRequest, draft: Draft): ImportedRequest {
  return {
    ...request,
    url: urlWithoutSecrets(request.url, draft),
    headers: request.headers.map((it) => ({ ...it, value: headerWithoutSecrets(it, draft) })),
    body: bodyWithoutSecrets(request.body, draft),
    comments: request.comments.map((it) => proseWithoutSecrets(it, draft)),
    ...(request.description === undefined ? {} : { description: proseWithoutSecrets(request.description, draft) }),
  };
}

/** Comments and descriptions: a secret becomes the name of its variable, and what only looks like one is masked. */
export function proseWithoutSecrets(text: string, draft: Draft): string {
  const keep = (it: { readonly name: string }, value: string) => draft.secretTemplate(it.name, value);
  const [, off = '', pair = ''] = /^(Off in the (?:query|form): )(.*)$/s.exec(text) ?? [];
  if (off !== '') return `${off}${replaced(pair, secretsInPairs(pair), keep)}`;
  return maskSecretsIn(replaced(text, secretsInScript(text), (it, value) => draft.secret(it.name, value)));
}

function urlWithoutSecrets(url: string, draft: Draft): string {
  const keep = (it: { readonly name: string }, value: string) => draft.secretTemplate(it.name, value);
  const paired = replaced(url, secretsInPairs(url), keep);
  const shaped = outsideReferences(paired, (text) => replaced(text, secretsInText(text), keep));
  const password = /^([^/?#]{0,30}:\/\/[^/?#@:\s{]{0,200}:)([^/?#@\s{]{1,500})@/.exec(shaped);
  if (!password) return shaped;
  const [, before = '', written = ''] = password;
  return `${before}${draft.secret('password', written)}${shaped.slice(before.length + written.length)}`;
}

function headerWithoutSecrets({ name, value }: ImportedField, draft: Draft): string {
  if (value === '' || !isSecretField(name)) {
    return outsideReferences(value, (text) =>
      replaced(text, secretsInText(text), (it, found) => draft.secretTemplate(it.name, found)),
    );
  }
  const lower = name.toLowerCase();
  if (!lower.includes('authorization') || lower.startsWith('access-control'))
    return draft.secretTemplate(variableFor(name), value);
  if (hasReference(value)) return draft.secretTemplate('token', value);
  const [, scheme = '', rest = ''] = /^(\S{1,60}[ \t]{1,20})([^ \t].*)$/s.exec(value) ?? [];
  if (rest === '') return draft.secretTemplate(variableFor(name), value);
  return `${scheme}${draft.secretTemplate(/^basic/i.test(scheme) ? 'basicCredentials' : 'token', rest)}`;
}

function bodyWithoutSecrets(body: ImportedBody, draft: Draft): ImportedBody {
  const keep = (it: { readonly name: string }, value: string) => draft.secretTemplate(it.name, value);
  switch (body.kind) {
    case 'text': {
      const isForm = /^[^\s={}<[]{1,100}=[^\s]*$/.test(body.text);
      const found = isForm ? secretsInPairs(body.text) : secretsInBody(body.text);
      return { ...body, text: replaced(body.text, found, keep) };
    }
    case 'graphql':
      return { ...body, variables: replaced(body.variables, secretsInBody(body.variables), keep) };
    case 'form':
      return {
        ...body,
        fields: body.fields.map((it) => ({ ...it, value: fieldWithoutSecrets(it.name, it.value, draft) })),
      };
    case 'multipart':
      return {
        ...body,
        parts: body.parts.map((it) =>
          'text' in it.content
            ? { ...it, content: { text: fieldWithoutSecrets(it.name, it.content.text, draft) } }
            : it,
        ),
      };
    default:
      return body;
  }
}

function fieldWithoutSecrets(name: string, value: string, draft: Draft): string {
  const pairs = secretsInPairs(`${name.replace(/[=&?#\s]/g, '_')}=x`);
  if (0 < pairs.length && value !== '') return draft.secretTemplate(variableFor(unescaped(name)), value);
  return outsideReferences(value, (text) =>
    replaced(text, secretsInText(text), (it, found) => draft.secretTemplate(it.name, found)),
  );
}
