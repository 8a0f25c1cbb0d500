import { Secret } from '../secret.ts';

export interface AuthorizationDefect {
  readonly code: AuthorizationDefectCode;
  /** One sentence: what is expected, what is there. Holds no more of the credentials than their ends. */
  readonly says: string;
}

export type AuthorizationDefectCode =
  | 'empty'
  | 'scheme-missing'
  | 'scheme-twice'
  | 'scheme-separator'
  | 'header-name-inside'
  | 'credentials-missing'
  | 'unresolved-variable'
  | 'placeholder'
  | 'quoted'
  | 'whitespace'
  | 'control-character'
  | 'not-ascii'
  | 'bad-base64'
  | 'not-encoded'
  | 'missing-colon'
  | 'double-encoded'
  | 'parameter-missing';

/** An Authorization or Proxy-Authorization value, as far as it can be read (RFC 9110, 11.6.2). */
export interface Authorization {
  /** As written; empty where no scheme word stands before the credentials. */
  readonly scheme: string;
  /** All that follows the scheme word. */
  readonly credentials: Secret;
  readonly defects: readonly AuthorizationDefect[];
  /** Decoded credentials of Basic. */
  readonly basic?: { readonly user: string; readonly password: Secret };
  /** Parameters of Digest, AWS4-HMAC-SHA256, Signature, OAuth, Hawk …: names as written, in order. */
  readonly params: readonly { readonly name: string; readonly value: Secret }[];
  /** The credential scope of AWS Signature Version 4. */
  readonly aws?: {
    readonly accessKeyId: string;
    /** `20261122` */
    readonly date: string;
    readonly region: string;
    readonly service: string;
    readonly signedHeaders: readonly string[];
  };
}

/** Reads an Authorization value. Never throws. */
export function readAuthorization(value: string): Authorization {
  const scheme = /^[A-Za-z0-9-]+(?= )/.exec(value)?.[0] ?? '';
  return { scheme, credentials: new Secret(value.slice(scheme.length).trim()), defects: [], params: [] };
}
