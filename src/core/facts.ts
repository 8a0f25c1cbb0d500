import type { CauseId } from './causeIds.ts';
import { type Exchange, fieldValue, mayHideCredentials } from './exchange.ts';
import { type BegunSignIn, readBegunSignIn } from './facts/begunSignIn.ts';
import { type Field, type ReadBody, readBody } from './facts/body.ts';
import { readCallback } from './facts/callback.ts';
import { type ReadChallenge, readAnswerChallenges } from './facts/challenges.ts';
import { readConditions } from './facts/conditions.ts';
import { type Credential, readCredentials } from './facts/credentials.ts';
import { type GrantUse, readGrantUse } from './facts/grantUse.ts';
import { type History, readHistory } from './facts/history.ts';
import { type IssuerMetadata, readIssuerMetadata } from './facts/issuerMetadata.ts';
import { readSigns } from './facts/readSigns.ts';
import { recognize } from './facts/recognize.ts';
import { asRecorded } from './facts/recorded.ts';
import type { Condition, Server, SignReading } from './facts/sign.ts';
import { readSignedUrl, type SignedUrl } from './facts/signedUrl.ts';
import { readStatements, type Statement } from './facts/statements.ts';
import { readTarget, type Target } from './facts/target.ts';
import { readTokenCall, type TokenCall } from './facts/tokenCall.ts';
import { createTries } from './facts/tries.ts';
import { vocabulary } from './facts/words/index.ts';
import { type Matched, matchRoute } from './guards/matchRoute.ts';
import type { Token } from './jwt/token.ts';
import { isAbout, type Verification } from './jwt/verification.ts';
import type { Knowledge } from './knowledge.ts';
import type { LogReasons } from './logs/logReason.ts';
import type { ProofFacts } from './prove/proof.ts';
import { leadsToLogin } from './refusal.ts';
import { servers } from './servers/index.ts';
import { parseHttpDate } from './time.ts';

/** Everything readable in an exchange, read once. Causes look at this and at nothing else. */
export interface Facts {
  readonly exchange: Exchange;
  readonly status: number;
  readonly method: string;
  readonly target: Target;
  /** Seconds since the epoch: when the request was sent, by our clock. */
  readonly sentAt: number;
  /** Seconds since the epoch: the answer's Date. */
  readonly serverAt?: number;
  /** Seconds by which the server's clock is ahead of ours; undefined where not known. */
  readonly skew?: number;
  readonly challenges: readonly ReadChallenge[];
  /** Credentials for the server, and those for a proxy; the likeliest to count first. */
  readonly credentials: readonly Credential[];
  /** The credential the server most probably looked at. */
  readonly credential?: Credential;
  /** That credential's token, or the first of all that is one. */
  readonly token?: Token;
  /** What was found out about that credential with keys or from its issuer; the newest last. */
  readonly verifications: readonly Verification[];
  /** What experiments showed, where some were made. */
  readonly proof?: ProofFacts;
  /** What the server's own log says of this request, where it was found. */
  readonly log?: LogReasons;
  /** The route of the application's own code that was asked for, where its sources are known and have one. */
  readonly guard?: Matched & { readonly is: 'route' };
  readonly requestBody: ReadBody;
  readonly responseBody: ReadBody;
  /** What the answer says about why. */
  readonly statements: readonly Statement[];
  /** The error of a failed sign-in, which the issuer put into the address of this request. */
  readonly callback?: Statement;
  /** The request as one to an authorization server, or the way back from it. */
  readonly tokenCall?: TokenCall;
  /** The authorization request that the code of a token call was given for. */
  readonly begunSignIn?: BegunSignIn;
  /** For a token call: what its server says that it takes. */
  readonly issuerMetadata?: IssuerMetadata;
  /** What became of the code or refresh token of a token call before. */
  readonly grantUse?: GrantUse;
  /** Credentials may have been sent that the source does not show: that none is seen proves nothing. */
  readonly credentialsUnseen: boolean;
  /** The same of all header fields. */
  readonly headersUnseen: boolean;
  /** A known server misses one more credential, a key, besides what came. */
  readonly keyMissing: boolean;
  /** The answer says that an API key is missing, and speaks of no token or header that was sent. */
  readonly keyWanted: boolean;
  /** Known servers whose marks the answer bears. */
  readonly servers: readonly Server[];
  /** What their words, or anybody's words, mean; best first. */
  readonly signs: readonly SignReading[];
  /** Tries of rules of one's own that would have taken too long. */
  readonly untried: number;
  /** The cause that the answer states, as far as we know its words. */
  readonly stated?: CauseId;
  /** The cause that the answer states or that its marks make likely. */
  readonly hinted?: CauseId;
  readonly conditions: ReadonlySet<Condition>;
  readonly history: History;
  /** The answer leads to a login page, or is one. */
  readonly toLogin: boolean;
  /** A signature with an end in the URL. */
  readonly signedUrl?: SignedUrl;
  readonly userAgent: string;
  readonly origin?: string;
  readonly referer?: string;
  /** The refusal speaks of a known caller, or the same credential was accepted before: it is not the identity. */
  readonly identityAccepted: boolean;
}

/**
 * Reads an exchange. `now` (milliseconds since the epoch) stands in where the exchange doesn't tell when it was sent.
 * Of the verifications that are known, those of tokens that it sent count.
 */
export function readFacts(exchange: Exchange, now: number, knowledge: Knowledge = {}): Facts {
  const { own = [], verifications = [], proof, log, routes } = knowledge;
  const { request, response } = exchange;
  const target = readTarget(request);
  const matched = routes && matchRoute(routes, request.method, target.path);
  const serverAt = parseHttpDate(fieldValue(response.headers, 'Date') ?? '');
  // A pasted message tells no time: the server's own is nearer to it than today's.
  const sentAt = exchange.sentAt === undefined ? (serverAt ?? now / 1000) : exchange.sentAt / 1000;
  const skew = serverAt === undefined || exchange.sentAt === undefined ? undefined : serverAt - Math.floor(sentAt);
  const requestBody = readBody(request.body);
  const responseBody = readBody(response.body);
  const challenges = readAnswerChallenges(exchange);
  const credentials = asRecorded(exchange, readCredentials(request, target, requestBody));
  const tokenCall = readTokenCall(request, target, requestBody);
  const conditions = readConditions(exchange, target, credentials, responseBody, tokenCall);
  const callback = readCallback(request, target, requestBody);
  const statements = [...callback, ...readStatements(response, challenges, responseBody)];
  const tries = createTries();
  const scene = { request, response, target, credentials, statements, conditions, tries };
  const challengeText = challenges
    .map((it) => `${it.scheme} ${it.params.map((param) => `${param.name}=${param.value}`).join(' ')}`)
    .join(', ');
  const ownRecognized = own.length === 0 ? [] : recognize(scene, challengeText, own);
  const recognized = [...ownRecognized, ...recognize(scene, challengeText, servers)];
  const signs = readSigns(scene, recognized, vocabulary);
  const lead = signs.find((it) => it.certainty === 'stated');
  const hint = lead ?? signs.find((it) => it.certainty === 'likely');
  const history = readHistory(exchange, target, credentials, sentAt);
  const issuerMetadata = tokenCall && readIssuerMetadata(exchange);
  const begunSignIn = tokenCall && readBegunSignIn(exchange.earlier, tokenCall);
  const grantUse = tokenCall && readGrantUse(exchange.earlier, tokenCall, target, sentAt);
  const credential = credentials.find((it) => it.in !== 'proxy-authorization');
  const token = credential?.token ?? credentials.find((it) => it.token?.kind === 'jws')?.token;
  const counting = credential?.token
    ? credential
    : credentials.find((it) => it.token !== undefined && it.token === token);
  const signedUrl = readSignedUrl(target);
  const origin = fieldValue(request.headers, 'Origin');
  const referer = fieldValue(request.headers, 'Referer');
  return {
    exchange,
    status: response.status,
    method: request.method.toUpperCase(),
    target,
    sentAt: Math.floor(sentAt),
    challenges,
    credentials,
    credentialsUnseen: mayHideCredentials(exchange),
    headersUnseen: exchange.requestNotShown === true || exchange.headersNotShown === 'all',
    verifications: counting ? verifications.filter((it) => isAbout(it, counting.secret)) : [],
    requestBody,
    responseBody,
    statements,
    servers: recognized,
    signs,
    untried: tries.untried,
    conditions,
    history,
    userAgent: fieldValue(request.headers, 'User-Agent') ?? '',
    toLogin: leadsToLogin(response) || responseBody.signIn === true,
    keyMissing:
      credentials.length !== 0 && lead?.cause === 'credentials-missing' && lead.sign.when?.includes('no-key') === true,
    keyWanted:
      lead?.cause === 'credentials-missing' &&
      /\b(?:api|subscription|app)[-_ ]?key\b/i.test(lead.quote) &&
      !/token|bearer|authorization|jwt/i.test(lead.quote),
    identityAccepted:
      history.accepted !== undefined ||
      (response.status === 403 && credential !== undefined && lead !== undefined && knowsCaller.has(lead.cause)),
    ...(serverAt === undefined ? {} : { serverAt }),
    ...(skew === undefined ? {} : { skew }),
    ...(credential ? { credential } : {}),
    ...(token ? { token } : {}),
    ...(lead ? { stated: lead.cause } : {}),
    ...(hint ? { hinted: hint.cause } : {}),
    ...(callback[0] ? { callback: callback[0] } : {}),
    ...(tokenCall ? { tokenCall } : {}),
    ...(begunSignIn ? { begunSignIn } : {}),
    ...(issuerMetadata ? { issuerMetadata } : {}),
    ...(grantUse ? { grantUse } : {}),
    ...(signedUrl ? { signedUrl } : {}),
    ...(origin === undefined ? {} : { origin }),
    ...(referer === undefined ? {} : { referer }),
    ...(proof ? { proof } : {}),
    ...(log ? { log } : {}),
    ...(matched?.is === 'route' ? { guard: matched } : {}),
  };
}

const knowsCaller: ReadonlySet<CauseId> = new Set([
  'scope-missing',
  'role-missing',
  'not-owner',
  'policy-denied',
  'service-not-enabled',
  'sso-authorization-required',
]);

/** A request to a token endpoint (RFC 6749, 3.2). */
export function isTokenRequest(facts: Facts): boolean {
  return facts.method === 'POST' && facts.requestBody.fields.some((it) => it.key === 'grant_type');
}

/** This very server gave the credential within the last five minutes, for a use like this: it is the right one, and valid. */
export function isFresh(facts: Facts): boolean {
  const { issued, ended, passwordChanged } = facts.history;
  if (!issued || ended || passwordChanged || issued.host !== facts.target.hostname) return false;
  if (300 < issued.secondsBefore || (issued.expiresIn !== undefined && issued.expiresIn <= issued.secondsBefore))
    return false;
  return !/^(?:refresh|id)_?token$/i.test(issued.field ?? '') && issued.grant !== 'client_credentials';
}

/** The best sign for a cause, or undefined. */
export function signFor(facts: Facts, cause: CauseId): SignReading | undefined {
  return facts.signs.find((it) => it.cause === cause);
}

/** A field of the answer's body, by its name; the first one. */
export function bodyField(facts: Facts, name: RegExp): Field | undefined {
  return facts.responseBody.fields.find((it) => name.test(it.key));
}
