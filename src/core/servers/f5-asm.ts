import type { Server } from '../facts/sign.ts';

/** F5 Advanced WAF: how its answers are known, and what its words mean. */
export const f5Asm: Server = {
  id: 'f5-asm',
  name: 'F5 Advanced WAF',
  recognize: { body: /requested URL was rejected\. Please consult with your administrator/i },
  front: true,
  signs: [
    {
      cause: 'bot-blocked',
      says: /requested url was rejected/i,
      shows: 'a policy of the F5 firewall matched',
      fix: 'Give the support ID on the page to the owner',
      source: 'https://my.f5.com/manage/s/article/K000132621',
    },
  ],
};
