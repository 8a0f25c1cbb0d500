import type { Cause, Fix } from '../cause.ts';
import type { Certainty } from '../certainty.ts';
import { type Credential, harm, sentTwice } from '../facts/credentials.ts';
import { readMismatch } from '../facts/mismatch.ts';
import type { Facts } from '../facts.ts';
import { text, words } from '../text.ts';
import { refusedCall } from '../tokenCallVerdict.ts';
import { advice, askedShown, at, credentialShown, found, present, saidFor } from '../verdict.ts';

/** The header or the token in it is broken: a placeholder, a scheme twice, quotes, a cut token, no base64 (RFC 7519, 7.2; RFC 7617, 2). */
export const credentialsMalformed: Cause = {
  id: 'credentials-malformed',
  title: 'The credentials are broken',
  why: 'A server reads the header strictly: a stray word, quote or line break, or a token cut short, makes all of it unreadable.',
  link: 'https://www.rfc-editor.org/rfc/rfc6750#section-2.1',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    // What a server gave or took a moment ago is as it wants it, however it looks.
    const taken = facts.history.issued ?? facts.history.accepted ?? facts.history.ended;
    const broken = taken ? undefined : facts.credentials.find((it) => harm(it) !== undefined);
    if (broken && facts.status !== 407) return defective(facts, broken, said?.certainty);
    const twice = sentTwice(facts.credentials);
    if (twice) {
      return found(
        said && said.certainty !== 'possible' ? 'stated' : facts.status === 400 ? 'likely' : 'possible',
        text`The token travels twice: in ${'Authorization'} and as ${twice.name}.`,
        [
          at(twice.at, text`the parameter ${twice.name} holds a token`),
          at({ in: 'request-header', name: 'Authorization' }, text`${'Authorization'} holds one as well`),
          ...(said?.evidence ?? []),
        ],
        [advice(text`Send the token once, in ${'Authorization'}`)],
        'https://www.rfc-editor.org/rfc/rfc6750#section-2',
      );
    }
    const refused = refusedCall(facts, said);
    if (refused && refused.fixes.length !== 0) return refused;
    if (!said || !facts.credential) return undefined;
    // A bare token is well-formed; what it lacks is the scheme word.
    const mismatch = readMismatch(facts, facts.credential)?.kind;
    const bare = mismatch === 'no-scheme-word' || mismatch === 'other-scheme' || mismatch === 'rare-scheme';
    // `Invalid authorization header` is also said of a whole header with the wrong key in it.
    const whole =
      said.certainty === 'likely' && facts.credential.scheme !== undefined && facts.credential.defects.length === 0;
    return found(
      bare || whole ? 'possible' : said.certainty,
      facts.token?.kind === 'opaque'
        ? text`The server cannot read the token: it expects a JWT, and an opaque token came.`
        : text`The server cannot read the credentials it got.`,
      [...said.evidence, ...present([credentialShown(facts)]), ...askedShown(facts)],
      [...said.fixes, advice(text`Compare ${facts.credential.name} with the form that the API documents`)],
      said.source,
    );
  },
};

function defective(facts: Facts, it: Credential, said: Certainty | undefined): ReturnType<Cause['weigh']> {
  const defect = harm(it);
  // What a server says of credentials it cannot read; anything else it says is about credentials it could.
  if (defect?.code === 'signature-length' && facts.stated === 'token-signature-invalid') return undefined;
  // What asks for another known scheme did not look into this one.
  const unread = /^(?:bearer|basic|digest)$/i.test(it.scheme ?? '') && readMismatch(facts, it)?.kind === 'other-scheme';
  // It is over as well: the server may not have come to its signature.
  const over = defect?.code === 'signature-length' && it.token?.exp !== undefined && it.token.exp < facts.sentAt;
  const certain = !over && (facts.stated === undefined || unreadable.has(facts.stated) || said === 'stated');
  return found(
    unread ? 'possible' : certain ? 'proven' : 'likely',
    text`${it.name} is broken: ${words(inSentence(defect?.says ?? ''))}`,
    [
      at(it.at, text`the value begins ${shown(it)}`),
      ...(saidFor(facts, 'credentials-malformed')?.evidence ?? []),
      ...askedShown(facts),
    ],
    [fixOf(defect?.code ?? '', it)],
  );
}

/** A sentence behind a colon. */
function inSentence(says: string): string {
  return says.replace(/^(?:The|An?|No|Two|Nothing|Quotes|User) /, (start) => start.toLowerCase());
}

const unreadable: ReadonlySet<string> = new Set([
  'credentials-malformed',
  'credentials-missing',
  'scheme-mismatch',
  'token-invalid',
  'token-signature-invalid',
  'token-wrong-type',
  'password-wrong',
  'api-key-invalid',
  'session-expired',
]);

function shown(it: Credential): string {
  const raw = it.secret.reveal();
  const start = it.scheme === undefined ? '' : `${it.scheme} `;
  if (/^bearer[^a-z0-9]/i.test(raw)) return `${start}${raw.slice(0, 9)}…`;
  return it.defects.some((defect) => defect.code === 'placeholder' || defect.code === 'unresolved-variable')
    ? `${start}${raw.slice(0, 60)}`
    : `${start}${raw.slice(0, 4)}…`;
}

/** Where the header is the request's own and the words before the credential are what is wrong, its text can be changed. */
function fixOf(code: string, it: Credential): Fix {
  const scheme = it.scheme ?? 'Bearer';
  const repeated = it.secret.reveal().toLowerCase().startsWith(`${scheme.toLowerCase()} `);
  const surely = code === 'scheme-separator' || ((code === 'bearer-twice' || code === 'scheme-twice') && repeated);
  if (!surely || it.in !== 'authorization') return advice(fixFor(code, it));
  return { kind: 'edit', title: fixFor(code, it), edit: { set: 'auth-scheme', value: scheme } };
}

function fixFor(code: string, it: Credential): ReturnType<typeof text> {
  switch (code) {
    case 'bearer-twice':
    case 'scheme-twice':
      return text`Write ${it.scheme ?? 'Bearer'} once: the stored value already begins with it`;
    case 'placeholder':
    case 'unresolved-variable':
      return text`Give the variable a value before sending: the request went out with ${shown(it)}`;
    case 'truncated':
    case 'signature-length':
    case 'missing-part':
      return text`Copy the whole token: its end is missing`;
    case 'not-encoded':
    case 'bad-base64':
    case 'missing-colon':
      return text`Encode ${'user:password'} as base64 after ${'Basic'}, without a line break (${'printf'}, not ${'echo'})`;
    case 'scheme-separator':
      return text`Write ${'Bearer'}, one space, then the token`;
    default:
      return text`Send ${it.name} with nothing but the scheme word and the credential`;
  }
}
