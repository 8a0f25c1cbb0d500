import type { Server } from '../facts/sign.ts';

/** Elasticsearch: how its answers are known, and what its words mean. */
export const elasticsearch: Server = {
  id: 'elasticsearch',
  name: 'Elasticsearch',
  recognize: { headers: [['x-elastic-product']], body: /security_exception/ },
  signs: [
    {
      cause: 'service-not-enabled',
      says: /license is (?:non-compliant|expired)/i,
      shows: 'the feature is not part of the license',
      fix: 'Start a trial or a license with this feature, or leave it out',
      source: 'https://www.elastic.co/subscriptions',
    },
    {
      cause: 'token-expired',
      says: /token expired|api key is expired/i,
      source: 'https://www.elastic.co/docs/deploy-manage/api-keys/elasticsearch-api-keys',
    },
    {
      cause: 'api-key-invalid',
      says: /unable to (?:authenticate with provided credentials|find apikey)|invalid credentials for api key/i,
      source: 'https://www.elastic.co/docs/deploy-manage/api-keys/elasticsearch-api-keys',
    },
    {
      cause: 'password-wrong',
      says: /unable to authenticate user/i,
      when: ['basic'],
      source: 'https://www.elastic.co/docs/troubleshoot/elasticsearch/security',
    },
    {
      cause: 'role-missing',
      says: /is unauthorized for (?:user|api key|service account)/i,
      source: 'https://www.elastic.co/docs/reference/elasticsearch/security-privileges',
    },
    {
      cause: 'credentials-missing',
      says: /missing authentication credentials/i,
      source: 'https://www.elastic.co/docs/troubleshoot/elasticsearch/security',
    },
  ],
};
