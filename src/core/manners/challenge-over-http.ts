import { text } from '../text.ts';
import { isLoopback } from './hosts.ts';
import type { Manner } from './note.ts';

/** A challenge over plain http asks for credentials that everybody on the way can read (RFC 7617, 4; RFC 6750, 5.3). */
export const challengeOverHttp: Manner = ({ facts }) => {
  const challenge = facts.challenges.find(
    (it) => it.field === 'WWW-Authenticate' && /^(?:basic|bearer|apikey|token)$/i.test(it.scheme),
  );
  // Messages as text do not tell the scheme: it is guessed.
  if (facts.exchange.source === 'raw') return undefined;
  if (!challenge || facts.target.scheme !== 'http' || isLoopback(facts.target.hostname)) return undefined;
  return {
    id: 'challenge-over-http',
    at: { in: 'response-header', name: challenge.field },
    says: text`The server asks for ${challenge.scheme} credentials over plain http, where everybody on the way can read them.`,
    instead: text`Serve ${facts.target.host} over https, and ask for credentials there only.`,
    link:
      challenge.scheme.toLowerCase() === 'basic'
        ? 'https://www.rfc-editor.org/rfc/rfc7617#section-4'
        : 'https://www.rfc-editor.org/rfc/rfc6750#section-5.3',
  };
};
