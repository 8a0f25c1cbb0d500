import type { SignIn, SignInRequest } from '../../core/auth/signIn.ts';

/** Scopes of the configuration and those that a refusal asked for, each once. */
export function scopesOf(signIn: SignIn, ask: SignInRequest): readonly string[] {
  return [...new Set([...signIn.scopes, ...(ask.scopes ?? [])])].filter((it) => it !== '');
}

/** The file's own parameters for the authorization request or the token request; ours are set over them. */
export function customParameters(signIn: SignIn, place: 'authorization' | 'token'): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const it of signIn.parameters) {
    if (it.in === 'everywhere' || it.in === place)
      parameters.append(it.name, typeof it.value === 'string' ? it.value : it.value.reveal());
  }
  return parameters;
}

/** Whom the token is for: what the refusal asked for takes the place of what is configured (RFC 8707; `audience`). */
export function setTarget(parameters: URLSearchParams, signIn: SignIn, ask: SignInRequest): void {
  const resources = resourcesOf(signIn, ask);
  if (resources.length !== 0) parameters.delete('resource');
  for (const it of resources) parameters.append('resource', it);
  const audience = ask.audience ?? signIn.audience;
  if (audience !== undefined) parameters.set('audience', audience);
}

/** The resources a token is asked for. */
export function resourcesOf(signIn: SignIn, ask: SignInRequest): readonly string[] {
  return ask.resource === undefined ? signIn.resources : [ask.resource];
}

/** The parameters of a request that goes to the token endpoint directly. */
export function tokenParameters(signIn: SignIn, ask: SignInRequest): URLSearchParams {
  const parameters = customParameters(signIn, 'token');
  const scopes = scopesOf(signIn, ask);
  if (scopes.length !== 0) parameters.set('scope', scopes.join(' '));
  setTarget(parameters, signIn, ask);
  // Entra takes the claims of a challenge here as well.
  if (ask.claims !== undefined) parameters.set('claims', ask.claims);
  return parameters;
}

/**
 * The parameters of a request that ends an earlier one: the server knows scope and audience from there. One resource
 * is repeated, as some servers choose by it; of several it would be one too many (RFC 8707, 2.2).
 */
export function followingParameters(signIn: SignIn, ask: SignInRequest): URLSearchParams {
  const parameters = customParameters(signIn, 'token');
  const [resource, ...more] = resourcesOf(signIn, ask);
  if (resource !== undefined && more.length === 0) parameters.set('resource', resource);
  return parameters;
}
