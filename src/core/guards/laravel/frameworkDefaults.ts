/** What Laravel brings itself: aliases, groups and order, as of 8 to 12. */

/** Aliases of a new application's kernel, and of Laravel 11's own. */
export const frameworkAliases: ReadonlyMap<string, string> = new Map([
  ['auth', 'Illuminate\\Auth\\Middleware\\Authenticate'],
  ['auth.basic', 'Illuminate\\Auth\\Middleware\\AuthenticateWithBasicAuth'],
  ['auth.session', 'Illuminate\\Session\\Middleware\\AuthenticateSession'],
  ['bindings', 'Illuminate\\Routing\\Middleware\\SubstituteBindings'],
  ['cache.headers', 'Illuminate\\Http\\Middleware\\SetCacheHeaders'],
  ['can', 'Illuminate\\Auth\\Middleware\\Authorize'],
  ['guest', 'Illuminate\\Auth\\Middleware\\RedirectIfAuthenticated'],
  ['password.confirm', 'Illuminate\\Auth\\Middleware\\RequirePassword'],
  ['precognitive', 'Illuminate\\Foundation\\Http\\Middleware\\HandlePrecognitiveRequests'],
  ['signed', 'Illuminate\\Routing\\Middleware\\ValidateSignature'],
  ['subscribed', 'Spark\\Http\\Middleware\\VerifyBillableIsSubscribed'],
  ['throttle', 'Illuminate\\Routing\\Middleware\\ThrottleRequests'],
  ['verified', 'Illuminate\\Auth\\Middleware\\EnsureEmailIsVerified'],
]);

const session = [
  'Illuminate\\Cookie\\Middleware\\EncryptCookies',
  'Illuminate\\Cookie\\Middleware\\AddQueuedCookiesToResponse',
  'Illuminate\\Session\\Middleware\\StartSession',
  'Illuminate\\View\\Middleware\\ShareErrorsFromSession',
];

/** The groups of Laravel 11 and later, where no file of the application lists them. */
export const frameworkGroups: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'web',
    [
      ...session,
      'Illuminate\\Foundation\\Http\\Middleware\\ValidateCsrfToken',
      'Illuminate\\Routing\\Middleware\\SubstituteBindings',
    ],
  ],
  ['api', ['Illuminate\\Routing\\Middleware\\SubstituteBindings']],
]);

export const frameworkPriority: readonly string[] = [
  'Illuminate\\Foundation\\Http\\Middleware\\HandlePrecognitiveRequests',
  ...session,
  'Illuminate\\Contracts\\Auth\\Middleware\\AuthenticatesRequests',
  'Illuminate\\Routing\\Middleware\\ThrottleRequests',
  'Illuminate\\Routing\\Middleware\\ThrottleRequestsWithRedis',
  'Illuminate\\Contracts\\Session\\Middleware\\AuthenticatesSessions',
  'Illuminate\\Session\\Middleware\\AuthenticateSession',
  'Illuminate\\Routing\\Middleware\\SubstituteBindings',
  'Illuminate\\Auth\\Middleware\\Authorize',
];

/** Interfaces and parents of the framework's middleware by which order is kept. */
export const frameworkKinds: ReadonlyMap<string, readonly string[]> = new Map([
  ['Illuminate\\Auth\\Middleware\\Authenticate', ['Illuminate\\Contracts\\Auth\\Middleware\\AuthenticatesRequests']],
  [
    'Illuminate\\Session\\Middleware\\AuthenticateSession',
    ['Illuminate\\Contracts\\Session\\Middleware\\AuthenticatesSessions'],
  ],
  ['Illuminate\\Routing\\Middleware\\ThrottleRequestsWithRedis', ['Illuminate\\Routing\\Middleware\\ThrottleRequests']],
]);

/**
 * What the middleware of a new application extends, for sources that leave these files out: all they add are settings.
 */
export function conventionalParent(name: string): string | undefined {
  const base = /^App\\Http\\Middleware\\(\w+)$/.exec(name)?.[1];
  return base === undefined ? undefined : conventional.get(base);
}

const conventional: ReadonlyMap<string, string> = new Map([
  ['Authenticate', 'Illuminate\\Auth\\Middleware\\Authenticate'],
  ['CheckForMaintenanceMode', 'Illuminate\\Foundation\\Http\\Middleware\\PreventRequestsDuringMaintenance'],
  ['EncryptCookies', 'Illuminate\\Cookie\\Middleware\\EncryptCookies'],
  ['EnsureEmailIsVerified', 'Illuminate\\Auth\\Middleware\\EnsureEmailIsVerified'],
  ['HandleInertiaRequests', 'Inertia\\Middleware'],
  ['PreventRequestsDuringMaintenance', 'Illuminate\\Foundation\\Http\\Middleware\\PreventRequestsDuringMaintenance'],
  ['RedirectIfAuthenticated', 'Illuminate\\Auth\\Middleware\\RedirectIfAuthenticated'],
  ['TrimStrings', 'Illuminate\\Foundation\\Http\\Middleware\\TrimStrings'],
  ['TrustHosts', 'Illuminate\\Http\\Middleware\\TrustHosts'],
  ['TrustProxies', 'Illuminate\\Http\\Middleware\\TrustProxies'],
  ['ValidateCsrfToken', 'Illuminate\\Foundation\\Http\\Middleware\\ValidateCsrfToken'],
  ['ValidateSignature', 'Illuminate\\Routing\\Middleware\\ValidateSignature'],
  ['VerifyCsrfToken', 'Illuminate\\Foundation\\Http\\Middleware\\VerifyCsrfToken'],
]);
