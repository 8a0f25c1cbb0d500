import type { Server } from '../facts/sign.ts';

/** Envoy: how its answers are known, and what its words mean. */
export const envoy: Server = {
  id: 'envoy',
  name: 'Envoy',
  recognize: { headers: [['server', /envoy/i], ['x-envoy-upstream-service-time'], ['x-envoy-decorator-operation']] },
  front: true,
  signs: [
    {
      cause: 'credentials-missing',
      when: ['anonymous'],
      says: /jwt is missing|rbac: access denied/i,
      shows: 'a policy wants a token, and none came',
      source: 'https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/jwt_authn_filter',
    },
    {
      cause: 'policy-denied',
      says: /rbac: access denied/i,
      shows: 'an authorization policy of the mesh or gateway denies it',
      source: 'https://istio.io/latest/docs/ops/common-problems/security-issues/',
    },
    {
      cause: 'token-wrong-type',
      says: /jwt is not in the form of header\.payload\.signature/i,
      shows: 'a signed JWT is expected, and something else came',
      fix: 'Ask the issuer for a JWT: name the API in the token request (audience)',
      source: 'https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/jwt_authn_filter',
    },
    {
      cause: 'upstream-auth-failed',
      says: /jwks remote fetch is failed/i,
      shows: 'the gateway could not fetch the issuer’s keys',
      fix: 'Let the gateway reach the JWKS endpoint (cluster, TLS, DNS of remote_jwks)',
      source: 'https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/jwt_authn_filter',
    },
    {
      cause: 'token-signature-invalid',
      says: /jwt verification fails|jwks doesn't have key to match kid or alg/i,
      source: 'https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/jwt_authn_filter',
    },
    {
      cause: 'token-wrong-audience',
      says: /audiences in jwt are not allowed/i,
      source: 'https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/jwt_authn_filter',
    },
    {
      cause: 'token-wrong-issuer',
      says: /jwt issuer is not configured/i,
      source: 'https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/jwt_authn_filter',
    },
    {
      cause: 'policy-denied',
      header: { name: 'x-ext-authz-check-result', matches: /denied/i },
      shows: 'the external authorizer denies the request',
      source: 'https://istio.io/latest/docs/tasks/security/authorization/authz-custom/',
    },
    {
      cause: 'upstream-auth-failed',
      certainty: 'likely',
      status: [403],
      when: ['empty-answer'],
      noHeader: 'x-envoy-upstream-service-time',
      shows: 'an empty 403 that no upstream gave: the external authorization service denied or did not answer',
      fix: 'Look at the external authorization service (ext_authz): its time limit, and failure_mode_allow',
      source: 'https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/ext_authz_filter',
    },
  ],
};
