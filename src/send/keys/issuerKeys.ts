import { type FetchedJson, type FetchOptions, fetchJson, isHere, mayBeAsked } from './fetchJson.ts';
import { type KeySet, readKeySet } from './keySet.ts';

/** The keys that an issuer publishes, or why they could not be had. */
export type IssuerKeys =
  | {
      readonly kind: 'keys';
      readonly issuer: string;
      /** What the issuer's own document calls it. */
      readonly named?: string;
      readonly set: KeySet;
      readonly asked: readonly string[];
    }
  | { readonly kind: 'none'; readonly says: string; readonly asked: readonly string[]; readonly network: boolean };

/**
 * Reads the keys of an issuer by its metadata (OpenID Connect Discovery, RFC 8414), or from `jwksUri` where that is
 * known. Only to be called for an issuer that a person configured or said yes to.
 */
export async function readIssuerKeys(
  issuer: string,
  options: FetchOptions & { readonly jwksUri?: string },
): Promise<IssuerKeys> {
  const asked: string[] = [];
  const none = (says: string, network: boolean): IssuerKeys => ({ kind: 'none', says, asked, network });
  if (options.jwksUri !== undefined) return readKeys(options.jwksUri, undefined);
  const refusal = whyNotAsked(issuer);
  if (refusal !== undefined) return none(refusal, false);
  const found = await discover();
  return 'says' in found ? none(found.says, found.network) : readKeys(found.jwksUri, found.named);

  async function discover(): Promise<
    { readonly jwksUri: string; readonly named?: string } | Extract<FetchedJson, { kind: 'none' }>
  > {
    let problem: Extract<FetchedJson, { kind: 'none' }> = { kind: 'none', says: '', network: false };
    for (const url of metadataUrls(issuer)) {
      asked.push(url);
      const answer = await fetchJson(url, options);
      if (answer.kind === 'none') {
        problem = answer;
        if (options.signal.aborted) break;
        continue;
      }
      const { jwks_uri: jwksUri, issuer: named } = answer.json;
      if (typeof jwksUri === 'string') return { jwksUri, ...(typeof named === 'string' ? { named } : {}) };
      problem = { kind: 'none', says: `${url} answered JSON without a jwks_uri.`, network: true };
    }
    return problem;
  }

  async function readKeys(jwksUri: string, named: string | undefined): Promise<IssuerKeys> {
    // A document from elsewhere may not make this computer's own services be asked.
    const inward = options.jwksUri === undefined && isHere(jwksUri) && !isHere(issuer);
    if (inward || !mayBeAsked(jwksUri)) {
      const why = inward ? 'on this computer, and the issuer is not' : 'neither https nor on this computer';
      return none(`The jwks_uri of the issuer is ${why}, so it was not read.`, false);
    }
    asked.push(jwksUri);
    const answer = await fetchJson(jwksUri, options);
    if (answer.kind === 'none') return none(answer.says, answer.network);
    const set = readKeySet(answer.json, { from: jwksUri, fetchedAt: answer.fetchedAt });
    if (!set) return none(`${jwksUri} answered JSON without a list of keys.`, true);
    return { kind: 'keys', issuer, ...(named === undefined ? {} : { named }), set, asked };
  }
}

/** Why an issuer is not asked, whoever wants it; undefined where it may be. */
export function whyNotAsked(issuer: string | undefined): string | undefined {
  if (issuer === undefined) return 'The token names no issuer (iss), so there is nobody to ask for keys.';
  if (!URL.canParse(issuer)) return 'The issuer (iss) of the token is no URL, so there is nowhere to ask for keys.';
  if (!mayBeAsked(issuer))
    return 'The issuer (iss) of the token is neither https nor on this computer, so it was not asked.';
  return undefined;
}

/** Where metadata is: OpenID Connect appends to the path, RFC 8414 puts its part before it. */
function metadataUrls(issuer: string): readonly string[] {
  const url = new URL(issuer);
  const path = url.pathname.replace(/(?<!\/)\/+$/, '');
  return [
    `${url.origin}${path}/.well-known/openid-configuration`,
    `${url.origin}/.well-known/oauth-authorization-server${path}`,
  ];
}
