import type { Server } from '../facts/sign.ts';

/** SendGrid: how its answers are known, and what its words mean. */
export const sendgrid: Server = {
  id: 'sendgrid',
  name: 'SendGrid',
  recognize: { host: /^api\.(?:eu\.)?sendgrid\.com$/ },
  signs: [
    {
      cause: 'api-key-invalid',
      says: /authorization grant is invalid, expired,? or revoked/i,
      source: 'https://www.twilio.com/docs/sendgrid/api-reference/how-to-use-the-sendgrid-v3-api/authentication',
    },
    {
      cause: 'scope-missing',
      says: /access forbidden/i,
      shows: 'the key lacks the permission for this call',
      source: 'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
    },
    {
      cause: 'account-blocked',
      says: /does not match a verified sender/i,
      source: 'https://www.twilio.com/docs/sendgrid/for-developers/sending-email/sender-identity',
    },
  ],
};
