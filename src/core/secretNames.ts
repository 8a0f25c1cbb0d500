/**
 * Whether a header, parameter, cookie or field of this name holds a secret.
 * False for names that only speak of one: `token_type`, `expires_in`, `Access-Control-Request-Headers`.
 */
export function isSecretName(name: string): boolean {
  const before = known.get(name);
  if (before !== undefined) return before;
  const secret = looksSecret(name);
  if (mostKnown <= known.size) known.clear();
  if (name.length <= longestKnown) known.set(name, secret);
  return secret;
}

/** The same few names are asked about with every message. */
const known = new Map<string, boolean>();
const mostKnown = 500;
const longestKnown = 60;

function looksSecret(name: string): boolean {
  if (!stem.test(name)) return false;
  const words = wordsOf(name);
  if (words === '' || describing.test(words) || words.startsWith('access control ')) return false;
  return exact.has(words) || containing.test(words) || tokenWords.test(words);
}

/** Whether a header, parameter or field of this name carries a token: a bearer token, JWT or key, not a password or cookie. */
export function isTokenName(name: string): boolean {
  if (!stem.test(name)) return false;
  const words = wordsOf(name);
  return (
    tokenWords.test(words) &&
    !describing.test(words) &&
    !/csrf|xsrf|page|next|continuation|antiforgery|authenticity|postman|request verification/.test(words)
  );
}

/**
 * Whether a value of this name is a secret where it was made by a machine, such as `state=af0ifjsldkjQ3`; in other
 * protocols than OAuth the same names are ordinary words, such as `state=open`.
 */
export function isSecretWhenMade(name: string): boolean {
  return whenMade.test(name);
}

/** The nonce of a challenge (Digest) is for everybody; that of a form or an address is OpenID Connect's. */
const whenMade = /^(?:state|nonce|code_challenge|request_uri)$/i;

/** A piece that every name below has: most names have none, and are asked about often. */
const stem =
  /tok|pass|pw|secr|key|auth|cred|cook|[cx]srf|otp|pin|sig|ses|sid|jwt|bear|assert|dpop|code|acces|refresh|cert|princip/i;

/** `X-Api-Key`, `apiKey` and `api_key` are one name. */
function wordsOf(name: string): string {
  return name
    .slice(0, 200)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/^x /, '');
}

/** The last word says that it is about a secret and not one. */
const describing =
  /(?: |^)(?:type|expires?|expiry|expiration|in|at|uri|url|endpoint|count|length|size|limit|remaining|name|names|method|methods|supported|format|lifetime|ttl|policy|status|algorithm|version|hint|required|enabled|missing|info|issuer|audience|scope|scopes|description|headers|used|usage|max|min|age|error|errors)$/;

const tokenWords =
  /(?:^| )(?:access ?token|id ?token|refresh ?token|auth ?token|session ?token|security ?token|private ?token|subject ?token|actor ?token|device ?token|bearer|jwt|token|api ?token|api ?key|apikey|app ?key|client ?assertion|assertion|dpo ?p)$/;

const containing =
  /(?:^| )(?:password|passwd|passphrase|passcode|pwd|secret|secret ?key|client ?secret|private ?key|access ?key|account ?key|shared ?key|signing ?key|encryption ?key|master ?key|auth ?key|subscription ?key|functions ?key|service ?key|credentials?|authorization|cookie|set cookie|csrf|xsrf|otp|totp|pin|signature|session|session ?id|sessid|sid|authenticity ?token|verification ?token)$/;

/** Whole names. */
const exact = new Set([
  ...['key', 'code', 'sig', 'pass', 'auth', 'code verifier', 'device code', 'user code', 'authenticity token'],
  ...[
    'proxy authorization',
    'amz security token',
    'amz signature',
    'goog signature',
    'goog api key',
    'ms client principal',
  ],
  ...[
    'php sess id',
    'phpsessid',
    'jsessionid',
    'connect sid',
    'asp net session id',
    'laravel session',
    'auth',
    'access',
    'refresh',
  ],
  ...[
    'hub signature 256',
    'hub signature',
    'shopify access token',
    'vault token',
    'gitlab token',
    'figma token',
    'client cert',
    'forwarded client cert',
  ],
]);
