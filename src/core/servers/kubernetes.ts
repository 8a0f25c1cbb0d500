import type { Server } from '../facts/sign.ts';

/** Kubernetes: how its answers are known, and what its words mean. */
export const kubernetes: Server = {
  id: 'kubernetes',
  name: 'Kubernetes',
  recognize: { headers: [['x-kubernetes-pf-flowschema-uid'], ['audit-id']], body: /"kind":\s?"Status"/ },
  signs: [
    {
      cause: 'credentials-missing',
      says: /system:anonymous/i,
      shows: 'the caller counts as system:anonymous: no credential arrived',
      fix: 'Send the service account token in Authorization: Bearer',
      source: 'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#anonymous-requests',
    },
    {
      cause: 'policy-denied',
      says: /admission webhook .{1,200} denied|violates podsecurity|exceeded quota/i,
      source: 'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/',
    },
    {
      cause: 'role-missing',
      says: /is forbidden: |cannot (?:list|get|create|update|patch|delete|watch|impersonate) /i,
      shows: 'RBAC has no rule for this verb and resource',
      fix: 'Add a Role with this verb and resource, and bind it to the user',
      source: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
    },
  ],
};
