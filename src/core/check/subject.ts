import type { HttpFile, RequestBlock } from '../http/httpFile.ts';
import type { Token } from '../jwt/token.ts';
import { type Text, text, words } from '../text.ts';
import type { Scope } from '../variables/scope.ts';
import type { CheckFinding } from './finding.ts';
import type { HostMemory } from './hostMemory.ts';
import type { Carried, Outgoing } from './outgoing.ts';
import type { WeakSecret } from './weakSecrets.ts';

/** One request, and all that its checks may look at. */
export interface Subject {
  readonly file: HttpFile;
  readonly request: RequestBlock;
  readonly scope: Scope;
  readonly outgoing: Outgoing;
  /** Seconds since the epoch. */
  readonly now: number;
  /** What earlier answers told of hosts and issuers. */
  readonly memory: HostMemory;
  /** The well-known secret that a token is signed with, where it can be tried. */
  weakSecretOf(token: string): WeakSecret | undefined;
}

/** Looks at one request for one thing. Says nothing where something is not known. */
export type Check = (subject: Subject) => readonly CheckFinding[];

/** A credential that is a JWT, with the token. */
export interface CarriedToken extends Carried {
  readonly token: Token;
}

/** The signed tokens that the request shows as its own: those in a body are handed over, not shown. */
export function shownTokens({ outgoing }: Subject): readonly CarriedToken[] {
  return outgoing.carried.flatMap((it) => {
    const { token, in: place } = it.credential;
    return token?.kind === 'jws' && place !== 'body' ? [{ ...it, token }] : [];
  });
}

/** The host as the subject of a sentence. */
export function theHost({ outgoing }: Pick<Subject, 'outgoing'>): Text {
  return outgoing.target ? text`${outgoing.target.host}` : words('The server');
}

/** The same within a sentence. */
export function itsHost({ outgoing }: Pick<Subject, 'outgoing'>): Text {
  return outgoing.target ? text`${outgoing.target.host}` : words('the server');
}

/** `the token of {{token}}`, `the token in Authorization` */
export function theToken(it: Carried): Text {
  return it.reference === undefined ? text`the token in ${it.credential.name}` : text`the token of ${it.reference}`;
}

/** The same at the start of a sentence. */
export function startingToken(it: Carried): Text {
  return it.reference === undefined ? text`The token in ${it.credential.name}` : text`The token of ${it.reference}`;
}

/** A sentence behind a colon: `It expired …` goes on as `it expired …`. */
export function goesOn(says: string): Text {
  return words(says.replace(/^(?:It|The|An?|No|Two|Nothing|Quotes|User) /, (start) => start.toLowerCase()));
}
