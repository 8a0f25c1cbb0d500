import type { Server } from '../facts/sign.ts';

/** Datadog: how its answers are known, and what its words mean. */
export const datadog: Server = {
  id: 'datadog',
  name: 'Datadog',
  recognize: { host: /(?:^|\.)(?:datadoghq\.(?:com|eu)|ddog-gov\.com)$/ },
  signs: [
    {
      cause: 'api-key-invalid',
      status: [403],
      says: /^forbidden$/im,
      when: ['credentials'],
      shows: 'Datadog answers 403 Forbidden for an unknown API or application key, and for a key of another site',
      fix: 'Check DD-API-KEY and DD-APPLICATION-KEY, and that the host is of the site of the keys',
      source: 'https://docs.datadoghq.com/api/latest/authentication/',
    },
  ],
};
