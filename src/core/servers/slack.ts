import type { Server } from '../facts/sign.ts';

/** Slack: how its answers are known, and what its words mean. */
export const slack: Server = {
  id: 'slack',
  name: 'Slack',
  recognize: { host: /(?:^|\.)slack\.com$/, headers: [['x-slack-req-id'], ['x-slack-backend'], ['x-slack-unique-id']] },
  signs: [
    {
      cause: 'credentials-missing',
      code: ['not_authed'],
      source: 'https://docs.slack.dev/reference/methods/auth.test',
    },
    {
      cause: 'token-revoked',
      code: ['token_revoked', 'no_service', 'no_service_id'],
      source: 'https://docs.slack.dev/reference/methods/auth.test',
    },
    {
      cause: 'token-expired',
      code: ['token_expired'],
      source: 'https://docs.slack.dev/authentication/using-token-rotation',
    },
    {
      cause: 'account-blocked',
      code: ['account_inactive', 'team_disabled'],
      source: 'https://docs.slack.dev/reference/methods/auth.test',
    },
    { cause: 'scope-missing', code: ['missing_scope'], source: 'https://docs.slack.dev/reference/scopes' },
    {
      cause: 'token-wrong-type',
      code: ['not_allowed_token_type'],
      source: 'https://docs.slack.dev/authentication/tokens',
    },
    {
      cause: 'policy-denied',
      code: [
        'action_prohibited',
        'ekm_access_denied',
        'restricted_action',
        'posting_to_general_channel_denied',
        'org_login_required',
        'access_denied',
      ],
      shows: 'an administrator of the workspace restricts this',
      fix: 'Have an administrator of the workspace allow the app or the channel',
      source: 'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks',
    },
    {
      cause: 'role-missing',
      code: ['no_permission', 'not_in_channel', 'team_access_not_granted', 'user_not_authorized'],
      source: 'https://docs.slack.dev/reference/methods/auth.test',
    },
    {
      cause: 'rate-limited',
      code: ['ratelimited', 'rate_limited'],
      source: 'https://docs.slack.dev/apis/web-api/rate-limits',
    },
    {
      cause: 'token-invalid',
      certainty: 'likely',
      code: ['invalid_auth', 'invalid_token'],
      source: 'https://docs.slack.dev/reference/methods/auth.test',
    },
  ],
};
