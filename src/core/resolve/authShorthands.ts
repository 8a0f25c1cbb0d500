import { type HttpyacAuthorization, readHttpyac } from '../auth/httpyac.ts';
import { Secret } from '../secret.ts';

/** Credentials that are computed for each request when it is sent. */
export type ComputedAuth =
  | { readonly scheme: 'digest'; readonly user: string; readonly password: Secret }
  | {
      readonly scheme: 'aws';
      readonly accessKeyId: string;
      readonly secretAccessKey: Secret;
      readonly sessionToken?: Secret;
      readonly region?: string;
      readonly service?: string;
    };

export type Shorthand =
  /** Nothing to do: the field goes as it stands. */
  | { readonly kind: 'as-written' }
  | { readonly kind: 'value'; readonly value: string; readonly password: string }
  /** The field is left out; credentials are computed instead. */
  | { readonly kind: 'auth'; readonly auth: ComputedAuth }
  /** A token is obtained for it. */
  | { readonly kind: 'sign-in'; readonly signIn: HttpyacAuthorization }
  | { readonly kind: 'problem'; readonly message: string };

/**
 * Reads what tools let people write into `Authorization` instead of the real thing: `Basic user pass`,
 * `Basic user:pass`, `Digest user pass`, `AWS id secret region:eu-west-1 service:s3`, `oauth2 client_credentials prefix`.
 */
export function readShorthand(value: string): Shorthand {
  const signIn = readHttpyac(value);
  if (signIn) return { kind: 'sign-in', signIn };
  const [, scheme = '', after = ''] = /^(\S+)[ \t](.*)$/.exec(value) ?? [];
  const rest = after.replace(/^[ \t]+/, '');
  switch (scheme.toLowerCase()) {
    case 'basic': {
      const pair = userAndPassword(rest);
      return pair
        ? { kind: 'value', value: basicValue(pair.user, pair.password), password: pair.password }
        : { kind: 'as-written' };
    }
    case 'digest': {
      // Parameters (`username="…"`) are a finished field.
      const pair = /[a-z]\s{0,20}=\s{0,20}"/i.test(rest) ? undefined : userAndPassword(rest);
      return pair
        ? { kind: 'auth', auth: { scheme: 'digest', user: pair.user, password: new Secret(pair.password) } }
        : { kind: 'as-written' };
    }
    case 'aws':
      return aws(rest);
    case 'cognito':
      return {
        kind: 'problem',
        message: `\`Authorization: ${scheme} …\` signs in by Cognito’s own protocol (SRP), which Why401 does not speak. Configure the user pool as a sign-in (\`"Issuer": "https://cognito-idp.REGION.amazonaws.com/POOL"\`) and write \`Authorization: Bearer {{$auth.token("id")}}\`.`,
      };
    case 'ntlm':
      return /[ \t:]/.test(rest.trim())
        ? {
            kind: 'problem',
            message: `\`Authorization: ${scheme} …\` signs in over several rounds on one connection, which this version cannot do. Try Basic or a token, where the server takes one.`,
          }
        : { kind: 'as-written' };
  }
  return { kind: 'as-written' };
}

/** `Basic ` and the base64 of `user:password` in UTF-8 (RFC 7617 section 2.1). */
export function basicValue(user: string, password: string): string {
  const octets = new TextEncoder().encode(`${user}:${password}`);
  let binary = '';
  for (const octet of octets) binary += String.fromCharCode(octet);
  return `Basic ${btoa(binary)}`;
}

/** A colon or a space tells the shorthand from base64, which has neither. */
function userAndPassword(text: string): { user: string; password: string } | undefined {
  const trimmed = text.trim();
  const colon = trimmed.indexOf(':');
  const space = trimmed.search(/[ \t]/);
  if (colon === -1 && space === -1) return undefined;
  const cut = space !== -1 && (colon === -1 || space < colon) ? space : colon;
  return { user: trimmed.slice(0, cut), password: trimmed.slice(cut + 1).trimStart() };
}

function aws(rest: string): Shorthand {
  const words = rest.trim().split(/[ \t]+/);
  const named = new Map<string, string>();
  const plain: string[] = [];
  for (const word of words) {
    const [, key, value] = /^(token|region|service|accesskeyid|accesskey):(.*)$/i.exec(word) ?? [];
    if (key && value !== undefined) named.set(key.toLowerCase(), value);
    else plain.push(word);
  }
  const [id, secret] = plain;
  // `AWS id:signature` is the finished field of signature version 2.
  if (!id || !secret) return { kind: 'as-written' };
  const token = named.get('token');
  const region = named.get('region');
  const service = named.get('service');
  return {
    kind: 'auth',
    auth: {
      scheme: 'aws',
      accessKeyId: id,
      secretAccessKey: new Secret(secret),
      ...(token ? { sessionToken: new Secret(token) } : {}),
      ...(region ? { region } : {}),
      ...(service ? { service } : {}),
    },
  };
}
