import type { Server } from '../facts/sign.ts';

/** Azure Front Door: how its answers are known, and what its words mean. */
export const azureFrontDoor: Server = {
  id: 'azure-front-door',
  name: 'Azure Front Door',
  recognize: { headers: [['x-azure-ref']] },
  front: true,
  signs: [
    {
      cause: 'bot-blocked',
      says: /the request is blocked/i,
      shows: 'a rule of the web application firewall matched',
      fix: 'Look the reference up in FrontDoorWebApplicationFirewallLog, and tune the rule',
      source: 'https://learn.microsoft.com/azure/web-application-firewall/afds/waf-front-door-monitor',
    },
    {
      cause: 'bot-blocked',
      status: [403],
      certainty: 'likely',
      header: { name: 'x-azure-ref' },
      when: ['page'],
      says: /x-azure-ref|reference/i,
    },
  ],
};
