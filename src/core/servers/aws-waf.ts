import type { Server } from '../facts/sign.ts';

/** AWS WAF: how its answers are known, and what its words mean. */
export const awsWaf: Server = {
  id: 'aws-waf',
  name: 'AWS WAF',
  recognize: { headers: [['server', /^awselb/i], ['x-amzn-waf-action']] },
  front: true,
  signs: [
    {
      cause: 'bot-blocked',
      header: { name: 'x-amzn-waf-action' },
      source: 'https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-how-it-works.html',
    },
    {
      cause: 'bot-blocked',
      certainty: 'likely',
      status: [403],
      header: { name: 'server', matches: /^awselb/i },
      when: ['page'],
      shows: 'the load balancer’s own page: a rule of AWS WAF matched',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
  ],
};
