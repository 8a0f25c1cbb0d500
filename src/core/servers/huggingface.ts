import type { Server } from '../facts/sign.ts';

/** Hugging Face: how its answers are known, and what its words mean. */
export const huggingface: Server = {
  id: 'huggingface',
  name: 'Hugging Face',
  recognize: { host: /(?:^|\.)huggingface\.co$/, headers: [['x-powered-by', /^huggingface/i]] },
  signs: [
    {
      cause: 'role-missing',
      header: { name: 'X-Error-Code', matches: /GatedRepo/i },
      shows: 'the repository is gated, and this account is not on the list',
      fix: 'Accept the terms on the page of the repository, with the account of the token',
      source: 'https://huggingface.co/docs/hub/models-gated',
    },
    {
      cause: 'token-invalid',
      certainty: 'likely',
      says: /invalid (?:user token|username or password)/i,
      source: 'https://huggingface.co/docs/hub/security-tokens',
    },
  ],
};
