import type { Cause } from '../cause.ts';
import type { Certainty } from '../certainty.ts';
import { fieldValue } from '../exchange.ts';
import { asksForNewNonce } from '../facts/challenges.ts';
import type { Credential } from '../facts/credentials.ts';
import { saysOnlyUnauthorized } from '../facts/unauthorized.ts';
import { type Facts, isTokenRequest } from '../facts.ts';
import { tryAnotherUser } from '../fixes.ts';
import { list, text, words } from '../text.ts';
import { advice, at, credentialShown, found, present, ruledOut, saidFor, statusShows, wordsShown } from '../verdict.ts';

/** User name or password is wrong: Basic (RFC 7617), Digest (RFC 7616), a login form, the password grant. */
export const passwordWrong: Cause = {
  id: 'password-wrong',
  title: 'User name or password is wrong',
  why: 'The server compares both and mostly does not say which is wrong, so that user names cannot be guessed.',
  link: 'https://www.rfc-editor.org/rfc/rfc7617#section-2',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    const credential = facts.credentials.find(
      (it) => it.kind === 'login' || it.kind === 'basic' || it.kind === 'digest' || endsNtlm(it),
    );
    if (!credential || credential.in === 'proxy-authorization') return undefined;
    const certainty = weight(facts, credential, said?.certainty);
    if (!certainty)
      return facts.stated === 'role-missing' && facts.status === 403
        ? ruledOut(text`The server knows the user, so the password was right.`)
        : undefined;
    const realm = facts.challenges.flatMap((it) => it.params).find((it) => it.name === 'realm')?.value;
    const asked = [...new Set(facts.challenges.map((it) => it.scheme))];
    const way = credential.scheme ?? credential.kind;
    return found(
      certainty,
      text`The server does not accept the user name or password of ${credential.user ?? words('the user')}${credential.kind === 'login' ? text`` : text` (${way})`}.`,
      [
        credentialShown(facts) ?? statusShows(facts),
        ...(said?.evidence ?? [statusShows(facts), ...wordsShown(facts)]),
        ...(asked.length === 0
          ? []
          : [
              at(
                { in: 'response-header', name: 'WWW-Authenticate' } as const,
                text`the server asks for ${list(asked, 'or')}`,
              ),
            ]),
        ...present([
          facts.history.passwordChanged &&
            at(
              { in: 'earlier', entry: facts.history.passwordChanged.entry, what: 'the request' },
              text`${facts.history.passwordChanged.path} changed a password before`,
            ),
          credential.kind === 'login'
            ? at(credential.at, text`the field ${credential.name} holds the password`)
            : undefined,
          realm === undefined
            ? undefined
            : at({ in: 'response-header', name: 'WWW-Authenticate' }, text`the realm is ${realm}`),
        ]),
      ],
      [
        ...(said?.fixes ?? []),
        advice(
          text`Correct the user name or password of ${credential.user ?? words('the user')}${realm === undefined ? text`` : text` for ${realm}`}`,
        ),
        tryAnotherUser,
      ],
      said?.source ?? pages[credential.kind],
    );
  },
};

/** Where the standard of the cause's own link is about another way of signing in. */
const pages: Readonly<Partial<Record<Credential['kind'], string>>> = {
  login:
    'https://cheatsheetseries.owasp.org/cheatsheets/Authentication_Cheat_Sheet.html#authentication-and-error-messages',
  digest: 'https://www.rfc-editor.org/rfc/rfc7616#section-3.3',
};

/** The third message of an NTLM handshake, which answers the server's challenge by the password (MS-NLMP, 2.2.1.3). */
function endsNtlm(it: Credential): boolean {
  return it.kind === 'integrated' && it.secret.reveal().startsWith('TlRMTVNTUAAD');
}

/** A login form that leads back to itself. */
function sentBack(facts: Facts): boolean {
  const location = fieldValue(facts.exchange.response.headers, 'Location') ?? '';
  const path = location.replace(/^https?:\/\/[^/]*/i, '').split(/[?#]/, 1)[0] ?? '';
  return facts.toLogin && (path === facts.target.path || /[?&#](?:error|fail)/i.test(location));
}

function weight(facts: Facts, it: Credential, said: Certainty | undefined): Certainty | undefined {
  // What was right a moment ago is not wrong now, whatever the server says.
  const proved = it.kind === 'basic' && facts.history.accepted !== undefined && !facts.history.passwordChanged;
  if (proved) return said ? 'possible' : undefined;
  if (said) return said;
  if (it.alone) return facts.status === 401 ? 'possible' : undefined;
  const other =
    facts.stated !== undefined && facts.stated !== 'token-invalid' && facts.stated !== 'credentials-missing';
  // At a token endpoint 401 speaks of the client; a wrong password is 400 (RFC 6749, 5.2).
  if (facts.status === 401 && isTokenRequest(facts)) return 'possible';
  if (it.kind === 'login' && facts.method === 'POST' && sentBack(facts)) return 'likely';
  if (facts.status === 401 && it.kind === 'login') return other ? 'possible' : 'likely';
  if (facts.history.passwordChanged && it.kind === 'basic') return 'likely';
  // `Authentication required` is what some servers answer to a wrong password.
  if (facts.status === 403 && it.kind === 'basic')
    return facts.stated === 'credentials-missing' ? 'possible' : undefined;
  if (facts.status !== 401 || it.readable === false) return undefined;
  // Words of what the user may not do: the password is the weaker reading, unless they are the name of the status.
  if (facts.hinted === 'role-missing') return saysOnlyUnauthorized(facts) ? 'likely' : 'possible';
  const schemes = facts.challenges.map((challenge) => challenge.scheme.toLowerCase());
  const asked = schemes.length === 0 || schemes.includes(it.scheme?.toLowerCase() ?? '');
  if (!asked) return undefined;
  return asksForNewNonce(facts.challenges)
    ? undefined
    : other || facts.stated === 'credentials-missing'
      ? 'possible'
      : 'likely';
}
