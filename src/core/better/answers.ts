import type { CauseId } from '../causeIds.ts';

/** What an API ought to answer for one cause. */
export interface Answer {
  readonly status: 401 | 403 | 404 | 407 | 429 | 503;
  /** For whoever sees the error first: the title of the problem (RFC 9457, 3.1.3). */
  readonly title: string;
  /** A sentence that an end user understands, and can act on. */
  readonly detail: string;
  /** The `error` of the challenge (RFC 6750, 3.1; RFC 9449, 7.1; RFC 9470, 3), with words for developers. */
  readonly error?: readonly [code: string, description: string];
}

/** One answer a cause. `unknown` has none: what it should say is not known. */
export const answers: Readonly<Record<Exclude<CauseId, 'unknown'>, Answer>> = {
  'credentials-missing': { status: 401, title: 'Sign-in needed', detail: 'Sign in and try again.' },
  'credentials-dropped': { status: 401, title: 'Sign-in needed', detail: 'Sign in and try again.' },
  'scheme-mismatch': {
    status: 401,
    title: 'Sign-in not recognized',
    detail: 'Your app signed in a way that this service does not take. Sign in again, or ask its maker.',
  },
  'credentials-malformed': {
    status: 401,
    title: 'Sign-in not readable',
    detail: 'Your sign-in arrived damaged. Sign in again.',
    error: ['invalid_token', 'The access token is malformed'],
  },
  'token-expired': {
    status: 401,
    title: 'Sign-in expired',
    detail: 'Your sign-in has expired. Sign in again to go on.',
    error: ['invalid_token', 'The access token expired'],
  },
  'token-not-yet-valid': {
    status: 401,
    title: 'Sign-in not valid yet',
    detail: 'Your sign-in counts from a later time. Check the clock of your device, then sign in again.',
    error: ['invalid_token', 'The access token is not valid yet'],
  },
  'token-signature-invalid': {
    status: 401,
    title: 'Sign-in not accepted',
    detail: 'Your sign-in could not be verified. Sign in again.',
    error: ['invalid_token', 'The signature of the access token does not verify'],
  },
  'token-wrong-audience': {
    status: 401,
    title: 'Sign-in for another service',
    detail: 'Your sign-in is meant for another service. Sign in to this one.',
    error: ['invalid_token', 'The access token is for another audience'],
  },
  'token-wrong-issuer': {
    status: 401,
    title: 'Sign-in from elsewhere',
    detail: 'You signed in where this service does not look. Sign in again here.',
    error: ['invalid_token', 'The access token is from an issuer that is not trusted here'],
  },
  'token-wrong-type': {
    status: 401,
    title: 'Sign-in not accepted',
    detail: 'Your app sent the wrong kind of sign-in. Sign in again, or ask its maker.',
    error: ['invalid_token', 'An access token is needed here, not one of another kind'],
  },
  'token-revoked': {
    status: 401,
    title: 'Signed out',
    detail: 'You have been signed out. Sign in again to go on.',
    error: ['invalid_token', 'The access token was revoked'],
  },
  'token-invalid': {
    status: 401,
    title: 'Sign-in not accepted',
    detail: 'Your sign-in is not known here. Sign in again.',
    error: ['invalid_token', 'The access token is not known'],
  },
  'session-expired': {
    status: 401,
    title: 'Session over',
    detail: 'Your session is over. Sign in again to go on.',
  },
  'password-wrong': {
    status: 401,
    title: 'Not signed in',
    detail: 'The user name or the password is wrong.',
  },
  'api-key-invalid': {
    status: 401,
    title: 'Key not accepted',
    detail: 'The key of your app is not known here. Ask its maker.',
    error: ['invalid_token', 'The API key is not known'],
  },
  'client-invalid': {
    status: 401,
    title: 'App not recognized',
    detail: 'This service does not know the app that you use. Ask its maker.',
    error: ['invalid_token', 'The client is not known, or did not prove who it is'],
  },
  'account-blocked': {
    status: 403,
    title: 'Account blocked',
    detail: 'Your account cannot be used at the moment. Ask the support of this service.',
  },
  'step-up-required': {
    status: 401,
    title: 'Confirm that it is you',
    detail: 'This needs a fresh or stronger sign-in. Confirm your identity to go on.',
    error: ['insufficient_user_authentication', 'A fresher or stronger authentication is needed'],
  },
  'request-signature-invalid': {
    status: 401,
    title: 'Request not accepted',
    detail: 'Your app did not sign this request as it should. Ask its maker.',
    error: ['invalid_token', 'The signature of the request does not match'],
  },
  'clock-skew': {
    status: 401,
    title: 'Clock too far off',
    detail: 'The clock of your device is too far off. Set it, and try again.',
    error: ['invalid_token', "The time of the request is too far from the server's"],
  },
  'proof-of-possession-invalid': {
    status: 401,
    title: 'Sign-in not accepted',
    detail: 'Your sign-in belongs to another device. Sign in again on this one.',
    error: ['invalid_dpop_proof', 'The proof for the key that the token is bound to is missing or wrong'],
  },
  'client-certificate-required': {
    status: 403,
    title: 'Certificate needed',
    detail: 'This service takes only devices with a certificate. Install yours, or ask the support of this service.',
  },
  'url-signature-expired': {
    status: 403,
    title: 'Link expired',
    detail: 'This link has expired. Ask for a new one where you got it.',
  },
  'scope-missing': {
    status: 403,
    title: 'Not allowed for this app',
    detail: 'Your app may not do this on your behalf. Allow it, and try again.',
    error: ['insufficient_scope', 'The access token lacks a scope'],
  },
  'role-missing': {
    status: 403,
    title: 'Not allowed',
    detail: 'Your account may not do this. Ask an administrator for access.',
  },
  'not-owner': {
    status: 403,
    title: 'Not yours',
    detail: 'This belongs to somebody else. Ask its owner for access.',
  },
  'policy-denied': {
    status: 403,
    title: 'Not allowed here',
    detail: 'A rule of your organization does not allow this. Ask an administrator.',
  },
  'sso-authorization-required': {
    status: 403,
    title: 'Single sign-on needed',
    detail: "Sign in through your organization's single sign-on, and try again.",
  },
  'service-not-enabled': {
    status: 403,
    title: 'Not switched on',
    detail: 'This is not part of what your account has switched on. Switch it on in the settings.',
  },
  'rate-limited': {
    status: 429,
    title: 'Too many requests',
    detail: 'That was too often. Wait a little, and try again.',
  },
  'csrf-failed': {
    status: 403,
    title: 'Page too old',
    detail: 'This page has been open for too long. Load it again, and repeat the last step.',
  },
  'origin-not-allowed': {
    status: 403,
    title: 'Not allowed from this page',
    detail: 'This service does not take requests from the page you are on.',
  },
  'network-blocked': {
    status: 403,
    title: 'Not allowed from your network',
    detail: 'This service cannot be used from your network. Use the one that your organization allows.',
  },
  'bot-blocked': {
    status: 403,
    title: 'Request blocked',
    detail: 'This request looked automatic and was blocked. Ask the support of this service, and name the time.',
  },
  'route-mismatch': { status: 404, title: 'Not found', detail: 'There is nothing at this address.' },
  'file-permission': { status: 404, title: 'Not found', detail: 'There is nothing to see at this address.' },
  'tls-required': {
    status: 403,
    title: 'Secure connection needed',
    detail: 'This service takes secure connections only. Use an address that begins with https.',
  },
  'proxy-auth-required': {
    status: 407,
    title: 'Sign-in to the network needed',
    detail: 'Your network asks you to sign in before it lets you out.',
  },
  'upstream-auth-failed': {
    status: 503,
    title: 'Sign-in cannot be checked',
    detail: 'Something is wrong on our side. Try again in a minute.',
  },
};
