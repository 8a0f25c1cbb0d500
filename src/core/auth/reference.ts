import type { SignIn } from './signIn.ts';

/** What a request asks for a token by: `{{$auth.token("admin")}}`, `{{$session github repo}}`, `Authorization: oauth2 …`. */
export type TokenNeed =
  | {
      readonly from: 'sign-in';
      readonly signIn: SignIn;
      readonly use: 'access' | 'id';
      /** Signed in anew each time, whatever session is there: REST Client's `new`. */
      readonly anew?: true;
    }
  /** One of the editor's own accounts. */
  | { readonly from: 'account'; readonly provider: string; readonly scopes: readonly string[] };

/** The same need in the same words: what a scope's `tokens` are found by. */
export function tokenNeedKey(need: TokenNeed): string {
  return need.from === 'account'
    ? `account ${need.provider} ${need.scopes.join(',')}`
    : `${need.use} ${need.signIn.id}`;
}
