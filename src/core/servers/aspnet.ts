import type { Server } from '../facts/sign.ts';

/** ASP.NET Core: how its answers are known, and what its words mean. */
export const aspnet: Server = {
  id: 'aspnet',
  name: 'ASP.NET Core',
  recognize: {
    headers: [['server', /^kestrel/i], ['x-aspnet-version'], ['x-powered-by', /^asp\.net/i]],
    cookie: /\.AspNetCore\./,
  },
  signs: [
    {
      cause: 'token-expired',
      says: /the token expired at|IDX10223|lifetime validation failed/i,
      source: 'https://learn.microsoft.com/aspnet/core/security/authentication/configure-jwt-bearer-authentication',
    },
    {
      cause: 'token-signature-invalid',
      says: /the signature (?:key was not found|is invalid)|IDX1050[0-9]|IDX10511/i,
      fix: 'Give the API the key or authority that signed the token (for dotnet user-jwts: the UserSecretsId)',
      source: 'https://learn.microsoft.com/aspnet/core/security/authentication/jwt-authn',
    },
    {
      cause: 'token-wrong-audience',
      says: /the audience .{0,300} is invalid|IDX1021[48]/i,
      source: 'https://learn.microsoft.com/aspnet/core/security/authentication/configure-jwt-bearer-authentication',
    },
    {
      cause: 'token-wrong-issuer',
      says: /the issuer .{0,300} is invalid|IDX10205|IDX40001/i,
      source: 'https://learn.microsoft.com/aspnet/core/security/authentication/configure-jwt-bearer-authentication',
    },
    {
      cause: 'token-not-yet-valid',
      says: /the token is not valid before/i,
      source: 'https://learn.microsoft.com/aspnet/core/security/authentication/configure-jwt-bearer-authentication',
    },
    {
      cause: 'csrf-failed',
      says: /antiforgery|the required anti-?forgery/i,
      source: 'https://learn.microsoft.com/aspnet/core/security/anti-request-forgery',
    },
  ],
};
