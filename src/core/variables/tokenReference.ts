import { type RestClientReference, readRestClient } from '../auth/restClient.ts';

/** What a `$` name asks a token by, read from its text alone. */
export type TokenReference =
  /** `$auth.token("id")` */
  | { readonly from: 'configured'; readonly id: string; readonly use: 'access' | 'id' }
  /** `$session github repo,read:org` */
  | { readonly from: 'account'; readonly provider: string; readonly scopes: readonly string[] }
  /** `$oidcAccessToken …`, `$aadV2Token …` */
  | RestClientReference;

export type ReadTokenReference = { readonly token: TokenReference } | { readonly problem: string };

/** Reads a reference to a token; undefined for every other name. */
export function readTokenReference(name: string, rest: string): ReadTokenReference | undefined {
  switch (name) {
    case '$auth.token':
    case '$auth.idToken':
      return configured(name, rest);
    case '$session':
      return account(rest);
    case '$oidcAccessToken':
    case '$aadToken':
    case '$aadV2Token':
      return { token: readRestClient(name, rest) };
  }
  return undefined;
}

function configured(name: string, rest: string): ReadTokenReference {
  const [, double, single] = /^\(\s*(?:"([^"]{1,200})"|'([^']{1,200})')\s*\)$/.exec(rest) ?? [];
  const id = double ?? single;
  if (id === undefined) return { problem: `\`${name}\` needs the id of a sign-in: \`{{${name}("admin")}}\`.` };
  return { token: { from: 'configured', id, use: name === '$auth.token' ? 'access' : 'id' } };
}

function account(rest: string): ReadTokenReference {
  const [provider, ...scopes] = rest.split(/[\s,]+/).filter((it) => it !== '');
  if (provider === undefined) {
    return {
      problem:
        '`$session` needs an account of the editor, and the scopes to ask for: `{{$session github repo,read:org}}`, `{{$session microsoft User.Read}}`.',
    };
  }
  return { token: { from: 'account', provider, scopes: [...new Set(scopes)] } };
}
