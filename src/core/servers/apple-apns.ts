import type { Server } from '../facts/sign.ts';

/** Apple Push Notification service: how its answers are known, and what its words mean. */
export const appleApns: Server = {
  id: 'apple-apns',
  name: 'Apple Push Notification service',
  recognize: { headers: [['apns-id']], host: /\.push\.apple\.com$/ },
  signs: [
    {
      cause: 'token-expired',
      code: ['ExpiredProviderToken'],
      shows: 'a provider token counts for one hour from its iat',
      fix: 'Make a new provider token at least every 60 minutes',
      source: 'https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns',
    },
    {
      cause: 'token-signature-invalid',
      code: ['InvalidProviderToken'],
      source: 'https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns',
    },
    {
      cause: 'credentials-missing',
      code: ['MissingProviderToken'],
      source: 'https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns',
    },
    {
      cause: 'client-certificate-required',
      code: ['BadCertificate', 'BadCertificateEnvironment'],
      source: 'https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns',
    },
    {
      cause: 'role-missing',
      code: ['TopicDisallowed', 'DeviceTokenNotForTopic'],
      source: 'https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns',
    },
  ],
};
