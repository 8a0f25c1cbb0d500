import type { Server } from '../facts/sign.ts';

/** Microsoft Entra ID: how its answers are known, and what its words mean. */
export const entraId: Server = {
  id: 'entra-id',
  name: 'Microsoft Entra ID',
  recognize: {
    host: /^login\.(?:microsoftonline|windows|live)\.(?:com|net|us)$|\.b2clogin\.com$|\.ciamlogin\.com$/,
    body: /AADSTS\d{4,7}/,
  },
  signs: [
    {
      cause: 'password-wrong',
      says: /AADSTS(?:50126|50034|50056|50055)\b/,
      source: 'https://learn.microsoft.com/entra/identity-platform/reference-error-codes',
    },
    {
      cause: 'account-blocked',
      says: /AADSTS(?:50053|50057|50144|50128)\b/,
      source: 'https://learn.microsoft.com/entra/identity-platform/reference-error-codes',
    },
    {
      cause: 'step-up-required',
      says: /AADSTS(?:50076|50079|50072|50074|50158|53004)\b/,
      source: 'https://learn.microsoft.com/entra/identity-platform/reference-error-codes',
    },
    {
      cause: 'policy-denied',
      says: /AADSTS(?:53000|53001|53002|53003|530003|53011|50131|500021)\b/,
      source: 'https://learn.microsoft.com/entra/identity-platform/reference-error-codes',
    },
    {
      cause: 'scope-missing',
      says: /AADSTS(?:65001|65004|70011|650057|90094)\b/,
      source: 'https://learn.microsoft.com/entra/identity-platform/reference-error-codes',
    },
    {
      cause: 'token-revoked',
      says: /AADSTS(?:50173|54005|700083)\b/,
      source: 'https://learn.microsoft.com/entra/identity-platform/reference-error-codes',
    },
    {
      cause: 'token-expired',
      says: /AADSTS(?:70008|700082|700084|70043|50078|50132|50133|50089)\b/,
      source: 'https://learn.microsoft.com/entra/identity-platform/reference-error-codes',
    },
    {
      cause: 'client-invalid',
      says: /AADSTS(?:7000215|7000222|7000218|700016|700027|70002|50011|7000112|700025|700054|700021|700213|7002139)\b/,
      source: 'https://learn.microsoft.com/entra/identity-platform/reference-error-codes',
    },
    {
      cause: 'token-wrong-issuer',
      says: /AADSTS(?:50020|90002|90072|500208|50128)\b/,
      source: 'https://learn.microsoft.com/entra/identity-platform/reference-error-codes',
    },
    {
      cause: 'token-wrong-audience',
      says: /AADSTS(?:500011|50001|50013|500131)\b/,
      source: 'https://learn.microsoft.com/entra/identity-platform/reference-error-codes',
    },
    {
      cause: 'role-missing',
      says: /AADSTS(?:50105|50177|500212)\b/,
      source: 'https://learn.microsoft.com/entra/identity-platform/reference-error-codes',
    },
  ],
};
