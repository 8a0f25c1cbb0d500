import type { Server } from '../facts/sign.ts';

/** Apache Airflow: how its answers are known, and what its words mean. */
export const airflow: Server = {
  id: 'airflow',
  name: 'Apache Airflow',
  recognize: { body: /airflow\.apache\.org\/docs/ },
  signs: [
    {
      cause: 'scheme-mismatch',
      status: [401],
      when: ['basic'],
      says: /unauthenticated|unauthorized/i,
      shows: 'the default auth_backends know browser sessions only',
      fix: 'Add airflow.api.auth.backend.basic_auth to auth_backends',
      source: 'https://airflow.apache.org/docs/apache-airflow/2.9.2/security/api.html',
    },
  ],
};
