import type { CauseId } from '../causeIds.ts';
import type { Certainty } from '../certainty.ts';
import type { Place } from '../place.ts';
import type { Pattern } from './pattern.ts';

/** What must hold of the request for a sign to count. Closed, so that signs stay data. */
export const conditions = [
  'anonymous',
  'credentials',
  'jwt',
  'opaque',
  'basic',
  'bearer',
  'signed',
  'key-header',
  'key-query',
  'no-key',
  'cookie',
  'login',
  'id-token',
  'access-token',
  'no-authorization',
  'presigned',
  'browser',
  'tool-agent',
  'folder',
  'http',
  'scoped',
  'page',
  'no-page',
  'empty-answer',
  'client-credentials',
  'token-call',
] as const;

export type Condition = (typeof conditions)[number];

/** How sure a sign may be: words prove nothing. */
export const signCertainties = ['stated', 'likely', 'possible'] as const satisfies readonly Certainty[];

export type SignCertainty = (typeof signCertainties)[number];

/**
 * What certain words, codes or fields of an answer mean. All parts given must hold.
 * Codes are compared whole, without regard to case; `says` is tried on sentences, pages and codes alike.
 */
export interface Sign {
  readonly cause: CauseId;
  /** `stated` where left out. */
  readonly certainty?: SignCertainty;
  readonly status?: readonly number[];
  readonly code?: readonly string[];
  readonly says?: Pattern;
  /** The answer's body as it came, tried on its first 128 KB. */
  readonly body?: Pattern;
  /** A response header that must be there, and look like this. */
  readonly header?: { readonly name: string; readonly matches?: Pattern };
  /** A response header that must not be there. */
  readonly noHeader?: string;
  /** A request header that must be there, by its name in lower case. */
  readonly sends?: Pattern;
  /** The request's path. */
  readonly path?: Pattern;
  /** The first credential's raw value. */
  readonly credential?: Pattern;
  readonly method?: Pattern;
  readonly when?: readonly Condition[];
  /** What it means, a whole sentence in our words. */
  readonly shows?: string;
  /** What to do: imperative, says the effect. */
  readonly fix?: string;
  /** The page that documents it. */
  readonly source?: string;
}

/** A sign that matched. */
export interface SignReading {
  readonly sign: Sign;
  readonly cause: CauseId;
  readonly certainty: Certainty;
  readonly at: Place;
  /** The server's words or code, cut to a line. */
  readonly quote: string;
  /** Read off a page for people, where words stand for many things. */
  readonly page: boolean;
  /** Read off the title of a page. */
  readonly title: boolean;
  /** The server whose sign it is; undefined for the general vocabulary. */
  readonly server?: Server;
}

/** A server we know: how to recognize its answers, and what its words mean. Any one of the marks is enough. */
export interface Server {
  readonly id: string;
  readonly name: string;
  /** The file that a server of one's own was read from, as it is shown; its words are not ours. */
  readonly from?: string;
  readonly recognize: {
    /** Response headers, names in lower case; without a pattern: present. */
    readonly headers?: readonly { readonly name: string; readonly matches?: Pattern }[];
    readonly host?: Pattern;
    /** Tried on the first 2,000 characters of the body. */
    readonly body?: Pattern;
    readonly challenge?: Pattern;
    /** Response cookie or request cookie names. */
    readonly cookie?: Pattern;
    /** How keys begin that only this server gives. */
    readonly credential?: Pattern;
    /** Names of request headers that only this server's clients send, in lower case. */
    readonly sends?: Pattern;
  };
  /** Stands in front of another server: its presence says nothing about who refused. */
  readonly front?: true;
  /** Takes a token in Authorization without a scheme word. */
  readonly bareTokens?: true;
  /** Answers 401 also to a user whom it knows and who may not. */
  readonly knownBy401?: true;
  readonly signs: readonly Sign[];
}
