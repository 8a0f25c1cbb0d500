import type { CauseId } from '../causeIds.ts';
import { type Exchange, fieldValue, fieldValues, type HttpRequest } from '../exchange.ts';
import type { Credential } from '../facts/credentials.ts';
import { isFilePath, readTarget, type Target } from '../facts/target.ts';
import { readChallenges } from '../headers/challenge.ts';
import { leadsToLogin } from '../refusal.ts';
import type { Report } from '../report.ts';
import type { ResolvedRequest } from '../resolve/resolve.ts';
import { type Text, text, words } from '../text.ts';
import { applyChange } from './applyChange.ts';
import { asHttp, carriedBy, refusedHop } from './carried.ts';
import type { Change, Experiment } from './experiment.ts';

/** Another user, and the request as that one would send it. */
export interface OtherUser {
  readonly name: string;
  readonly request: ResolvedRequest;
}

/** Room for the request as it was, before and after, and for the change that decides, once more. */
const mostChanges = 5;

/**
 * What to send to know more about a refusal: the request as it was, then what can tell apart the causes at hand, the most
 * telling first. Empty where the reason is proven, or where nothing that can be changed would tell.
 * @param request the request that was refused, as it can be sent again
 */
export function experimentsFor(
  report: Pick<Report, 'findings'>,
  exchange: Exchange,
  request: ResolvedRequest,
  others: readonly OtherUser[],
): Experiment[] {
  const best = report.findings[0];
  const original = refusedHop(exchange);
  const { status } = original.response;
  const isRefusal = (400 <= status && status < 500 && status !== 429) || leadsToLogin(original.response);
  if (!best || best.certainty === 'proven' || !isRefusal) return [];
  const stated = best.certainty === 'stated';
  const atHand = new Set<CauseId>([
    ...report.findings.map((it) => it.id),
    ...(stated ? [] : (alsoLikely.get(status) ?? alsoLikely.get(403) ?? [])),
  ]);
  const changes = candidates(original, request, others)
    .filter(
      ({ change, about, as }) => about.some((it) => atHand.has(it)) && applyChange(request, change, as) !== undefined,
    )
    .map((it, at) => ({ it, weight: it.weight + (it.about.includes(best.id) ? 4 : 0) - at / 100 }))
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, mostChanges)
    .map(({ it: { change, title, tells, about } }) => ({ change, title, tells, about }));
  return changes.length === 0 ? [] : [repeat(original !== exchange), ...changes];
}

/** What a bare status may mean besides what was found. */
const alsoLikely: ReadonlyMap<number, readonly CauseId[]> = new Map<number, readonly CauseId[]>([
  [
    401,
    [
      'credentials-missing',
      'credentials-dropped',
      'scheme-mismatch',
      'password-wrong',
      'api-key-invalid',
      'session-expired',
      'token-invalid',
    ],
  ],
  [
    403,
    [
      'credentials-missing',
      'role-missing',
      'not-owner',
      'csrf-failed',
      'origin-not-allowed',
      'bot-blocked',
      'route-mismatch',
      'tls-required',
      'session-expired',
    ],
  ],
  [404, ['route-mismatch', 'role-missing', 'not-owner']],
  [405, ['route-mismatch']],
]);

function repeat(leads: boolean): Experiment {
  return {
    change: { change: leads ? 'no-redirect' : 'nothing' },
    title: words(leads ? 'Send it as it was, without following where it leads' : 'Send it as it was'),
    tells: words('Only where the answer stays the same can others be compared with it.'),
    about: ['unknown'],
  };
}

interface Candidate extends Experiment {
  readonly weight: number;
  readonly as?: ResolvedRequest;
}

const ofIdentity: readonly CauseId[] = [
  'credentials-missing',
  'credentials-dropped',
  'scheme-mismatch',
  'credentials-malformed',
  'password-wrong',
  'api-key-invalid',
  'session-expired',
  'token-invalid',
  'token-expired',
  'token-revoked',
  'token-wrong-audience',
  'token-wrong-issuer',
  'token-wrong-type',
  'token-signature-invalid',
];
const ofRights: readonly CauseId[] = [
  'role-missing',
  'not-owner',
  'scope-missing',
  'policy-denied',
  'service-not-enabled',
];

function candidates(original: Exchange, request: ResolvedRequest, others: readonly OtherUser[]): Candidate[] {
  const http = asHttp(request);
  const credentials = carriedBy(http);
  const target = readTarget(http);
  const own = `${target.scheme}://${target.host}`;
  const origin = fieldValue(request.headers, 'Origin');
  const users = bestUsers(others, credentials[0], original);
  const scheme = schemeToTry(original, credentials);
  return [
    ...(credentials.length === 0 && !request.auth
      ? []
      : [
          candidate(
            8,
            { change: 'no-credentials' },
            words('Send it without credentials'),
            words('Another answer shows that the credentials were read.'),
            [...ofIdentity, ...ofRights],
          ),
          candidate(
            7.5,
            { change: 'garbage-token' },
            words('Send it with a made-up credential of the same shape'),
            words('The same answer shows that the server does not tell this credential from one that nobody has.'),
            [...ofIdentity, ...ofRights],
          ),
          candidate(
            4,
            { change: 'wrong-signature' },
            words('Send it with a wrong signature under the same claims'),
            words('Another answer shows that the signature of this token is not what is refused.'),
            ['token-signature-invalid', 'token-invalid', 'token-wrong-audience', 'token-wrong-issuer'],
          ),
        ]),
    ...users.map((it, at) => ({
      ...candidate(
        at === 0 ? 9 : 6,
        { change: 'user', to: it.name },
        text`Send it with the credentials of ${it.name}`,
        text`If ${it.name} passes, it is about who asks; else it may be about what is asked for.`,
        [...ofIdentity, ...ofRights],
      ),
      as: it.request,
    })),
    ...(scheme === undefined
      ? []
      : [
          candidate(
            8,
            { change: 'scheme', to: scheme },
            text`Send the same token behind the word ${scheme}`,
            words('If it passes, the token is good and the word before it was not.'),
            ['scheme-mismatch', 'token-invalid'],
          ),
        ]),
    // Where cookies are all that came, that is the same as without credentials.
    ...(credentials.every((it) => it.in === 'cookie') && credentials.length !== 0
      ? []
      : [
          candidate(
            7,
            { change: 'no-cookie' },
            words('Send it without cookies'),
            words('Another answer shows that a cookie is what is refused.'),
            ['session-expired', 'csrf-failed', 'token-invalid'],
          ),
        ]),
    ...origins(origin, own),
    ...paths(http, original),
    ...accepts(request),
    ...tls(target),
  ];
}

/** On a port of its own a server mostly speaks one of the two. */
function tls({ host }: Target): Candidate[] {
  const weight = /:(?!80$)\d{1,5}$/.test(host) ? 1 : 5;
  const tells = words('If it passes, plain http is what is refused.');
  return [candidate(weight, { change: 'https' }, text`Send it over ${'https'}`, tells, ['tls-required'])];
}

function candidate(weight: number, change: Change, title: Text, tells: Text, about: readonly CauseId[]): Candidate {
  return { weight, change, title, tells, about };
}

function origins(origin: string | undefined, own: string): Candidate[] {
  const about: readonly CauseId[] = ['origin-not-allowed', 'csrf-failed'];
  const without = candidate(
    7,
    { change: 'origin', to: undefined },
    text`Send it without ${'Origin'}`,
    words('If it passes, the origin is what is refused.'),
    about,
  );
  const withOwn = candidate(
    origin === undefined ? 2 : 4,
    { change: 'origin', to: own },
    text`Send it with ${`Origin: ${own}`}`,
    words('If it passes, the server wants an origin that it knows.'),
    about,
  );
  if (origin === undefined) return [withOwn];
  return origin === own ? [without] : [without, withOwn];
}

function paths(http: HttpRequest, original: Exchange): Candidate[] {
  const { path } = readTarget(http);
  if (isFilePath(path)) return [];
  const title = path.endsWith('/')
    ? words('Send it without the slash at the end')
    : words('Send it with a slash at the end');
  const tells = words('If it passes, path and route do not fit; credentials do.');
  return [
    candidate(original.response.status === 403 ? 4 : 6, { change: 'trailing-slash' }, title, tells, [
      'route-mismatch',
      'bot-blocked',
    ]),
  ];
}

/** Any kind of answer, or the usual ones where any is asked for already: filters refuse what names none. */
function accepts({ headers }: ResolvedRequest): Candidate[] {
  const accept = fieldValue(headers, 'Accept');
  const to = accept === undefined || /^\s*\*\/\*/.test(accept) ? 'application/json, text/html;q=0.9' : '*/*';
  return [
    candidate(
      3,
      { change: 'accept', to },
      text`Send it with ${`Accept: ${to}`}`,
      text`If it passes, ${'Accept'} is what is refused.`,
      ['bot-blocked', 'route-mismatch'],
    ),
  ];
}

/** Two at most: who came the same way, or the way that the server asks for; then whoever sounds as if they may more. */
function bestUsers(others: readonly OtherUser[], ours: Credential | undefined, { response }: Exchange): OtherUser[] {
  const asked = readChallenges(fieldValues(response.headers, 'WWW-Authenticate')).map((it) => it.scheme.toLowerCase());
  const rank = ({ name, request }: OtherUser): number => {
    const theirs = carriedBy(asHttp(request))[0];
    if (!theirs && !request.auth) return -1;
    if (ours && theirs?.secret.reveal() === ours.secret.reveal()) return -1;
    const scheme = (theirs?.scheme ?? request.auth?.scheme ?? '').toLowerCase();
    const fits = asked.length === 0 ? scheme === (ours?.scheme ?? '').toLowerCase() : asked.includes(scheme);
    return (fits ? 2 : 0) + (/admin|root|owner|super/i.test(name) ? 1 : 0);
  };
  return others
    .map((it) => ({ it, rank: rank(it) }))
    .filter((it) => 0 <= it.rank)
    .toSorted((a, b) => b.rank - a.rank)
    .slice(0, 2)
    .map(({ it }) => it);
}

/** A word that a token may stand behind: the one that is asked for, else the usual one. */
function schemeToTry({ response }: Exchange, credentials: readonly Credential[]): string | undefined {
  const ours = credentials.find((it) => it.in === 'authorization' && it.kind === 'token');
  if (!ours) return undefined;
  const sent = ours.scheme ?? '';
  const asked = readChallenges(fieldValues(response.headers, 'WWW-Authenticate')).map((it) => it.scheme);
  // A proof, or user and password, is more than another word.
  const named = asked.find((it) => /^(?:bearer|token|jwt|apikey|oauth)$/i.test(it));
  if (named !== undefined) return named === sent ? undefined : named;
  return asked.length === 0 && sent !== 'Bearer' ? 'Bearer' : undefined;
}
