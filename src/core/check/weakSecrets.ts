/** A secret that stands in lists which anybody has. Which one it is, is not told: it may be in use. */
export interface WeakSecret {
  readonly length: number;
  /** Where it is known from. */
  readonly from: string;
}

/** Whether `signature` is the HMAC of `input`. Lent by the shells: core has no cryptography. */
export type VerifyHmac = (
  hash: 'sha256' | 'sha384' | 'sha512',
  secret: string,
  input: string,
  signature: string,
) => boolean;

/** Tries a token's signature against well-known secrets; each token once. */
export function createWeakSecretFinder(verify: VerifyHmac): (token: string) => WeakSecret | undefined {
  const tried = new Map<string, WeakSecret | undefined>();
  return (token) => {
    if (tried.has(token)) return tried.get(token);
    if (mostRemembered <= tried.size) tried.clear();
    const found = search(token, verify);
    tried.set(token, found);
    return found;
  };
}

const mostRemembered = 500;
const hashes: Readonly<Record<string, 'sha256' | 'sha384' | 'sha512'>> = {
  HS256: 'sha256',
  HS384: 'sha384',
  HS512: 'sha512',
};

function search(token: string, verify: VerifyHmac): WeakSecret | undefined {
  const [header = '', payload = '', signature = '', more] = token.split('.', 4);
  const hash = more === undefined && signature !== '' ? hashes[algorithmOf(header)] : undefined;
  if (hash === undefined) return undefined;
  for (const [from, secrets] of known) {
    for (const secret of secrets) {
      if (verify(hash, secret, `${header}.${payload}`, signature)) return { length: secret.length, from };
    }
  }
  return undefined;
}

function algorithmOf(header: string): string {
  try {
    const read: unknown = JSON.parse(atob(header.replaceAll('-', '+').replaceAll('_', '/')));
    return typeof read === 'object' && read !== null && 'alg' in read ? String(read.alg) : '';
  } catch {
    return '';
  }
}

const known: readonly (readonly [from: string, secrets: readonly string[]])[] = [
  [
    'the example of jwt.io',
    [
      'your-256-bit-secret',
      'your-384-bit-secret',
      'your-512-bit-secret',
      'a-string-secret-at-least-256-bits-long',
      'a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long',
    ],
  ],
  [
    'every list of passwords',
    [
      'secret',
      'password',
      '123456',
      '12345678',
      '123456789',
      '1234567890',
      'qwerty',
      'admin',
      'root',
      'test',
      'letmein',
      'changeme',
      'change-me',
      'changeit',
      'default',
      'pass',
      'abc123',
      'key',
      '',
    ],
  ],
  [
    'the examples of frameworks and tutorials',
    [
      ...[
        'secretkey',
        'secret_key',
        'secret-key',
        'SECRET_KEY',
        'SECRET',
        'mysecret',
        'my-secret',
        'my_secret',
        'mysecretkey',
        'my-secret-key',
        'my_secret_key',
        'MySecretKey',
      ],
      ...[
        'your-secret',
        'your_secret',
        'your-secret-key',
        'your_secret_key',
        'yoursecretkey',
        'your_jwt_secret',
        'your-jwt-secret',
        'YOUR_SECRET_KEY',
        'your-super-secret-key',
        'super-secret',
        'supersecret',
        'super-secret-key',
        'super_secret_key',
        'supersecretkey',
      ],
      ...[
        'jwtsecret',
        'jwt-secret',
        'jwt_secret',
        'JWT_SECRET',
        'jwt-secret-key',
        'shhhhh',
        'shhhh',
        'topsecret',
        'top-secret',
        'somethingsecret',
        'thisisasecret',
        'this-is-a-secret',
        'ThisIsMySecretKey',
        'keyboard cat',
        'tokensecret',
        'token-secret',
        'privatekey',
        'private-key',
        'signing-key',
        'hmac-secret',
        'example',
        'demo',
        'dev',
        'development',
        'dev-secret',
        'devsecret',
        'not-a-secret',
        'insecure',
        'foobar',
        'secret123',
        'password123',
        'test-secret',
        'testsecret',
        'test-key',
      ],
      'super-secret-jwt-token-with-at-least-32-characters-long',
      '09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7',
      'THIS IS USED TO SIGN AND VERIFY JWT TOKENS, REPLACE IT WITH YOUR OWN SECRET, IT CAN BE ANY STRING',
    ],
  ],
];
