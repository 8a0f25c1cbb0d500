import type { Guard, GuardKind } from '../route.ts';

/** What a middleware of the framework or of a package refuses, and how its parameters are read. */
export interface KnownMiddleware {
  readonly kind: GuardKind;
  readonly answers: readonly number[];
  /** What its parameters are; each one, or alternatives between `|` in the first. */
  readonly needsAre?: NonNullable<Guard['needsAre']>;
  readonly parted?: '|';
  /** Whether one of the parameters is enough; with `|`, one of the alternatives is. */
  readonly anyOf?: true;
  /** Refuses only in rare states of a session, so that it is not who is asked first. */
  readonly rarely?: true;
}

const authentication: KnownMiddleware = { kind: 'authentication', answers: [401] };
const csrf: KnownMiddleware = { kind: 'csrf', answers: [419] };
const throttle: KnownMiddleware = { kind: 'throttle', answers: [429] };
const signature: KnownMiddleware = { kind: 'signature', answers: [403] };
const abilities: KnownMiddleware = { kind: 'authorization', answers: [401, 403], needsAre: 'ability' };
const scopes: KnownMiddleware = { kind: 'authorization', answers: [401, 403], needsAre: 'scope' };
const roles: KnownMiddleware = { kind: 'authorization', answers: [403], needsAre: 'role', parted: '|', anyOf: true };
const permissions: KnownMiddleware = { ...roles, needsAre: 'permission' };

/** By whole class name, without the first backslash. */
const table: ReadonlyMap<string, KnownMiddleware> = new Map<string, KnownMiddleware>([
  ['Illuminate\\Auth\\Middleware\\Authenticate', authentication],
  ['Illuminate\\Auth\\Middleware\\AuthenticateWithBasicAuth', authentication],
  ['Illuminate\\Session\\Middleware\\AuthenticateSession', { ...authentication, rarely: true }],
  ['Illuminate\\Auth\\Middleware\\EnsureEmailIsVerified', { kind: 'authorization', answers: [403], rarely: true }],
  ['Illuminate\\Auth\\Middleware\\RequirePassword', { kind: 'authentication', answers: [423], rarely: true }],
  ['Illuminate\\Auth\\Middleware\\RedirectIfAuthenticated', { kind: 'other', answers: [302] }],
  ['Illuminate\\Routing\\Middleware\\ValidateSignature', signature],
  ['Illuminate\\Routing\\Middleware\\ThrottleRequests', throttle],
  ['Illuminate\\Routing\\Middleware\\ThrottleRequestsWithRedis', throttle],
  ['Illuminate\\Foundation\\Http\\Middleware\\VerifyCsrfToken', csrf],
  ['Illuminate\\Foundation\\Http\\Middleware\\ValidateCsrfToken', csrf],
  ['Illuminate\\Foundation\\Http\\Middleware\\PreventRequestForgery', csrf],
  ['Laravel\\Sanctum\\Http\\Middleware\\EnsureFrontendRequestsAreStateful', csrf],
  ['Laravel\\Sanctum\\Http\\Middleware\\AuthenticateSession', { ...authentication, rarely: true }],
  ['Laravel\\Jetstream\\Http\\Middleware\\AuthenticateSession', { ...authentication, rarely: true }],
  ['Laravel\\Sanctum\\Http\\Middleware\\CheckAbilities', abilities],
  ['Laravel\\Sanctum\\Http\\Middleware\\CheckForAnyAbility', { ...abilities, anyOf: true }],
  ['Laravel\\Sanctum\\Http\\Middleware\\CheckScopes', abilities],
  ['Laravel\\Sanctum\\Http\\Middleware\\CheckForAnyScope', { ...abilities, anyOf: true }],
  ['Laravel\\Passport\\Http\\Middleware\\CheckScopes', scopes],
  ['Laravel\\Passport\\Http\\Middleware\\CheckForAnyScope', { ...scopes, anyOf: true }],
  ['Laravel\\Passport\\Http\\Middleware\\CheckToken', scopes],
  ['Laravel\\Passport\\Http\\Middleware\\CheckTokenForAnyScope', { ...scopes, anyOf: true }],
  ['Laravel\\Passport\\Http\\Middleware\\CheckClientCredentials', { ...scopes, kind: 'authentication' }],
  [
    'Laravel\\Passport\\Http\\Middleware\\CheckClientCredentialsForAnyScope',
    { ...scopes, kind: 'authentication', anyOf: true },
  ],
  ['Laravel\\Passport\\Http\\Middleware\\EnsureClientIsResourceOwner', { ...scopes, kind: 'authentication' }],
  ['Laravel\\Cashier\\Http\\Middleware\\VerifyWebhookSignature', signature],
  ['Spark\\Http\\Middleware\\VerifyBillableIsSubscribed', { kind: 'authorization', answers: [402] }],
  ...['Spatie\\Permission\\Middlewares', 'Spatie\\Permission\\Middleware'].flatMap(
    (it): [string, KnownMiddleware][] => [
      [`${it}\\RoleMiddleware`, roles],
      [`${it}\\PermissionMiddleware`, permissions],
      [`${it}\\RoleOrPermissionMiddleware`, roles],
    ],
  ),
  ...['Laratrust\\Middleware\\', 'Laratrust\\Middleware\\Laratrust', 'Zizaco\\Entrust\\Middleware\\Entrust'].flatMap(
    (it): [string, KnownMiddleware][] => [
      [`${it}Role`, roles],
      [`${it}Permission`, permissions],
      [`${it}Ability`, roles],
    ],
  ),
  ['Silber\\Bouncer\\Middleware\\ScopeBouncer', { kind: 'other', answers: [] }],
  ...['Authenticate', 'AuthenticateAndRenew', 'RefreshToken'].flatMap((it): [string, KnownMiddleware][] => [
    [`Tymon\\JWTAuth\\Http\\Middleware\\${it}`, authentication],
    [`PHPOpenSourceSaver\\JWTAuth\\Http\\Middleware\\${it}`, authentication],
  ]),
  ['Tymon\\JWTAuth\\Middleware\\GetUserFromToken', authentication],
  ['Tymon\\JWTAuth\\Middleware\\RefreshToken', authentication],
]);

/** Names that packages give their middleware by themselves. */
const packageAliases: ReadonlyMap<string, string> = new Map([
  ['jwt.auth', 'Tymon\\JWTAuth\\Http\\Middleware\\Authenticate'],
  ['jwt.refresh', 'Tymon\\JWTAuth\\Http\\Middleware\\RefreshToken'],
  ['jwt.renew', 'Tymon\\JWTAuth\\Http\\Middleware\\AuthenticateAndRenew'],
  ['jwt.verify', 'Tymon\\JWTAuth\\Http\\Middleware\\Authenticate'],
  ['role', 'Spatie\\Permission\\Middleware\\RoleMiddleware'],
  ['permission', 'Spatie\\Permission\\Middleware\\PermissionMiddleware'],
  ['role_or_permission', 'Spatie\\Permission\\Middleware\\RoleOrPermissionMiddleware'],
  ['abilities', 'Laravel\\Sanctum\\Http\\Middleware\\CheckAbilities'],
  ['ability', 'Laravel\\Sanctum\\Http\\Middleware\\CheckForAnyAbility'],
  ['scopes', 'Laravel\\Passport\\Http\\Middleware\\CheckScopes'],
  ['scope', 'Laravel\\Passport\\Http\\Middleware\\CheckForAnyScope'],
  ['client', 'Laravel\\Passport\\Http\\Middleware\\CheckClientCredentials'],
]);

/** Names of packages' middleware that let everybody pass. */
const passing =
  /^(?:jwt\.check|inertia|universal|tenant|tenancy.*|locali[sz]e.*|locale.*|cacheResponse|doNotCacheResponse|cors|json\.response|api\.version|force.*|httpcache|bindings|precognitive|fw-.*|livewire|panel:.*)$/;

export const knownMiddleware = (name: string): KnownMiddleware | undefined => table.get(name);
export const packageAlias = (name: string): string | undefined => packageAliases.get(name);
export const packagePasses = (name: string): boolean => passing.test(name);

/** Whether a class is of the framework or of a package that is known to let pass what is not in the table. */
export const passesOf = (name: string): boolean =>
  /^(?:Illuminate|Symfony|Fruitcake|Inertia|Barryvdh|Fideloper|Asm89|Mcamara|Laravel\\(?:Jetstream|Telescope|Horizon|Pulse|Sanctum|Passport|Nightwatch)|Spatie\\(?:Csp|ResponseCache|Honeypot|MissingPageRedirector|Cors)|Stancl|Tighten|Livewire|RenatoMarinho|Sentry|Bugsnag|Tymon|Laravel\\Passport)\\/.test(
    name,
  );

/** Whether the name of something says that it guards. */
export const soundsLikeGuard = (name: string): boolean =>
  /auth|guard|^require|^ensure|^is[A-Z_.-]|^can\b|^can[A-Z]|^has[A-Z]|verif|^check|protect|admin|role|permission|access|token|api.?key|only[A-Z]|restrict|signature|subscri|owner|deny|forbid|abilit|scope|login|signed|block|banned|throttle/i.test(
    name,
  );
