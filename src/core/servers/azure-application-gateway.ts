import type { Server } from '../facts/sign.ts';

/** Azure Application Gateway: how its answers are known, and what its words mean. */
export const azureApplicationGateway: Server = {
  id: 'azure-application-gateway',
  name: 'Azure Application Gateway',
  recognize: {
    headers: [['server', /^microsoft-azure-application-gateway/i]],
    body: /Microsoft-Azure-Application-Gateway/i,
  },
  front: true,
  signs: [
    {
      cause: 'bot-blocked',
      status: [403],
      when: ['page'],
      says: /403 forbidden/i,
      shows: 'the gateway’s own page: a rule of its web application firewall matched',
      fix: 'Look the request up in ApplicationGatewayFirewallLog, and tune the rule',
      source: 'https://learn.microsoft.com/azure/web-application-firewall/ag/web-application-firewall-troubleshoot',
    },
    {
      cause: 'client-certificate-required',
      status: [400],
      says: /no required ssl certificate was sent|the ssl certificate error/i,
      source: 'https://learn.microsoft.com/azure/application-gateway/mutual-authentication-troubleshooting',
    },
  ],
};
