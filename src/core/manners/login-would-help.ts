import { text } from '../text.ts';
import type { Manner } from './note.ts';

/** 403 to somebody who sent no credentials, where credentials are all that is missing (RFC 9110, 15.5.4). */
export const loginWouldHelp: Manner = ({ facts, sure }) => {
  if (facts.status !== 403 || facts.credentials.length !== 0 || sure !== 'credentials-missing') return undefined;
  // A preflight never carries any, and a recording may leave them out.
  if (facts.method === 'OPTIONS' || facts.credentialsUnseen) return undefined;
  return {
    id: 'login-would-help',
    at: { in: 'status' },
    says: text`The server sent 403 to a caller without credentials, whom signing in would help.`,
    instead: text`Send 401 with ${'WWW-Authenticate'} to callers who are not signed in, and 403 to those who are and may not.`,
    link: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2',
  };
};
