import type { Fix } from './cause.ts';
import { offeredLink } from './facts/offeredLink.ts';
import type { Facts } from './facts.ts';
import { maskUrl } from './mask.ts';
import { type Text, text } from './text.ts';

/** What several causes offer to do. */
export const renewToken: Fix = {
  kind: 'action',
  title: text`Get a new token and send the request again`,
  action: { do: 'renew' },
};

/** The same, with what is to be known of the new one. */
export function renewTokenSaying(detail: Text): Fix {
  return { ...renewToken, detail };
}

export const chooseAnotherEnvironment: Fix = {
  kind: 'action',
  title: text`Choose another environment`,
  action: { do: 'select-environment' },
};

/** The page that the answer itself gives, where one of its fields or headers is named so. */
export function openOffered({ exchange, responseBody }: Facts, about: RegExp, title: Text): Fix[] {
  const link = offeredLink(exchange.response.headers, responseBody, about);
  if (!link) return [];
  return [
    {
      kind: 'action',
      title: text`${title} at ${link.host}`,
      detail: text`The answer names the page in ${link.name}: ${maskUrl(link.url).slice(0, 200)}`,
      action: { do: 'open-link', url: link.url },
    },
  ];
}

export const tryAnotherUser: Extract<Fix, { kind: 'action' }> = {
  kind: 'action',
  title: text`Try another user`,
  action: { do: 'select-user' },
};

/** The same, where the refusal names what that user must have. */
export function tryUserWith(needed: string | undefined): Fix {
  if (needed === undefined) return tryAnotherUser;
  return { ...tryAnotherUser, action: { do: 'select-user', needs: [needed] } };
}

/** The scheme word in front of the credential, which the request's own text writes. */
export function rewriteScheme(title: Text, scheme: string): Fix {
  return { kind: 'edit', title, edit: { set: 'auth-scheme', value: scheme } };
}

/** The header that a challenge asks for, with the names of variables in the place of secrets; none where several are asked for. */
export function addAuthorization(asked: readonly string[]): Fix[] {
  const [scheme = '', ...others] = asked.map((it) => it.toLowerCase());
  const value = others.length === 0 ? templates.get(scheme) : undefined;
  if (value === undefined) return [];
  return [
    {
      kind: 'edit',
      title: text`Add ${`Authorization: ${value}`} to the request`,
      edit: { set: 'header', name: 'Authorization', value },
    },
  ];
}

const templates: ReadonlyMap<string, string> = new Map([
  ['bearer', 'Bearer {{token}}'],
  ['basic', 'Basic {{user}} {{password}}'],
]);

/** What lets a cookie go along that one of its attributes keeps back. */
export function letCookieGo(attribute: string, name: string): Fix {
  return { kind: 'advice', title: cookieTitle(attribute, name) };
}

function cookieTitle(attribute: string, name: string): Text {
  switch (attribute) {
    case 'Path':
      return text`Set the cookie ${name} with ${'Path=/'}`;
    case 'Domain':
      return text`Set the cookie ${name} with the ${'Domain'} that both hosts share`;
    case 'Secure':
      return text`Send the request over ${'https'}, so that the Secure cookie ${name} goes along`;
    case 'SameSite':
      return text`Set the cookie ${name} with ${'SameSite=None; Secure'}`;
    default:
      return text`Send the cookie ${name} along (in a browser: ${'credentials: "include"'})`;
  }
}
