import type { SignInRequest } from './auth/signIn.ts';
import type { CauseId } from './causeIds.ts';
import type { Certainty } from './certainty.ts';
import type { Facts } from './facts.ts';
import type { Place } from './place.ts';
import type { Text } from './text.ts';

/** One reason for which a request is refused. One file in `causes/`, named after the id. */
export interface Cause {
  readonly id: CauseId;
  readonly title: string;
  /** Why servers do this, in one or two sentences. Not how to fix it. */
  readonly why: string;
  /** One page that explains it: the standard's section. */
  readonly link: string;
  /** Names ignorance only: dropped when anything at least as certain is found. */
  readonly fallback?: true;
  /** Looks at the facts alone. `undefined`: nothing here speaks for or against. */
  weigh(facts: Facts): Verdict | undefined;
}

export type Verdict = Found | RuledOut;

export interface Found {
  readonly kind: 'found';
  readonly certainty: Certainty;
  /** One sentence with the actual values. Written flat; the report adds the hedge. */
  readonly summary: Text;
  /** No evidence, no finding. */
  readonly evidence: readonly [Evidence, ...Evidence[]];
  /** Best first, three at most. */
  readonly fixes: readonly Fix[];
  /** A vendor's page that says more than the cause's own link. */
  readonly link?: string;
  /** Why servers do this, where the cause's own words do not fit the case. */
  readonly why?: string;
}

export interface RuledOut {
  readonly kind: 'ruled-out';
  /** A whole sentence: what was checked and found in order. */
  readonly because: Text;
}

/** A place in the exchange and what it shows. */
export interface Evidence {
  readonly at: Place;
  readonly shows: Text;
}

/** What can be done. Data: core names it, the shells carry it out. Titles are imperative and say the effect. */
export type Fix =
  | { readonly kind: 'edit'; readonly title: Text; readonly detail?: Text; readonly edit: RequestEdit }
  | { readonly kind: 'action'; readonly title: Text; readonly detail?: Text; readonly action: FixAction }
  | {
      readonly kind: 'advice';
      readonly title: Text;
      readonly detail?: Text;
      readonly link?: string;
      /** What a fix before it does: to be shown only where that one cannot be carried out. */
      readonly byHand?: true;
    };

/** A change of the request's own text. Only where the result is surely what the server asked for. */
export type RequestEdit =
  | { readonly set: 'header'; readonly name: string; readonly value: string }
  | { readonly remove: 'header'; readonly name: string }
  | { readonly rename: 'header'; readonly name: string; readonly to: string }
  | { readonly set: 'scheme'; readonly value: 'https' }
  /** The one scheme word in front of the credential of Authorization; those that stand there now go. */
  | { readonly set: 'auth-scheme'; readonly value: string }
  /** The written scheme words go: the variable behind them brings one. */
  | { readonly remove: 'auth-scheme' };

/** Something a shell can carry out. Says what it will send before it does. */
export type FixAction =
  | { readonly do: 'send-again' }
  /** Get a fresh credential the way this one was got: refresh the session, or send the named request it comes from. */
  | { readonly do: 'renew' }
  /** Sign in anew, asking for what the refusal names; `metadata`: where the API says who signs in for it (RFC 9728). */
  | { readonly do: 'sign-in'; readonly ask: SignInRequest; readonly metadata?: string }
  /** `needs`: the roles or rights that the refusal named. */
  | { readonly do: 'select-user'; readonly needs?: readonly string[] }
  | { readonly do: 'select-environment' }
  | { readonly do: 'clear-cookies' }
  | { readonly do: 'decode-token' }
  /** Open the setting from which the shell takes it. */
  | { readonly do: 'configure'; readonly what: 'client-certificates' }
  | { readonly do: 'open-link'; readonly url: string };
