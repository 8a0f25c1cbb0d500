import type { HeaderField } from '../exchange.ts';
import type { Header, RequestBlock } from '../http/httpFile.ts';
import type { Evaluator } from '../variables/evaluate.ts';
import { isSecretName } from '../variables/secretNames.ts';
import { basicValue, type ComputedAuth, readShorthand } from './authShorthands.ts';
import { signInHeader } from './signInHeader.ts';

export interface ResolvedHeaders {
  readonly fields: readonly HeaderField[];
  readonly auth?: ComputedAuth;
}

/**
 * Resolves the header lines of a request, in order, with their case and repetitions. A value can add no field: a line
 * break in it is a problem. Authorization shorthands become what they stand for.
 */
export function resolveHeaders(request: RequestBlock, evaluator: Evaluator): ResolvedHeaders {
  const fields: HeaderField[] = [];
  let auth: ComputedAuth | undefined;
  for (const header of request.headers) {
    const field = resolveField(header, evaluator);
    if (!field) continue;
    if (/^clientcert$/i.test(field.name) && /^(?:cert|key|pfx|passphrase)\s*:/i.test(field.value)) {
      evaluator.report({
        message:
          '`ClientCert` is how httpYac names a client certificate and no header for the server, so it was not sent. Set the certificate for its host in the settings, and remove the line.',
        span: header.value,
      });
      continue;
    }
    if (isSecretName(field.name) && readShorthand(field.value).kind !== 'sign-in')
      evaluator.hide(field.value.replace(/^[A-Za-z][\w-]{0,30} +/, ''));
    if (field.name.toLowerCase() !== 'authorization') {
      fields.push(field);
      continue;
    }
    const shorthand = readShorthand(field.value);
    if (shorthand.kind === 'sign-in' && !carriesToken(header.value.text)) {
      const place = { span: header.value, where: `the ${field.name} header` };
      const value = signInHeader(shorthand.signIn, evaluator, place);
      if (value !== undefined) fields.push({ name: field.name, value });
    } else if (shorthand.kind === 'problem') evaluator.report({ message: shorthand.message, span: header.value });
    else if (shorthand.kind === 'auth') {
      auth = shorthand.auth;
      evaluator.hide((auth.scheme === 'digest' ? auth.password : auth.secretAccessKey).reveal());
    } else if (shorthand.kind === 'as-written' || shorthand.kind === 'sign-in') fields.push(field);
    else {
      evaluator.hide(shorthand.password);
      evaluator.hide(shorthand.value.replace(/^\S+ /, ''));
      fields.push({ name: field.name, value: shorthand.value });
    }
  }
  return auth ? { fields, auth } : { fields };
}

/** `Authorization: Basic …` for a name and password written into the URL, as curl does. */
export function userinfoField(userinfo: { readonly user: string; readonly password: string }): HeaderField {
  return { name: 'Authorization', value: basicValue(userinfo.user, userinfo.password) };
}

/** `OAuth2 {{token}}`: what a variable brings behind the word is a token, and no name of variables. */
function carriesToken(written: string): boolean {
  return /^\s*(?:oauth2|openid)\b[^{]{0,100}\{\{/i.test(written);
}

function resolveField(header: Header, evaluator: Evaluator): HeaderField | undefined {
  const before = evaluator.problems.length + evaluator.needs.length;
  const written = evaluator.evaluate(header.name.text, { span: header.name, where: 'the name of a header' }).text;
  // Without its value there is no name to judge.
  if (before < evaluator.problems.length + evaluator.needs.length) return undefined;
  const shown = printable(written);
  const rest = evaluator.evaluate(header.value.text, { span: header.value, where: `the ${shown} header` }).text;
  // A name that came out of a variable may bring its colon: tokens are read from the resolved line.
  const colon = written === header.name.text ? -1 : written.indexOf(':');
  const name = (colon === -1 ? written : written.slice(0, colon)).trim();
  const value = (colon === -1 ? rest : `${written.slice(colon + 1)}${rest}`).replace(/^[ \t]+|(?<![ \t])[ \t]+$/g, '');
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) {
    evaluator.report({
      message: `\`${shown}\` is no header name: expected letters, digits and hyphens before the colon.`,
      span: header.name,
    });
    return undefined;
  }
  const bad = /[\r\n\0]/.exec(value)?.[0];
  if (bad !== undefined) {
    const what = bad === '\0' ? 'a NUL character' : 'a line break';
    evaluator.report({
      message: `The value of ${printable(name)} holds ${what} after its variables were filled in; it would end the header or add another. Remove it from the variable.`,
      span: header.value,
    });
    return undefined;
  }
  return { name, value };
}

function printable(text: string): string {
  return text.slice(0, 80).replace(/[\u0000-\u001f\u007f]/g, '\u00b7');
}
