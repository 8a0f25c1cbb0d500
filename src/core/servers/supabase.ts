import type { Server } from '../facts/sign.ts';

/** Supabase: how its answers are known, and what its words mean. */
export const supabase: Server = {
  id: 'supabase',
  name: 'Supabase',
  recognize: {
    host: /\.supabase\.(?:co|in)$/,
    headers: [['sb-gateway-version'], ['sb-project-ref']],
    body: /"code":"(?:PGRST30\d|42501)"/,
  },
  signs: [
    {
      cause: 'token-expired',
      says: /jwt expired|PGRST303/i,
      source: 'https://docs.postgrest.org/en/stable/references/errors.html',
    },
    {
      cause: 'role-missing',
      says: /row-level security policy|permission denied for/i,
      source: 'https://supabase.com/docs/guides/database/postgres/row-level-security',
    },
    {
      cause: 'credentials-missing',
      says: /no api key found in request/i,
      fix: 'Send the key in the header apikey',
      source: 'https://supabase.com/docs/guides/api/api-keys',
    },
    { cause: 'api-key-invalid', says: /invalid api key/i, source: 'https://supabase.com/docs/guides/api/api-keys' },
    {
      cause: 'account-blocked',
      says: /email not confirmed|user is banned/i,
      source: 'https://supabase.com/docs/guides/auth/debugging/error-codes',
    },
    {
      cause: 'password-wrong',
      says: /invalid login credentials/i,
      source: 'https://supabase.com/docs/guides/auth/debugging/error-codes',
    },
  ],
};
