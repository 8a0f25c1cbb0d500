import { type Facts, signFor } from '../facts.ts';

/**
 * `You are not authorized to access this page`: what many put into every 401, whoever asks. Not so where a server we know
 * says it, or where it names the user or a kind of thing.
 */
export function saysOnlyUnauthorized(facts: Facts): boolean {
  const sign = signFor(facts, 'role-missing');
  const user = facts.credential?.user;
  return (
    sign !== undefined &&
    sign.server === undefined &&
    /\b(?:not|un)[ -]?authori[sz]ed\b/i.test(sign.quote) &&
    !/permission|privilege|role|\brights?\b|admin|denied|forbidden|group|scope|\b(?:virtual host|vhost|db|database|index|queue|topic|bucket|repositor\w{1,3}|project)\b/i.test(
      sign.quote,
    ) &&
    !(user !== undefined && user !== '' && sign.quote.includes(user))
  );
}
