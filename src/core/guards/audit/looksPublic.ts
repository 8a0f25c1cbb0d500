import type { Route } from '../route.ts';

/**
 * Whether a route is one of those that are meant for anybody, by its path, its handler's name and what stands in front: signing in and up,
 * health, documentation, static files, webhooks that check a signature.
 */
export function looksPublic(route: Route): boolean {
  const before = known.get(route);
  if (before !== undefined) return before;
  const is = isPublic(route);
  known.set(route, is);
  return is;
}

/** Routes stay the same objects while nothing of them is other. */
const known = new WeakMap<Route, boolean>();

function isPublic(route: Route): boolean {
  if (route.guards.some((it) => it.kind === 'signature')) return true;
  const parts = route.path
    .toLowerCase()
    .split('/')
    .filter((it) => it !== '');
  if (parts.length === 0 || route.method === 'OPTIONS') return true;
  if (forAnybody.test(route.handler?.name.split(/[.#@:]/).at(-1) ?? '')) return true;
  return parts.some((it) => words.test(it.replace(/[^a-z0-9]/g, '')) || /^\*|^\{?\*|\.\w{2,5}$/.test(it));
}

/** Names of handlers that say that anybody may call them. */
const forAnybody =
  /public|anonymous|unauthenticated|^(?:all|free|open|guest)_?access|^(?:guest|everyone|anyone|anybody)/i;

const words =
  /^(?:login|signin|logon|logout|signout|signup|register|registration|auth|oauth2?|oidc|sso|saml|callback|token|tokens|refresh|refreshtoken|session|sessions|forgot|forgotpassword|forgetpassword|reset|resetpassword|resettoken|passwordreset|verify|verifyemail|verification|confirm|confirmemail|activate|activation|resendverification|sendverificationemail|otp|captcha|csrf|csrftoken|health|healthz|healthcheck|livez|readyz|live|ready|ping|status|heartbeat|metrics|version|info|docs?|apidocs|swagger|swaggerui|openapi|redoc|graphiql|public|static|assets|images?|img|css|js|fonts?|uploads?|media|favicon|robots|sitemap|wellknown|jwks|webhooks?|hooks?|contact|about|home|index|terms|privacy|faq|landing|newsletter|subscribe|unsubscribe|search|feed|rss|wellknown|invite|invitation|welcome|hello|error|errors|notfound)$/;
