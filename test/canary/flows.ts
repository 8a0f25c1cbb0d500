import { generateKeyPairSync } from 'node:crypto';
import type { Canaries } from './canaries.ts';

/** One way of having a token, its every secret a canary. `ORIGIN` stands for the world's. */
export interface Flow {
  readonly name: string;
  /** `Security.Auth`. */
  readonly auth: object;
  /** Variables of the private file. */
  readonly hidden?: Readonly<Record<string, string>>;
  readonly text: string;
}

const bearer = 'GET ORIGIN/api/me\nAuthorization: Bearer {{$auth.token("it")}}\n';

export function flowsOf(canaries: Canaries): readonly Flow[] {
  const { plant } = canaries;
  const client = {
    Type: 'OAuth2',
    Issuer: 'ORIGIN',
    'Token URL': 'ORIGIN/token',
    'Auth URL': 'ORIGIN/authorize',
    'Device Auth URL': 'ORIGIN/device',
    'Client ID': 'app',
  };
  const secret = { 'Client Secret': plant('client secret', (it) => `${it.slice(0, 14)}+/=& %"${it.slice(14)}`) };
  const machine = { ...client, ...secret, 'Grant Type': 'Client Credentials' };
  const by = (name: string, it: object, more: Partial<Flow> = {}): Flow => ({
    name,
    auth: { it },
    text: bearer,
    ...more,
  });
  return [
    by('secret in the header', { ...machine, 'Client Credentials': 'basic' }),
    by('secret in the body', { ...machine, 'Client Credentials': 'in body' }),
    by('secret as a key', { ...machine, 'Client Credentials': 'client_secret_jwt' }),
    by('private key', {
      ...client,
      'Grant Type': 'Client Credentials',
      'Client Credentials': 'private_key_jwt',
      'Private Key': privateKey(canaries),
    }),
    by('proof of possession', { ...machine, DPoP: true }),
    by('password', { ...machine, 'Grant Type': 'Password', Username: 'ada', Password: plant('password') }),
    by('token exchange', { ...machine, 'Grant Type': 'Token Exchange', 'Subject Token': plant('subject token') }),
    by('device code', { ...client, 'Grant Type': 'Device Authorization' }),
    by('authorization code', { ...client, 'Grant Type': 'Authorization Code', Scope: 'openid' }),
    by('pushed authorization request', {
      ...client,
      ...secret,
      'Grant Type': 'Authorization Code',
      Scope: 'openid',
      'PAR URL': 'ORIGIN/par',
    }),
    by('fixed plain verifier', {
      ...client,
      'Grant Type': 'Authorization Code',
      'PAR URL': 'ORIGIN/par',
      PKCE: { 'Code Challenge Method': 'plain', 'Code Verifier': plant('fixed verifier', (it) => it.padEnd(50, it)) },
    }),
    by(
      'variables of the private file',
      {
        ...machine,
        'Client Secret': '{{one}}',
        'Custom Request Parameters': { tenant_hint: '{{two}}', flavor: { Value: '{{two}}', Use: 'In Token Request' } },
      },
      { hidden: { one: plant('private variable'), two: plant('private parameter') } },
    ),
    by('given token', { Type: 'Mock', Token: plant('given token') }),
    by('in the query', machine, { text: 'GET ORIGIN/api/me?auth={{$auth.token("it")}}\n' }),
    by('in a body', machine, {
      text: 'POST ORIGIN/api/me\nContent-Type: application/json\n\n{"note": "{{$auth.token("it")}}"}\n',
    }),
    by('in a field of no telling name', machine, { text: 'GET ORIGIN/api/me\nX-Note: {{$auth.token("it")}}\n' }),
    {
      name: 'login by request',
      auth: {},
      hidden: { word: plant('login password') },
      text: '# @name enter\n# @login\nPOST ORIGIN/login\nContent-Type: application/json\n\n{"user": "ada", "password": "{{word}}"}\n\n###\nPOST ORIGIN/api/me\nX-CSRF-Token: {{enter.response.body.$.csrf_token}}\nX-Note: {{enter.response.body.$.token}}\n\n{}\n',
    },
    { name: 'account', auth: {}, text: 'GET ORIGIN/api/me\nAuthorization: Bearer {{$session github repo}}\n' },
  ];
}

/** The lines around its Base64 are everybody's. */
function privateKey({ learn }: Canaries): string {
  const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = key.export({ type: 'pkcs8', format: 'pem' }).toString();
  for (const line of pem.split('\n').filter((it) => !it.startsWith('-'))) learn('private key', line);
  return pem;
}
