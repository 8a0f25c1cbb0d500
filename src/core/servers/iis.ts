import type { Server } from '../facts/sign.ts';

/** IIS: how its answers are known, and what its words mean. */
export const iis: Server = {
  id: 'iis',
  name: 'IIS',
  recognize: { headers: [['server', /^microsoft-iis/i]], body: /IIS \d|HTTP Error 40[13]\.\d/ },
  front: true,
  signs: [
    {
      cause: 'file-permission',
      says: /\b403\.(?:1|2|3|14)\b/,
      shows: 'IIS substatus: execute, read or write access, or listing of the folder, is off',
      source:
        'https://learn.microsoft.com/troubleshoot/developer/webapps/iis/health-diagnostic-performance/http-status-code',
    },
    {
      cause: 'tls-required',
      says: /\b403\.[45]\b/,
      shows: 'IIS substatus 403.4: SSL is required',
      fix: 'Use https://: Require SSL is set on the site',
      source:
        'https://learn.microsoft.com/troubleshoot/developer/webapps/iis/health-diagnostic-performance/http-status-code',
    },
    {
      cause: 'network-blocked',
      says: /\b403\.(?:6|8|501|502|503)\b/,
      shows: 'IIS substatus: address or domain is restricted',
      source:
        'https://learn.microsoft.com/troubleshoot/developer/webapps/iis/health-diagnostic-performance/http-status-code',
    },
    {
      cause: 'client-certificate-required',
      says: /\b403\.(?:7|12|13|16|17)\b/,
      shows: 'IIS substatus: the client certificate is missing or not trusted',
      source:
        'https://learn.microsoft.com/troubleshoot/developer/webapps/iis/health-diagnostic-performance/http-status-code',
    },
    {
      cause: 'password-wrong',
      says: /\b401\.1\b/,
      when: ['credentials'],
      shows: 'IIS substatus 401.1: the logon failed',
      source:
        'https://learn.microsoft.com/troubleshoot/developer/webapps/iis/health-diagnostic-performance/http-status-code',
    },
    {
      cause: 'file-permission',
      says: /\b401\.3\b/,
      shows: 'IIS substatus 401.3: the access control list of the file denies it',
      source:
        'https://learn.microsoft.com/troubleshoot/developer/webapps/iis/health-diagnostic-performance/http-status-code',
    },
    {
      cause: 'file-permission',
      certainty: 'possible',
      status: [403],
      when: ['page', 'anonymous'],
      shows: 'the short page hides the substatus',
      fix: 'Read sc-substatus of this request in the IIS log, or open the page on the server itself',
    },
  ],
};
