import type { GuardKind } from '../route.ts';
import { type Needs, noNeeds, stringsOf } from './needs.ts';
import type { CallExpression, Expression } from './syntax.ts';
import type { FunctionValue, MadeValue, PackageValue, Slot, Value } from './value.ts';
import type { World } from './world.ts';

/** A guard that a well-known package makes. */
export interface PackageGuard {
  readonly kind: GuardKind;
  readonly answers: readonly number[];
  readonly needs: Needs;
  /** Paths for which it lets requests pass, where it says so (`express-unless`). */
  readonly unless?: Value;
  /** Methods for which it lets every request pass. */
  readonly ignores?: readonly string[];
}

/** How one export of a package guards. `none`: it does not refuse for who is calling. */
interface Row {
  /** The package's name. */
  readonly of: RegExp;
  /** What of it is called, its members joined by points; of what a call gave, behind `()`. */
  readonly called: RegExp;
  readonly kind?: GuardKind;
  readonly answers?: readonly number[];
  readonly needsAre?: NonNullable<Needs['needsAre']>;
  /** What its strings are: one is enough, or all of them. */
  readonly anyOf?: true;
  /** The first argument is what guards: a wrapper. */
  readonly wraps?: true;
  /** Methods that it does not look at, unless its options name others. */
  readonly ignores?: readonly string[];
}

const reading = ['GET', 'HEAD', 'OPTIONS'];

/** From the packages' own documentation. The first that fits counts. */
const rows: readonly Row[] = [
  {
    of: /^(?:passport|koa-passport|@fastify\/passport)$/,
    called: /(?:^|\.)(?:authenticate|authorize)$/,
    kind: 'authentication',
    answers: [401],
  },
  { of: /^(?:passport|koa-passport|@fastify\/passport)$/, called: /./ },
  { of: /^(?:express-jwt|koa-jwt)$/, called: /^(?:expressjwt|jwt)?$/, kind: 'authentication', answers: [401] },
  { of: /^express-oauth2-jwt-bearer$/, called: /^auth$/, kind: 'authentication', answers: [401] },
  {
    of: /^express-oauth2-jwt-bearer$/,
    called: /^requiredScopes$/,
    kind: 'authorization',
    answers: [403],
    needsAre: 'scope',
  },
  {
    of: /^express-oauth2-jwt-bearer$/,
    called: /^scopeIncludesAny$/,
    kind: 'authorization',
    answers: [403],
    needsAre: 'scope',
    anyOf: true,
  },
  { of: /^express-oauth2-jwt-bearer$/, called: /^claim/, kind: 'authorization', answers: [401], needsAre: 'claim' },
  { of: /^express-openid-connect$/, called: /^auth$/, kind: 'authentication', answers: [401] },
  { of: /^express-openid-connect$/, called: /^requiresAuth(?:\(\))?$/, kind: 'authentication', answers: [401] },
  { of: /^express-openid-connect$/, called: /^claim/, kind: 'authorization', answers: [401], needsAre: 'claim' },
  {
    of: /^(?:express-basic-auth|koa-basic-auth|http-auth|http-auth-connect|basic-auth-connect|hono\/basic-auth|hono\/bearer-auth|hono\/jwt|hono\/jwk)$/,
    called: /^(?!decode|sign|verify)/,
    kind: 'authentication',
    answers: [401],
  },
  {
    of: /^(?:express-rate-limit|express-brute|koa-ratelimit|@fastify\/rate-limit|hono-rate-limiter)$/,
    called: /^(?!ipKeyGenerator|MemoryStore)/,
    kind: 'throttle',
    answers: [429],
  },
  { of: /^(?:csurf|tiny-csrf|@dr\.pogodin\/csurf)$/, called: /^$/, kind: 'csrf', answers: [403], ignores: reading },
  { of: /^csrf-csrf$/, called: /doubleCsrfProtection$/, kind: 'csrf', answers: [403], ignores: reading },
  { of: /^csrf-sync$/, called: /csrfSynchronisedProtection$/, kind: 'csrf', answers: [403], ignores: reading },
  { of: /^hono\/csrf$/, called: /^/, kind: 'csrf', answers: [403], ignores: ['GET', 'HEAD'] },
  { of: /^koa-csrf$/, called: /^/, kind: 'csrf', answers: [403], ignores: reading },
  { of: /^lusca$/, called: /^(?:csrf)?$/, kind: 'csrf', answers: [403], ignores: reading },
  { of: /^(?:csrf-csrf|csrf-sync|lusca)$/, called: /./ },
  {
    of: /^keycloak-connect$/,
    called: /(?:^|\.)(?:protect|enforcer)$/,
    kind: 'authentication',
    answers: [403],
    needsAre: 'role',
  },
  { of: /^keycloak-connect$/, called: /./ },
  { of: /^connect-ensure-login$/, called: /^ensureLoggedIn$/, kind: 'authentication', answers: [] },
  {
    of: /^express-jwt-permissions$/,
    called: /\.check$/,
    kind: 'authorization',
    answers: [403],
    needsAre: 'permission',
  },
  { of: /^express-jwt-authz$/, called: /^/, kind: 'authorization', answers: [403], needsAre: 'scope', anyOf: true },
  { of: /^@clerk\/express$/, called: /^requireAuth$/, kind: 'authentication', answers: [401] },
  { of: /^@clerk\/clerk-sdk-node$/, called: /^ClerkExpressRequireAuth$/, kind: 'authentication', answers: [401] },
  { of: /^supertokens-node\b/, called: /^verifySession$/, kind: 'authentication', answers: [401] },
  { of: /^express-ipfilter$/, called: /^(?:IpFilter)?$/, kind: 'other', answers: [401] },
  {
    of: /^(?:express-async-handler|express-async-wrap|express-async-errors|async-middleware|@types\/express)$/,
    called: /^/,
    wraps: true,
  },
  {
    of: /^(?:express|body-parser|cookie-parser|cookie-session|express-session|koa-session|helmet|koa-helmet|compression|morgan|multer|serve-static|serve-favicon|method-override|response-time|express-validator|celebrate|joi|zod|yup|swagger-ui-express|swagger-jsdoc|connect-flash|connect-mongo|express-flash|express-fileupload|express-useragent|i18n|i18next|i18next-http-middleware|pino-http|express-winston|express-pino-logger|hpp|xss-clean|express-mongo-sanitize|express-http-context|cls-rtracer|express-request-id|connect-timeout|connect-livereload|express-status-monitor|express-prom-bundle|prom-client|express-slow-down|express-handlebars|express-ejs-layouts|ejs|@sentry\/node|@apollo\/server.*|apollo-server-express|http-proxy-middleware|express-http-proxy|@koa\/.*|koa-.*|hono\/.*|@hono\/.*|errorhandler|http-errors|cors|path|fs|util|crypto|http|https|mongoose|lodash|uuid|winston|pino|debug|dotenv|axios|express-openapi-validator|express-graphql|graphql-http.*|serve-index|connect-history-api-fallback|webpack-.*|vite|next|nocache|express-list-endpoints|request-ip|bcrypt(?:js)?|jsonwebtoken)$/,
    called: /^/,
  },
];

/** A guard, `none` where the package is known not to refuse, undefined where it is not known. */
export function guardOfPackage(value: MadeValue | PackageValue, world: World): PackageGuard | 'none' | undefined {
  const flat = flatten(value);
  if (!flat) return undefined;
  if (flat.path.endsWith('.unless()')) {
    const inner = value.is === 'made' && value.by.is === 'made' ? { ...value.by, path: [] } : undefined;
    const guard = inner && guardOfPackage(inner, world);
    return guard && guard !== 'none' && value.is === 'made'
      ? { ...guard, unless: value.args[0]?.value ?? { is: 'unknown' } }
      : guard;
  }
  const called = flat.path.replace(/\(\)$/, '');
  const row = rows.find((it) => it.of.test(flat.name) && it.called.test(called));
  if (!row) return undefined;
  if (row.kind === undefined || row.wraps) return row.wraps ? undefined : 'none';
  const args = value.is === 'made' ? value.args : [];
  const strings = row.needsAre ? stringsIn(args, row) : [];
  const ignores = row.ignores && ignoredBy(args, row.ignores);
  const authorizes = flat.name === 'keycloak-connect' && 0 < strings.length;
  return {
    kind: authorizes ? 'authorization' : row.kind,
    answers: row.answers ?? [],
    needs:
      row.needsAre === 'claim'
        ? claimNeeds(strings)
        : row.needsAre && 0 < strings.length
          ? { needs: strings, needsAre: row.needsAre, ...(row.anyOf && 1 < strings.length ? { anyOf: true } : {}) }
          : noNeeds,
    ...(ignores ? { ignores } : {}),
  };
}

/** What the options say, as csurf, csrf-csrf and koa-csrf call it; undefined where that is not told. */
function ignoredBy([first]: readonly Slot[], usual: readonly string[]): readonly string[] | undefined {
  if (!first) return usual;
  if (first.value.is !== 'object') return first.value.is === 'unknown' ? undefined : usual;
  const { fields } = first.value;
  const own = ['ignoreMethods', 'ignoredMethods', 'excludedMethods'].map((it) => fields.get(it)).find((it) => it);
  return own ? stringsOf(own)?.map((it) => it.toUpperCase()) : usual;
}

/** `passport.authenticate('local', (error, user) => …)`: the function that answers in the package's place. */
export function takesOver(
  { callee }: CallExpression,
  by: Value,
  evaluate: (it: Expression) => Value,
): FunctionValue | undefined {
  const last = callee.is === 'call' ? callee.args.at(-1) : undefined;
  if (last?.is !== 'function' || last.value.params.length < 2 || !/passport$/.test(packageOf(by) ?? ''))
    return undefined;
  const own = evaluate(last);
  return own.is === 'function' ? own : undefined;
}

/** The function that a wrapper of a package stands around. */
export function wrappedBy(value: MadeValue): Slot | undefined {
  const flat = flatten(value);
  const row = flat && rows.find((it) => it.of.test(flat.name) && it.called.test(flat.path.replace(/\(\)$/, '')));
  const byName = flat !== undefined && /async|catch|wrap|handler|promisif/i.test(`${flat.name}.${flat.path}`);
  return row?.wraps || (!row && byName) ? value.args[0] : undefined;
}

/** The first is the claim's name, the rest what it must be or have. */
function claimNeeds([claim, ...values]: readonly string[]): Needs {
  if (claim === undefined) return noNeeds;
  return values.length === 0 ? { needs: [claim], needsAre: 'claim' } : { needs: values, needsAre: 'claim', on: claim };
}

/** Scopes are written as one string with spaces, too. */
function stringsIn(args: readonly Slot[], row: Row): string[] {
  const all = args.flatMap((it) => stringsOf(it.value) ?? []);
  if (row.needsAre === 'scope') return all.flatMap((it) => it.split(/\s+/)).filter((it) => it !== '');
  return all.map((it) => (row.needsAre === 'role' ? it.replace(/^realm:/, '') : it));
}

/** `{name: 'csrf-csrf', path: 'doubleCsrf().doubleCsrfProtection'}` */
function flatten(value: Value): { name: string; path: string } | undefined {
  if (value.is === 'package') return { name: value.name, path: value.path.join('.') };
  if (value.is !== 'made') return undefined;
  const by = flatten(value.by);
  if (!by) return undefined;
  return { name: by.name, path: [`${by.path}()`, ...value.path].join('.') };
}

/** The package that something comes from. */
export function packageOf(value: Value): string | undefined {
  return flatten(value)?.name;
}
