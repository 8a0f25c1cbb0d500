import type { ClientNames } from './clientNames.ts';
import type { RetryRecipe } from './retryRecipe.ts';

/** The methods of the provider that see to it that tokens are renewed once. */
export function renewal(recipe: RetryRecipe, names: ClientNames): string {
  return `
    /**
     * While tokens are asked for, Guzzle goes on with other requests of this process: those take the same promise, since
     * they would wait for their own process's lock.
     */
    private function renewed(array $spent): PromiseInterface
    {
        if ($this->renewal) {
            return $this->renewal;
        }

        $renewal = $this->renewal = new Promise;
        try {
            $renewal->resolve($this->renew($spent));
        } catch (Exception $e) {
            // async() takes no other kind. What came before is left out, since it may hold the secrets.
            $renewal->reject(new TransferException($e->getMessage() ?: $e::class));
        } finally {
            $this->renewal = null;
        }

        return $renewal;
    }

    /** All whose tokens are spent share one renewal, and its error, even those who learn of it late. */
    private function renew(array $spent): array
    {
        return Cache::lock(self::KEY.'.lock', 45)->block(40, function () use ($spent) {
            $tokens = $this->read();
            if (($tokens['renewal'] ?? null) !== ($spent['renewal'] ?? null)) {
                return isset($tokens['error']) ? throw new TransferException($tokens['error']) : $tokens;
            }

            try {
                ${obtain(recipe, names)}
            } catch (Exception $e) {
                $this->write(['error' => $e->getMessage()] + $tokens);

                throw $e;
            }
        });
    }${recipe.grant === 'password' ? refreshed : ''}`;
}

function obtain({ grant, scopes, audience }: RetryRecipe, { lower }: ClientNames): string {
  const configured = (key: string) => `'${key}' => config('services.${lower}.${key}')`;
  const more = [
    ...(scopes.length > 0 ? [configured('scope')] : []),
    ...(audience === undefined ? [] : [configured('audience')]),
  ];
  switch (grant) {
    case 'client_credentials':
      return `return $this->request(${phpArray(["'grant_type' => 'client_credentials'", ...more])});`;
    case 'password':
      return `return $this->refreshed($tokens['refresh_token'] ?? null) ?? $this->request(${phpArray([
        "'grant_type' => 'password'",
        configured('username'),
        configured('password'),
        ...more,
      ])});`;
    case 'refresh_token':
      return `$refreshToken = $tokens['refresh_token'] ?? throw new Exception('There is no refresh token: sign in again.');

                return $this->request(['grant_type' => 'refresh_token', 'refresh_token' => $refreshToken]);`;
  }
}

function phpArray(entries: readonly string[]): string {
  if (entries.length === 1) return `[${entries.join('')}]`;
  return `[\n${entries.map((it) => `                    ${it},\n`).join('')}                ]`;
}

const refreshed = `

    /** Null where the refresh token is missing or has ended: then the password gets new tokens. */
    private function refreshed(?string $refreshToken): ?array
    {
        try {
            return $refreshToken === null ? null : $this->request(['grant_type' => 'refresh_token', 'refresh_token' => $refreshToken]);
        } catch (TransferException $e) {
            return str_contains($e->getMessage(), 'invalid_grant') ? null : throw $e;
        }
    }`;

/** The methods of the provider that ask the token endpoint and keep what it gave. */
export function requestTokens(recipe: RetryRecipe, { lower, upper }: ClientNames): string {
  const { authentication, grant } = recipe;
  const keeps = grant !== 'client_credentials';
  const isStatic = grant === 'refresh_token';
  const self = isStatic ? 'self::' : '$this->';
  const sent = [
    ...(authentication === 'none' ? [] : ['$secret']),
    ...(keeps ? ["$parameters['refresh_token'] ?? null"] : []),
    ...(grant === 'password' ? ["$parameters['password'] ?? null"] : []),
  ];
  const hidden =
    sent.length === 0
      ? ''
      : `
            // A server may repeat what it was sent.
            $said = str_replace(array_filter([${sent.join(', ')}]), '…', $said);`;
  return `
    /** Asks the token endpoint (RFC 6749, 3.2). */
    private function request(array $parameters): array
    {
        $service = config('services.${lower}');
${client(recipe, upper)}
        if (! is_string($response->json('access_token'))) {
            $said = implode(', ', array_filter([$response->json('error'), $response->json('error_description')], 'is_string'));${hidden}
            $host = parse_url($service['token_endpoint'], PHP_URL_HOST);

            throw new TransferException("No token from {$host}: {$response->status()} {$said}");
        }

        return ${self}keep($response->json('access_token'), ${
          keeps
            ? `(int) $response->json('expires_in'),
            // A server that does not rotate it sends none: the old one stays good.
            $response->json('refresh_token') ?? $parameters['refresh_token'] ?? null`
            : "(int) $response->json('expires_in')"
        });
    }

    ${isStatic ? '/** To be called when somebody has signed in. */\n    public static' : 'private'} function keep(string $accessToken, int $expiresIn${keeps ? ', ?string $refreshToken' : ''}): array
    {
        return ${self}write([
            'access_token' => $accessToken,${keeps ? "\n            'refresh_token' => $refreshToken," : ''}
            'renew_at' => $expiresIn > 0 ? time() + max($expiresIn - 30, intdiv($expiresIn, 2)) : null,
        ]);
    }

    private function read(): array
    {
        try {
            $kept = Cache::get(self::KEY);

            return $kept === null ? [] : Crypt::decrypt($kept);
        } catch (DecryptException) {
            return []; // The app's key has changed.
        }
    }

    ${isStatic ? '/** Where `cache:clear` must sign nobody out, keep them in a table; in one step, so that no refresh token is lost. */\n    private static' : 'private'} function write(array $tokens): array
    {
        $tokens = ['renewal' => Str::random()] + $tokens;
        Cache::forever(self::KEY, Crypt::encrypt($tokens));

        return $tokens;
    }`;
}

function client({ authentication, resources }: RetryRecipe, upper: string): string {
  const secret = `$secret = $service['client_secret'] ?? throw new Exception('${upper}_CLIENT_SECRET is not set.');`;
  const proof: Readonly<Record<typeof authentication, readonly string[]>> = {
    client_secret_basic: [secret],
    client_secret_post: [secret, "$parameters += ['client_id' => $service['client_id'], 'client_secret' => $secret];"],
    none: ["$parameters += ['client_id' => $service['client_id']];"],
  };
  const [resource, ...others] = resources;
  const isOne = resource !== undefined && others.length === 0;
  // PHP writes arrays into a query as `resource[0]=`, which no token endpoint reads.
  const form =
    others.length === 0
      ? ['$response = Http::asForm()']
      : [
          "$form = http_build_query($parameters).implode('', array_map(fn ($it) => '&resource='.urlencode($it), $service['resources']));",
          "$response = Http::withBody($form, 'application/x-www-form-urlencoded')",
        ];
  return [
    ...proof[authentication],
    ...(isOne ? ["$parameters += ['resource' => $service['resources'][0]];"] : []),
    ...form,
    '    ->acceptJson()',
    ...(authentication === 'client_secret_basic'
      ? [
          '    // Id and secret are form-encoded first (RFC 6749, 2.3.1).',
          "    ->withBasicAuth(urlencode($service['client_id']), urlencode($secret))",
        ]
      : []),
    '    // A redirect would carry secrets elsewhere.',
    '    ->withoutRedirecting()',
    '    ->timeout(20)',
    `    ->post($service['token_endpoint']${others.length === 0 ? ', $parameters' : ''});`,
  ]
    .map((it) => `        ${it}`)
    .join('\n');
}
