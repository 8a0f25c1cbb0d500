import type { Server } from '../facts/sign.ts';

/** Google Frontend: how its answers are known, and what its words mean. */
export const googleFrontend: Server = {
  id: 'google-frontend',
  name: 'Google Frontend',
  recognize: {
    headers: [['server', /^google frontend$|^gws$/i], ['x-goog-iap-generated-response']],
    host: /\.run\.app$|\.cloudfunctions\.net$|\.appspot\.com$/,
  },
  signs: [
    {
      cause: 'credentials-missing',
      certainty: 'likely',
      when: ['anonymous'],
      says: /does not have permission to (?:get|access) (?:the requested )?url|invalid iap credentials/i,
      shows: 'Cloud Run and functions answer anonymous callers so where they are not public',
      fix: 'Send an ID token of a principal with roles/run.invoker, or allow unauthenticated calls',
      source: 'https://cloud.google.com/run/docs/authenticating/overview',
    },
    {
      cause: 'role-missing',
      says: /does not have permission to (?:get|access) (?:the requested )?url/i,
      shows: 'the principal lacks roles/run.invoker',
      fix: 'Grant the principal roles/run.invoker on this service',
      source: 'https://cloud.google.com/run/docs/troubleshooting#unauthorized-client',
    },
    {
      cause: 'token-wrong-audience',
      says: /invalid iap credentials: .{0,60}audience|jwt audience/i,
      source: 'https://cloud.google.com/iap/docs/authentication-howto',
    },
  ],
};
