import { type Exchange, fieldValues } from '../exchange.ts';
import { readAuthorization } from '../headers/authorization.ts';
import { findTokens } from '../jwt/find.ts';
import type { Claims } from '../jwt/token.ts';
import type { BodyPrint, Identifier } from './bodyPrint.ts';

/** What a user is known by, in lower case. */
export interface Identity {
  /** Subject, e-mail, user name, and the id that the API itself gives: empty where nothing is known. */
  readonly person: ReadonlySet<string>;
  readonly tenants: ReadonlySet<string>;
}

/** An answer of one user whose address stands for whoever asks. */
export interface OwnAnswer {
  readonly user: number;
  readonly print: BodyPrint;
}

/**
 * Who the users are: by the tokens and names they send (`sent`: one exchange of each), and by what the API answers them
 * about themselves, where it answers each something else.
 */
export function identitiesOf(sent: readonly (Exchange | undefined)[], own: readonly OwnAnswer[]): readonly Identity[] {
  const identities = sent.map((it) => ({ person: new Set<string>(), tenants: new Set<string>(), ...readSent(it) }));
  const toldTo = new Map<string, Set<number>>();
  for (const { user, print } of own) {
    for (const { value } of aboutCaller(print)) {
      const users = toldTo.get(value) ?? new Set();
      toldTo.set(value, users.add(user));
    }
  }
  for (const [value, users] of toldTo) {
    // What several are told names none of them.
    const [only] = users;
    if (users.size === 1 && only !== undefined) identities[only]?.person.add(value);
  }
  return identities;
}

/** What a body says of the person it is about: not what stands in its lists. */
export function aboutCaller({ identifiers }: BodyPrint): readonly Identifier[] {
  return identifiers.filter(
    ({ kind, path }) =>
      kind !== 'tenant' &&
      !path.includes('[]') &&
      (kind !== 'thing' || /^(?:(?:data|result|me|profile)\.)?\w+$/.test(path)),
  );
}

/** Whether an address stands for whoever asks: `/me`, `/users/@me/guilds`, `/whoami`. */
export function asksForOwn(url: string): boolean {
  const path = url.slice(0, 2_000).split(/[?#]/, 1)[0] ?? '';
  return /\/@?(?:me|my|self|mine|whoami|userinfo|profile|current[-_]?user)(?:\/|$)/i.test(path);
}

function readSent(exchange: Exchange | undefined): Partial<Record<'person' | 'tenants', Set<string>>> {
  // A redirect may have left the credentials behind.
  const request = (exchange?.earlier[0] ?? exchange)?.request;
  if (!request) return {};
  const person = new Set<string>();
  const tenants = new Set<string>();
  for (const it of fieldValues(request.headers, 'Authorization')) {
    const user = readAuthorization(it).basic?.user;
    if (user) person.add(user.toLowerCase());
  }
  for (const { token } of findTokens(request)) {
    if (!token.payload) continue;
    addClaims(token.payload, personClaims, person);
    addClaims(token.payload, tenantClaims, tenants);
  }
  return { person, tenants };
}

const personClaims = [
  ...['sub', 'email', 'preferred_username', 'username', 'user_name', 'upn', 'unique_name', 'oid', 'uid', 'user_id'],
  ...['userId', 'login', 'id'],
];
const tenantClaims = ['tid', 'tenant', 'tenant_id', 'tenantId', 'org', 'org_id', 'orgId', 'organization', 'realm'];

function addClaims(payload: Claims, names: readonly string[], to: Set<string>): void {
  for (const name of names) {
    const value = payload[name];
    if ((typeof value === 'string' || typeof value === 'number') && String(value).trim() !== '')
      to.add(String(value).trim().slice(0, 200).toLowerCase());
  }
}
