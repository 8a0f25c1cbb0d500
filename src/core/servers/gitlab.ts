import type { Server } from '../facts/sign.ts';

/** GitLab: how its answers are known, and what its words mean. */
export const gitlab: Server = {
  id: 'gitlab',
  name: 'GitLab',
  recognize: {
    headers: [['gitlab-lb'], ['x-gitlab-meta']],
    host: /^gitlab\.|\.gitlab\./,
    sends: /^private-token$|^job-token$/,
  },
  signs: [
    {
      cause: 'scope-missing',
      code: ['insufficient_scope', 'insufficient_granular_scope'],
      fix: 'Create a token with the scope the answer names',
      source: 'https://docs.gitlab.com/user/profile/personal_access_tokens/#personal-access-token-scopes',
    },
    {
      cause: 'token-wrong-type',
      sends: /^job-token$/,
      status: [401, 403, 404],
      shows: 'a job token counts for a short list of endpoints only',
      fix: 'Use a project or personal access token: CI_JOB_TOKEN does not cover this endpoint',
      source: 'https://docs.gitlab.com/ci/jobs/ci_job_token/',
    },
    {
      cause: 'account-blocked',
      says: /your (?:account|password) (?:has been |is )?(?:blocked|expired|pending)|must accept the terms/i,
      source: 'https://docs.gitlab.com/administration/moderate_users/',
    },
    {
      cause: 'token-revoked',
      says: /token was revoked/i,
      source: 'https://docs.gitlab.com/user/profile/personal_access_tokens/',
    },
  ],
};
