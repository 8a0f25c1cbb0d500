import { readAuthorization } from '../headers/authorization.ts';
import type { Definition, Header, HttpFile, RequestBlock, Span, Spanned } from '../http/httpFile.ts';
import { inspectToken } from '../jwt/inspect.ts';
import { knownKey } from '../knownKeys.ts';
import { readPlaceholder } from '../placeholder.ts';
import { readShorthand } from '../resolve/authShorthands.ts';
import { isSecretName } from '../secretNames.ts';
import { text } from '../text.ts';
import { isSecretName as isSecretVariable } from '../variables/secretNames.ts';
import { variableFor } from '../variables/variableFor.ts';
import type { CheckFinding } from './finding.ts';
import { reachOf } from './hosts.ts';
import { parameterSpan } from './outgoing.ts';
import type { WeakSecret } from './weakSecrets.ts';

/** A secret that the file itself writes. */
export interface WrittenSecret {
  /** The secret alone, without scheme word or quotes. */
  readonly span: Span;
  /** For a person: `Authorization`, `@token`, `api_key`. */
  readonly where: string;
  /** What a variable for it would be called. */
  readonly name: string;
}

export interface SecretContext {
  /** Seconds since the epoch: a token whose time is over is no secret any more. */
  readonly now: number;
  weakSecretOf(token: string): WeakSecret | undefined;
}

/** The secrets in the head and body of a request: what is written out, no placeholder, and not for this computer alone. */
export function secretsInRequest(
  { text: all }: HttpFile,
  request: RequestBlock,
  hostname: string | undefined,
  context: SecretContext,
): readonly WrittenSecret[] {
  const local = hostname !== undefined && reachOf(hostname) === 'this-computer';
  const found = [...request.headers.flatMap(inHeader), ...inTarget(all, request), ...inBody(request)];
  return found.filter((it) => isSecret(all.slice(it.span.start, it.span.end), it.password, local, context));
}

/** The definitions of a file whose value is a secret. */
export function secretsInDefinitions({ definitions }: HttpFile, context: SecretContext): readonly WrittenSecret[] {
  return definitions
    .filter((it) => mayBeSecret(it) && isSecret(bareValue(it).text, namesPassword(it), false, context))
    .map((it) => {
      const { start, end } = bareValue(it);
      return { span: { start, end }, where: `@${it.name.text}`, name: it.name.text };
    });
}

/** What is said of them where git keeps the file. */
export function secretFinding(it: WrittenSecret, fileName: string): CheckFinding {
  return {
    code: 'secret-in-repository',
    span: it.span,
    severity: 'warning',
    certainty: 'proven',
    message: text`Git tracks ${fileName}, and the secret of ${it.where} stands in it: whoever can read the repository can use it.`,
    fix: {
      kind: 'move-secret',
      title: text`Move the secret to ${'http-client.private.env.json'}`,
      name: it.name,
    },
  };
}

interface Candidate extends WrittenSecret {
  /** Chosen by a person: any characters may be one. Else made by a machine, and looks it. */
  readonly password: boolean;
}

function inHeader({ name, value }: Header): readonly Candidate[] {
  if (value.text === '' || value.text.includes('{{') || !isSecretName(name.text)) return [];
  const lower = name.text.toLowerCase();
  if (lower === 'cookie' || lower === 'set-cookie') return [];
  if (!lower.includes('authorization'))
    return candidate(value, value.text, name.text, { name: variableFor(name.text) });
  const shorthand = readShorthand(value.text);
  if (shorthand.kind === 'value')
    return candidate(value, shorthand.password, name.text, { name: 'password', password: true });
  if (shorthand.kind === 'auth') {
    const { auth } = shorthand;
    const secret = auth.scheme === 'digest' ? auth.password : auth.secretAccessKey;
    const its = auth.scheme === 'digest' ? 'password' : 'secretAccessKey';
    return candidate(value, secret.reveal(), name.text, { name: its, password: true });
  }
  const { scheme, credentials, basic, params } = readAuthorization(value.text);
  // A signature or a digest is of one request.
  if (0 < params.length && !/^token$/i.test(scheme)) return [];
  if (!/^basic$/i.test(scheme)) return candidate(value, credentials.reveal(), name.text, { name: 'token' });
  return isFiller(basic?.password.reveal() ?? '')
    ? []
    : candidate(value, credentials.reveal(), name.text, { name: 'basicCredentials', password: true });
}

/** More credentials than this travel in no query. */
const mostParameters = 20;

function inTarget(all: string, request: RequestBlock): readonly Candidate[] {
  const { target } = request;
  const found: Candidate[] = [];
  for (const [, name = ''] of target.text.matchAll(/[?&]([^=&?\s#]{1,60})=[^&#\s{]{8,}/g)) {
    if (!(isSecretName(name) || /^appid$/i.test(name)) || /^code$/i.test(name)) continue;
    const span = parameterSpan(request, name);
    if (!span || mostParameters <= found.length) break;
    const start = all.indexOf('=', span.start) + 1;
    found.push({ span: { start, end: span.end }, where: name, name: variableFor(name), password: false });
  }
  const password = /\/\/[^/?#@:\s{]{0,200}:([^/?#@\s{]{1,200})@/.exec(target.text)?.[1];
  return password === undefined
    ? found
    : [...found, ...candidate(target, password, 'the URL', { name: 'password', password: true })];
}

/** Longer bodies are data. */
const longestBody = 20_000;

/** Members of JSON and fields of forms that are called as secrets are. */
function inBody({ body, bodyKind }: RequestBlock): readonly Candidate[] {
  const [part] = body;
  if (bodyKind !== 'inline' || part?.kind !== 'text' || longestBody < part.text.length) return [];
  const pattern = /^\s*[{[]/.test(part.text)
    ? /"([\w.-]{2,60})"\s{0,10}:\s{0,10}"([^"\\{}\n]{4,4000})"/g
    : /(?<=^|[&\n])([\w.-]{2,60})=([^&\s{}]{4,4000})/g;
  const found: Candidate[] = [];
  for (const match of part.text.matchAll(pattern)) {
    const [whole, name = '', value = ''] = match;
    if (!isSecretName(name) || /^code$/i.test(name)) continue;
    const start = part.span.start + match.index + whole.lastIndexOf(value);
    // A password for a sign-up form is anybody's: only what a machine made is surely one.
    found.push({ span: { start, end: start + value.length }, where: name, name: variableFor(name), password: false });
  }
  return found;
}

/** None where the secret does not stand in the text as it is. */
function candidate(
  place: Spanned,
  secret: string,
  where: string,
  { name, password = false }: { readonly name: string; readonly password?: boolean },
): readonly Candidate[] {
  const at = secret === '' ? -1 : place.text.lastIndexOf(secret);
  const start = place.start + at;
  return at === -1 ? [] : [{ span: { start, end: start + secret.length }, where, name, password }];
}

function mayBeSecret(it: Definition): boolean {
  const { text: value } = it.value;
  return (
    !value.includes('{{') &&
    8 <= value.length &&
    (isSecretVariable(it.name.text) || /^["']?eyJ/.test(value) || knownKey(value) !== undefined)
  );
}

function namesPassword({ name }: Definition): boolean {
  return /passw|passphrase|pwd|secret$/i.test(name.text);
}

/** Without the quotes that some write around it, and without a scheme word. */
function bareValue({ value }: Definition): Span & { readonly text: string } {
  const [, before = '', inner = ''] = /^((?:["'])?(?:(?:Bearer|Basic|Token) +)?)([^"']*)/i.exec(value.text) ?? [];
  const start = value.start + before.length;
  return { start, end: start + inner.length, text: inner };
}

function isSecret(value: string, password: boolean, local: boolean, { now, weakSecretOf }: SecretContext): boolean {
  if (isFiller(value)) return false;
  const key = knownKey(value);
  if (key) return !/publishable|public|test/.test(key.what);
  if (value.startsWith('eyJ')) {
    const token = inspectToken(value);
    if (token.kind === 'jwe') return true;
    const over = token.exp !== undefined && token.exp <= now;
    return token.kind === 'jws' && token.hasSignature && !over && weakSecretOf(value) === undefined;
  }
  if (local) return false;
  return password ? 8 <= value.length && /[A-Za-z]/.test(value) && /[^A-Za-z]/.test(value) : isMade(value);
}

/** Long, with a digit and letters: no word, no sentence, no identifier of something. */
function isMade(value: string): boolean {
  return (
    16 <= value.length &&
    /^[A-Za-z0-9+/=_.~:-]+$/.test(value) &&
    /[0-9]/.test(value) &&
    /[A-Za-z]/.test(value) &&
    4 < new Set(value).size &&
    !sequence.test(value) &&
    !/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value) &&
    !/^(?:https?:|\d{4}-\d\d-\d\d)/.test(value)
  );
}

/** What examples and development write in the place of a secret. */
function isFiller(value: string): boolean {
  if (readPlaceholder(value) !== undefined || /example|sample|dummy|fake|placeholder|your[-_]|xxxx/i.test(value))
    return true;
  const rest = value
    .slice(0, 80)
    .toLowerCase()
    .replace(fillerWords, '')
    .replace(/[^a-z0-9]|[0-9]{1,4}$/g, '');
  return rest.length < 3;
}

/** Whole values are made of these. */
const fillerWords =
  /user|admin|root|guest|demo|test|pass|passwd|password|word|secret|token|key|client|access|refresh|foo|bar|baz|api|auth|basic|bearer|my|your|the|some|change|replace|insert|put|here|value|string|me|it|abc|123|0000/g;

/** Sequences that nobody draws by chance. */
const sequence = /1234567|abcdef|deadbeef|0{6}|(?:012345)/i;
