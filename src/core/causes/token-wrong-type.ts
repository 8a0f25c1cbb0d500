import type { Cause, Evidence } from '../cause.ts';
import type { Facts } from '../facts.ts';
import type { Token } from '../jwt/token.ts';
import { text, words } from '../text.ts';
import { refusedCall } from '../tokenCallVerdict.ts';
import {
  advice,
  at,
  credentialShown,
  fixesOr,
  found,
  present,
  requestShown,
  saidFor,
  statusShows,
  wordsShown,
} from '../verdict.ts';

/** The wrong kind of token: an ID or refresh token in place of an access token, an app token where a user's is needed (RFC 9068, 2.1 and 5). */
export const tokenWrongType: Cause = {
  id: 'token-wrong-type',
  title: 'This is the wrong kind of token',
  why: 'An access token is for APIs, an ID token for the app that signed the user in, a refresh token for the issuer alone; keys have kinds as well.',
  link: 'https://www.rfc-editor.org/rfc/rfc9068#section-5',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    const refused = refusedCall(facts, said);
    if (refused && refused.fixes.length !== 0) return refused;
    const token = facts.token;
    const inBearer = facts.credential?.in === 'authorization' && facts.credential.kind === 'token';
    const misused =
      inBearer &&
      token?.kind === 'jws' &&
      (token.use === 'id' || token.use === 'refresh') &&
      (facts.status === 401 || facts.status === 403);
    if (said && said.certainty !== 'possible') {
      return found(
        said.certainty,
        token?.useBecause === undefined
          ? text`The server wants another kind of token or key than the one in ${facts.credential?.name ?? 'the request'}.`
          : text`The server wants another kind of token than ${words(kinds[token.use] ?? 'this one')} (${words(token.useBecause)}).`,
        [...said.evidence, ...present([kind(facts), grantShown(facts), credentialShown(facts)]), requestShown(facts)],
        fixesOr(said, advice(text`Send the kind of token that this endpoint documents`)),
        said.source,
      );
    }
    // A server that speaks of ID tokens takes them.
    const takesId = facts.statements.some((it) => it.kind === 'sentence' && /\bid[ _-]?token/i.test(it.value));
    if (misused && token && !takesId) {
      const contradicted =
        facts.stated !== undefined && facts.stated !== 'token-wrong-audience' && facts.stated !== 'token-invalid';
      return found(
        contradicted ? 'possible' : 'likely',
        text`The request carries ${words(kinds[token.use] ?? 'another token')}; APIs take access tokens.`,
        [
          at(
            { in: 'token', claim: 'aud' },
            text`it is ${words(kinds[token.use] ?? 'another token')} (${words(token.useBecause ?? token.use)}); its aud is ${token.audiences.join(', ') || 'missing'}`,
          ),
          statusShows(facts),
          ...wordsShown(facts),
        ],
        [advice(text`Send the access token of the same answer (${'access_token'})`)],
      );
    }
    const given = facts.history.issued;
    const general = facts.stated === undefined || facts.stated === 'token-invalid';
    if (inBearer && given && /^(?:refresh|id)_?token$/i.test(given.field ?? '') && general && facts.status === 401) {
      return found(
        'likely',
        text`The request carries the ${given.field ?? ''} of an earlier answer; APIs take its ${'access_token'}.`,
        [
          at(
            { in: 'earlier', entry: given.entry, what: 'the answer' },
            text`${given.path} gave it as ${given.field ?? ''}`,
          ),
          statusShows(facts),
          ...wordsShown(facts),
        ],
        [advice(text`Send the access token of the same answer (${'access_token'})`)],
      );
    }
    const wantsUser = facts.statements.find((it) => /\buser\b|\blog ?in\b|\bsign ?in\b/i.test(it.value));
    const quiet = facts.stated === undefined || facts.stated === 'credentials-missing';
    if (
      facts.history.issued?.grant === 'client_credentials' &&
      wantsUser &&
      quiet &&
      [401, 403].includes(facts.status)
    ) {
      return found(
        'likely',
        text`The token is of an application (${'client_credentials'}), and the endpoint wants one of a user.`,
        [
          at(wantsUser.at, text`${wantsUser.name} is ${wantsUser.value}`),
          ...present([grantShown(facts), credentialShown(facts)]),
        ],
        [advice(text`Sign a user in (${'authorization_code'}) and send that token`)],
      );
    }
    const wantsJwt = facts.statements.find(
      (it) => it.kind === 'sentence' && /\binvalid (?:jwt|json web token)\b(?! or)/i.test(it.value),
    );
    if (inBearer && token?.kind === 'opaque' && wantsJwt && facts.status === 401 && facts.hinted === 'token-invalid') {
      return found(
        'likely',
        text`The server reads JWTs, and the request carries an opaque token.`,
        [
          at(wantsJwt.at, text`${wantsJwt.name} is ${wantsJwt.value}`),
          ...present([kind(facts), credentialShown(facts)]),
        ],
        [advice(text`Send the token that the login gives, or an API key where the API documents it`)],
      );
    }
    if (inBearer && token?.kind === 'jwe' && facts.status === 401) {
      return found(
        'likely',
        text`The token is encrypted (JWE, five parts); an API that checks tokens itself wants a signed JWT of three.`,
        [
          at({ in: 'token', claim: 'enc', section: 'header' }, text`the token has five parts`),
          ...wordsShown(facts),
          statusShows(facts),
        ],
        [
          advice(
            text`Name the API in the token request (${'audience'} or ${'resource'}), so that the issuer gives a JWT`,
          ),
        ],
      );
    }
    return undefined;
  },
};

const kinds: Readonly<Partial<Record<Token['use'], string>>> = {
  access: 'an access token',
  id: 'an ID token',
  refresh: 'a refresh token',
};

/** How the token was obtained, where the log shows it: that decides its kind. */
function grantShown(facts: Facts): Evidence | undefined {
  const issued = facts.history.issued;
  return issued?.grant === undefined
    ? undefined
    : at(
        { in: 'earlier', entry: issued.entry, what: 'grant_type' },
        text`${issued.path} gave the token for grant_type ${issued.grant}`,
      );
}

function kind(facts: Facts): Evidence | undefined {
  const what = facts.token?.what;
  const use = facts.token?.payload?.token_use ?? facts.token?.payload?.token_type;
  if (typeof use === 'string') return at({ in: 'token', claim: 'token_use' }, text`token_use is ${use}`);
  const raw = facts.credential?.secret.reveal() ?? '';
  const prefix = /^[a-z0-9%]{1,12}[_-](?:[a-z]{2,6}_)?/i.exec(raw)?.[0];
  if (what === undefined && prefix === undefined) return undefined;
  return at(
    facts.credential?.at ?? { in: 'request-line' },
    text`the credential begins ${prefix ?? ''}${what === undefined ? text`` : text`, ${what}`}`,
  );
}
