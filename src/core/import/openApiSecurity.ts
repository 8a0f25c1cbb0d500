import type { ImportedAuth } from './auth.ts';
import type { Draft } from './draft.ts';
import { entries, list, member, textMember, words } from './foreign.ts';
import type { OpenApiDocument } from './openApiDocument.ts';

/** What an operation asks of who calls it. */
export interface OperationSecurity {
  readonly auths: readonly ImportedAuth[];
  /** Whether anybody may call it; undefined where the document says nothing at all of security. */
  readonly isPublic: boolean | undefined;
  readonly scopes: readonly string[];
}

export interface OpenApiSecurity {
  of(operation: unknown, where: string): OperationSecurity;
}

/** Reads the security schemes; what nobody but the reader can know is to be filled in. */
export function createOpenApiSecurity(document: OpenApiDocument, draft: Draft): OpenApiSecurity {
  const { root, isSwagger } = document;
  const schemes = isSwagger
    ? member(root, 'securityDefinitions')
    : member(member(root, 'components'), 'securitySchemes');
  const scopes = allScopes(document);
  return {
    of(operation, where) {
      const own = member(operation, 'security') ?? member(root, 'security');
      if (!Array.isArray(own)) return { auths: [], isPublic: undefined, scopes: [] };
      const requirements = list(own).map((it) => entries(it));
      const isPublic = requirements.length === 0 || requirements.some((it) => it.length === 0);
      const [chosen = []] = requirements.filter((it) => 0 < it.length);
      if (1 < requirements.filter((it) => 0 < it.length).length)
        draft.lose(
          where,
          `Other ways to authorize are left out; \`${chosen.map(([name]) => name).join('` and `')}\` is written.`,
        );
      const auths = chosen.map(([name]) =>
        authOf(name, document.resolve(member(schemes, name)), [...(scopes.get(name) ?? [])], where, draft),
      );
      return { auths, isPublic, scopes: chosen.flatMap(([, it]) => list(it).map(words)) };
    },
  };
}

/** Scopes by scheme, of all operations: one sign-in asks for them all. */
function allScopes({ root, resolve }: OpenApiDocument): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const operations = entries(member(root, 'paths')).flatMap(([, it]) => entries(resolve(it)).map(([, own]) => own));
  for (const holder of [root, ...operations]) {
    for (const requirement of list(member(holder, 'security'))) {
      for (const [name, scopes] of entries(requirement)) {
        const all = found.get(name) ?? new Set();
        found.set(name, all);
        for (const it of list(scopes)) all.add(words(it));
      }
    }
  }
  return found;
}

function authOf(name: string, scheme: unknown, scopes: readonly string[], where: string, draft: Draft): ImportedAuth {
  switch (textMember(scheme, 'type')) {
    case 'basic':
      return basic(draft);
    case 'http':
      switch (textMember(scheme, 'scheme').toLowerCase()) {
        case 'basic':
          return basic(draft);
        case 'digest':
          return { kind: 'digest', user: draft.toFillIn('username'), password: draft.toFillIn('password') };
        case 'bearer':
          return { kind: 'bearer', token: draft.toFillIn(name) };
        default:
          return { kind: 'bearer', token: draft.toFillIn(name), prefix: textMember(scheme, 'scheme') };
      }
    case 'apiKey': {
      const place = textMember(scheme, 'in');
      return {
        kind: 'apikey',
        name: textMember(scheme, 'name'),
        value: draft.toFillIn(name),
        in: place === 'query' || place === 'cookie' ? place : 'header',
      };
    }
    case 'oauth2':
      return oauth2(name, scheme, scopes, draft);
    case 'openIdConnect': {
      const url = textMember(scheme, 'openIdConnectUrl');
      const issuer = url.replace(/\/\.well-known\/openid-configuration$/, '');
      const fields = {
        'Grant Type': 'Authorization Code',
        Issuer: issuer,
        'Client ID': draft.toFillIn('clientId'),
        Scope: ['openid', ...scopes.filter((it) => it !== 'openid')].join(' '),
      };
      return { kind: 'oauth2', id: name, fields };
    }
    case 'mutualTLS':
      draft.lose(where, 'A client certificate is asked for: set it in `why401.send.clientCertificates`.');
      return { kind: 'none' };
    default:
      draft.lose(where, `The security scheme \`${name.slice(0, 60)}\` is not described in the document.`);
      return { kind: 'none' };
  }
}

function basic(draft: Draft): ImportedAuth {
  return { kind: 'basic', user: draft.toFillIn('username'), password: draft.toFillIn('password') };
}

const grants: readonly (readonly [string, string])[] = [
  ['authorizationCode', 'Authorization Code'],
  ['accessCode', 'Authorization Code'],
  ['clientCredentials', 'Client Credentials'],
  ['application', 'Client Credentials'],
  ['deviceAuthorization', 'Device Authorization'],
  ['password', 'Password'],
  ['implicit', 'Implicit'],
];

function oauth2(name: string, scheme: unknown, scopes: readonly string[], draft: Draft): ImportedAuth {
  const flows = member(scheme, 'flows');
  const legacy = textMember(scheme, 'flow');
  const [key = '', grant = 'Authorization Code'] =
    grants.find(([it]) => member(flows, it) !== undefined || it === legacy) ?? [];
  const flow = member(flows, key) ?? scheme;
  const isConfidential = grant === 'Client Credentials';
  const fields = {
    'Grant Type': grant,
    'Auth URL': textMember(flow, 'authorizationUrl'),
    'Token URL': textMember(flow, 'tokenUrl'),
    'Device Auth URL': textMember(flow, 'deviceAuthorizationUrl'),
    'Client ID': draft.toFillIn('clientId'),
    'Client Secret': isConfidential ? draft.toFillIn('clientSecret') : '',
    Scope: scopes.join(' '),
    ...(grant === 'Password' ? { Username: draft.toFillIn('username'), Password: draft.toFillIn('password') } : {}),
  };
  return { kind: 'oauth2', id: name, fields };
}
