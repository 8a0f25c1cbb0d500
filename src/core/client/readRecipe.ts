import type { Grant, SignIn } from '../auth/signIn.ts';
import type { HttpRequest } from '../exchange.ts';
import { readBody } from '../facts/body.ts';
import { percentDecoded, readTarget } from '../facts/target.ts';
import { readTokenCall, type TokenCall } from '../facts/tokenCall.ts';
import { isSecretParameter } from '../mask.ts';
import { placeholders, type RetryRecipe } from './retryRecipe.ts';

/** What is known of how an API's tokens are had. */
export interface RecipeSources {
  /** The address of a request to the API. */
  readonly api?: string;
  readonly signIn?: SignIn;
  /** A request that got tokens, or is to get them. */
  readonly tokenCall?: HttpRequest;
}

export type RecipeRead =
  /** `left`: what the code does not hold and somebody has to put in, as parts of a sentence. */
  | { readonly recipe: RetryRecipe; readonly left: readonly string[] }
  /** Why no code can be written: a sentence. */
  | { readonly unfit: string };

/** Reads what the code is written from; placeholders stand where nothing is known. Nothing secret comes along. */
export function readRecipe({ api, signIn, tokenCall }: RecipeSources): RecipeRead {
  const call = tokenCall && readCall(tokenCall);
  const known = signIn ? ofSignIn(signIn) : call && tokenCall && ofCall(call, tokenCall);
  if (known && 'unfit' in known) return known;
  const origin = originOf(api);
  const endpoint = signIn?.endpoints.token ?? (call && tokenCall?.url);
  const left: string[] = [];
  if (origin === undefined) left.push(`the API's origin in place of ${placeholders.apiOrigin}`);
  if (endpoint === undefined)
    left.push(
      `the token endpoint${signIn?.issuer ? ` of ${signIn.issuer}` : ''} in place of ${placeholders.tokenEndpoint}`,
    );
  if (!known?.clientId) left.push(`the client's id in place of ${placeholders.clientId}`);
  return {
    recipe: {
      grant: 'client_credentials',
      authentication: 'client_secret_basic',
      scopes: [],
      resources: [],
      ...known,
      clientId: known?.clientId || placeholders.clientId,
      apiOrigin: origin ?? placeholders.apiOrigin,
      tokenEndpoint: endpoint === undefined ? placeholders.tokenEndpoint : withoutSecrets(endpoint),
    },
    left: [...left, ...(signIn ? parametersLeft(signIn) : [])],
  };
}

/** Whether a request asks a token endpoint for tokens, in the name of this client where one is given. */
export function isTokenCall(request: HttpRequest, clientId?: string): boolean {
  const call = readCall(request);
  return call !== undefined && (clientId === undefined || clientOf(call) === clientId);
}

function readCall(request: HttpRequest): TokenCall | undefined {
  const call = readTokenCall(request, readTarget(request), readBody(request.body));
  return call?.endpoint === 'token' ? call : undefined;
}

type Known = Omit<RetryRecipe, 'apiOrigin' | 'tokenEndpoint'>;

/** What each grant becomes; without one, nothing that code could renew comes of it. */
const grants: Readonly<Partial<Record<Grant, RetryRecipe['grant']>>> = {
  client_credentials: 'client_credentials',
  password: 'password',
  authorization_code: 'refresh_token',
  device_code: 'refresh_token',
};

function ofSignIn(signIn: SignIn): Known | { readonly unfit: string } {
  const { id, client, audience, scopes, resources } = signIn;
  const grant = grants[signIn.grant];
  if (!grant)
    return {
      unfit: `The sign-in ${quoted(id)} is of the grant ${signIn.grant}: it gives no token that a client could renew.`,
    };
  if (signIn.dpop)
    return { unfit: `The tokens of the sign-in ${quoted(id)} are bound to a key (DPoP): the code has none.` };
  const { authentication } = client;
  if (!isFit(authentication))
    return {
      unfit: `The sign-in ${quoted(id)} proves its client by ${authentication}: the code knows client_secret_basic, client_secret_post and none.`,
    };
  return {
    id,
    grant,
    clientId: client.id,
    authentication,
    scopes,
    resources,
    ...(audience === undefined ? {} : { audience }),
  };
}

function isFit(authentication: string): authentication is RetryRecipe['authentication'] {
  return (
    authentication === 'client_secret_basic' || authentication === 'client_secret_post' || authentication === 'none'
  );
}

function ofCall(call: TokenCall, { headers }: HttpRequest): Known | { readonly unfit: string } {
  const value = (name: string) => call.parameters.find((it) => it.name.toLowerCase() === name)?.value || undefined;
  if (value('client_assertion') !== undefined)
    return { unfit: 'The token call proves its client by an assertion: the code knows a client secret, or none.' };
  const isBasic = headers.some((it) => /^authorization$/i.test(it.name) && /^basic\s/i.test(it.value));
  const audience = value('audience');
  const { grant } = call;
  return {
    grant: grant === 'client_credentials' || grant === 'password' ? grant : 'refresh_token',
    clientId: clientOf(call) ?? '',
    authentication: isBasic ? 'client_secret_basic' : value('client_secret') ? 'client_secret_post' : 'none',
    scopes: (value('scope') ?? '').split(/\s+/).filter((it) => it !== ''),
    resources: call.parameters.filter((it) => it.name === 'resource').map((it) => it.value),
    ...(audience === undefined ? {} : { audience }),
  };
}

/** In Basic it is form-encoded (RFC 6749, 2.3.1). */
function clientOf({ parameters, clientId }: TokenCall): string | undefined {
  const named = parameters.find((it) => it.name.toLowerCase() === 'client_id')?.value;
  return named || (clientId && percentDecoded(clientId.replaceAll('+', ' ')));
}

/** Their values may be secrets, so they are named only. */
function parametersLeft({ parameters }: SignIn): string[] {
  const names = parameters.filter((it) => it.in !== 'authorization').map((it) => quoted(it.name));
  return names.length === 0 ? [] : [`${names.join(', ')} of the sign-in, which the token call sends too`];
}

function originOf(url: string | undefined): string | undefined {
  const parsed = url !== undefined && URL.canParse(url) ? new URL(url) : undefined;
  return parsed && /^https?:$/.test(parsed.protocol) ? parsed.origin : undefined;
}

/** An address as it may stand in code. */
function withoutSecrets(url: string): string {
  if (!URL.canParse(url)) return url;
  const parsed = new URL(url);
  for (const name of [...parsed.searchParams.keys()]) if (isSecretParameter(name)) parsed.searchParams.delete(name);
  parsed.username = '';
  parsed.password = '';
  parsed.hash = '';
  return parsed.href;
}

function quoted(name: string): string {
  return `\`${name}\``;
}
