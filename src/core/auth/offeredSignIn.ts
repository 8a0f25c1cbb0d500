/** A sign-in as an env file holds it: what an API's own description says (RFC 9728), and the client that asks. */
export interface OfferedSignIn {
  /** The API's host, which the request refers to it by. */
  readonly id: string;
  /** Fields of `Security.Auth.<id>`. */
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * The sign-in that an API describes: authorization code with PKCE at its authorization server, for this resource
 * (RFC 8707). `scopes`: those that the refusal asked for, else those that the API lists.
 */
export function offeredSignIn(offer: {
  readonly resource: string;
  readonly issuer: string;
  readonly scopes: readonly string[];
  readonly clientId: string;
}): OfferedSignIn {
  const { resource, issuer, scopes, clientId } = offer;
  return {
    id: new URL(resource).host,
    fields: {
      Type: 'OAuth2',
      'Grant Type': 'Authorization Code',
      Issuer: issuer,
      'Client ID': clientId,
      ...(scopes.length ? { Scope: scopes.join(' ') } : {}),
      Resource: resource,
    },
  };
}

/** What a request refers to it by. */
export function tokenReferenceOf({ id }: OfferedSignIn): string {
  return `Bearer {{$auth.token("${id}")}}`;
}
