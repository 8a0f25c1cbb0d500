import type { Secret } from '../secret.ts';
import type { ConfigValue, SignInConfig } from './config.ts';

/** `{{$oidcAccessToken …}}`, `{{$aadToken …}}`, `{{$aadV2Token …}}`, read word by word. */
export interface RestClientReference {
  readonly from: 'rest-client';
  readonly name: '$oidcAccessToken' | '$aadToken' | '$aadV2Token';
  /** `clientId:abc` by its name in lower case. */
  readonly named: ReadonlyMap<string, string>;
  readonly words: readonly string[];
}

export type RestClientConfig = { readonly config: SignInConfig } | { readonly problem: string };

/** Where a variable's value comes from besides the reference. */
export type LookUp = (name: string) => string | Secret | undefined;

export function readRestClient(name: RestClientReference['name'], rest: string): RestClientReference {
  const named = new Map<string, string>();
  const words: string[] = [];
  for (const word of rest.split(/\s+/).filter((it) => it !== '')) {
    const cut = word.indexOf(':');
    if (0 < cut) named.set(word.slice(0, cut).toLowerCase(), word.slice(cut + 1));
    else words.push(word);
  }
  return { from: 'rest-client', name, named, words };
}

/** `new` asks for a new token each time. */
export function asksAnew({ words }: RestClientReference): boolean {
  return words.includes('new');
}

/** The sign-in that a reference of REST Client's describes. Client ids of REST Client itself are never used. */
export function restClientConfig(reference: RestClientReference, lookUp: LookUp): RestClientConfig {
  if (reference.name === '$oidcAccessToken') return oidc(reference);
  return reference.words.includes('appOnly') ? appOnly(reference, lookUp) : delegated(reference, lookUp);
}

/** REST Client listens there unless `callbackPort:` says otherwise. */
const usualPort = '7777';

function oidc(reference: RestClientReference): RestClientConfig {
  const { named } = reference;
  const clientId = named.get('clientid');
  const issuer = named.get('issuer');
  const authorize = named.get('authorizeendpoint');
  const token = named.get('tokenendpoint');
  if (!clientId)
    return {
      problem:
        '`$oidcAccessToken` needs the id of your client: `{{$oidcAccessToken clientId:my-client issuer:https://id.example}}`.',
    };
  if (!issuer && !(authorize && token))
    return {
      problem:
        '`$oidcAccessToken` needs `issuer:https://id.example`, or both `authorizeEndpoint:…` and `tokenEndpoint:…`.',
    };
  const domain = named.get('callbackdomain');
  const scopes = listed(named.get('scopes')) || 'openid';
  const audience = named.get('audience');
  return config(`oidc ${clientId} at ${hostOf(token ?? issuer ?? '')} for ${scopes}`, reference, {
    'Grant Type': 'Authorization Code',
    'Client ID': clientId,
    'Redirect URL': `${domain ? `https://${domain}` : 'http://localhost'}:${named.get('callbackport') ?? usualPort}`,
    Scope: scopes,
    ...(issuer ? { Issuer: issuer } : {}),
    ...(authorize ? { 'Auth URL': authorize } : {}),
    ...(token ? { 'Token URL': token } : {}),
    'Custom Request Parameters': {
      ...(audience ? { resource: { Value: audience, Use: 'In Auth Request' } } : {}),
      ...(asksAnew(reference) ? { prompt: { Value: 'login', Use: 'In Auth Request' } } : {}),
    },
  });
}

const clouds: ReadonlyMap<string, string> = new Map([
  ['public', 'https://login.microsoftonline.com'],
  ['azurecloud', 'https://login.microsoftonline.com'],
  ['cn', 'https://login.partner.microsoftonline.cn'],
  ['azurechinacloud', 'https://login.partner.microsoftonline.cn'],
  ['us', 'https://login.microsoftonline.us'],
  ['azureusgovernment', 'https://login.microsoftonline.us'],
  ['de', 'https://login.microsoftonline.de'],
  ['ppe', 'https://login.windows-ppe.net'],
]);

function delegated(reference: RestClientReference, lookUp: LookUp): RestClientConfig {
  const { name, named } = reference;
  const clientId = named.get('clientid') ?? revealed(lookUp('aadV2ClientId'));
  if (!clientId) {
    return {
      problem: `\`${name}\` needs the id of an app registration of your own: \`{{${name} clientId:…}}\`, or the variable \`aadV2ClientId\`; Why401 does not borrow REST Client’s. Without one, \`{{$session microsoft User.Read}}\` gives a token of your Microsoft account in the editor.`,
    };
  }
  const audience = named.get('aud');
  if (name === '$aadToken' && !audience)
    return {
      problem: '`$aadToken` needs the API that the token is for: `{{$aadToken aud:https://management.azure.com}}`.',
    };
  const written = listed(named.get('scopes'));
  const asked = name === '$aadToken' ? `${withScheme(audience ?? '')}/.default` : written;
  const scopes = /\bopenid\b/.test(asked) ? asked : `${asked} openid profile`.trim();
  const { base, tenant } = authority(reference, lookUp);
  return config(`aad ${clientId} at ${tenant} for ${scopes}`, reference, {
    'Grant Type': 'Device Authorization',
    'Device Auth URL': `${base}/devicecode`,
    'Token URL': `${base}/token`,
    'Client ID': clientId,
    Scope: scopes,
  });
}

function appOnly(reference: RestClientReference, lookUp: LookUp): RestClientConfig {
  const clientId = reference.named.get('clientid') ?? revealed(lookUp('aadV2ClientId'));
  const secret = lookUp('aadV2ClientSecret');
  const uri = revealed(lookUp('aadV2AppUri'));
  const missing = [
    ...(clientId ? [] : ['`aadV2ClientId` (or `clientId:…`)']),
    ...(secret ? [] : ['`aadV2ClientSecret`']),
    ...(uri ? [] : ['`aadV2AppUri`']),
  ];
  if (!clientId || !secret || !uri) {
    return {
      problem: `\`${reference.name} appOnly\` needs variables that have no value: ${missing.join(', ')}. Write them into the environment, the secret into http-client.private.env.json.`,
    };
  }
  const { base, tenant } = authority(reference, lookUp);
  return config(`aad ${clientId} at ${tenant} for ${uri}, app only`, reference, {
    'Grant Type': 'Client Credentials',
    'Token URL': `${base}/token`,
    'Client ID': clientId,
    'Client Secret': secret,
    'Client Credentials': 'in body',
    Scope: `${uri.replace(/\/$/, '')}/.default`,
  });
}

function authority(
  { named, words }: RestClientReference,
  lookUp: LookUp,
): { readonly base: string; readonly tenant: string } {
  const cloud = words.find((it) => clouds.has(it.toLowerCase())) ?? revealed(lookUp('aadV2Cloud')) ?? 'public';
  const bare = words.find((it) => it.includes('.') || /^(?:[0-9a-f-]{36}|common|organizations|consumers)$/i.test(it));
  const tenant = named.get('tenantid') ?? bare ?? revealed(lookUp('aadV2TenantId')) ?? 'common';
  const host = clouds.get(cloud.toLowerCase()) ?? 'https://login.microsoftonline.com';
  return { base: `${host}/${encodeURIComponent(tenant.replace(/\p{Surrogate}/gu, '\ufffd'))}/oauth2/v2.0`, tenant };
}

function config(
  id: string,
  { name }: RestClientReference,
  fields: Readonly<Record<string, ConfigValue>>,
): RestClientConfig {
  return { config: { id, fields, origin: `\`{{${name} …}}\``, file: '', line: 0 } };
}

/** REST Client writes lists with commas. */
function listed(scopes: string | undefined): string {
  return (scopes ?? '')
    .split(',')
    .filter((it) => it !== '')
    .join(' ');
}

function revealed(it: string | Secret | undefined): string | undefined {
  return typeof it === 'object' ? it.reveal() : it;
}

/** A resource by its id, its URI, or the host of its URI. */
function withScheme(audience: string): string {
  const bare = audience.replace(/\/$/, '');
  return /^[0-9a-f-]{36}$/i.test(bare) || /^[a-z][a-z0-9+.-]{0,20}:/i.test(bare) ? bare : `https://${bare}`;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
