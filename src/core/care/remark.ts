import type { Token } from '../jwt/token.ts';
import type { Verification } from '../jwt/verification.ts';
import type { Place } from '../place.ts';
import type { Text } from '../text.ts';

/** What could be better about a token that works, with the change to ask its issuer's owner for. Never a finding. */
export interface Remark {
  readonly id: string;
  /** What is so, with the actual values: one sentence. */
  readonly says: Text;
  /** The change: imperative, to whoever sets up the issuer, the API or the client. */
  readonly ask: Text;
  /** For those who own what is to be replaced: the steps in their order. */
  readonly rotate?: readonly Text[];
  /** The standard's section. */
  readonly link: string;
}

/** What is known of a token and its surroundings. What is absent is not known, and nothing is said of it. */
export interface CareScene {
  readonly token: Token;
  /** Seconds since the epoch. */
  readonly now: number;
  /** Where in a request it was found. */
  readonly at?: Place;
  readonly requestUrl?: string;
  readonly verification?: Verification;
  /** What the last refresh showed. */
  readonly refreshed?: { readonly rotated: boolean; readonly clientIsPublic: boolean };
  /** A refresh token by the name it stands under, where it does not say so itself. */
  readonly namedRefresh?: true;
  /** The file that git tracks and the token is written in. */
  readonly keptIn?: string;
}

/** One thing that is worth a remark. */
export type Care = (scene: CareScene) => Remark | undefined;

/** An access token: it says so, or nothing else is said of one that was sent in a header. */
export function isAccessToken({ token, at }: CareScene): boolean {
  return token.use === 'access' || (token.use === 'unknown' && at?.in === 'request-header');
}
