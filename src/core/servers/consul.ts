import type { Server } from '../facts/sign.ts';

/** Consul: how its answers are known, and what its words mean. */
export const consul: Server = {
  id: 'consul',
  name: 'Consul',
  recognize: { headers: [['x-consul-default-acl-policy'], ['x-consul-index']], sends: /^x-(?:consul|nomad)-token$/ },
  signs: [
    {
      cause: 'token-invalid',
      says: /acl (?:token )?not found/i,
      shows: 'the secret id does not exist in this datacenter',
      fix: 'Create a token in this datacenter',
      source: 'https://developer.hashicorp.com/consul/docs/security/acl',
    },
    {
      cause: 'credentials-missing',
      says: /permission denied: anonymous token/i,
      source: 'https://developer.hashicorp.com/consul/docs/security/acl',
    },
    {
      cause: 'role-missing',
      says: /permission denied/i,
      source: 'https://developer.hashicorp.com/consul/docs/security/acl/acl-policies',
    },
  ],
};
