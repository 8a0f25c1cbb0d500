import { fieldValue, type HttpRequest, type HttpResponse } from '../exchange.ts';
import type { Place } from '../place.ts';
import type { Credential } from './credentials.ts';
import { SearchedText, type Tried, triedOf } from './searchedText.ts';
import type { Condition, Server, Sign, SignReading } from './sign.ts';
import type { Statement } from './statements.ts';
import type { Target } from './target.ts';
import type { Tries } from './tries.ts';

/** What signs are held against. */
export interface Scene {
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  readonly target: Target;
  readonly credentials: readonly Credential[];
  readonly statements: readonly Statement[];
  readonly conditions: ReadonlySet<Condition>;
  readonly tries: Tries;
}

/** How refusals are phrased, whoever speaks. */
export interface Words {
  /** Known phrases, from special to general. */
  readonly phrases: readonly Sign[];
  /** What is told by words side by side: asked where no phrase says more than that the token is no good. */
  readonly combined: readonly Sign[];
}

/**
 * The signs that match, best first. What a rule of one's own says goes before what a known server's own words mean, and
 * that before the general vocabulary; within one list the order is from special to general. One cause is stated, by the
 * best sign; what else matches is possible only, since one refusal has one reason.
 */
export function readSigns(scene: Scene, servers: readonly Server[], words: Words): SignReading[] {
  const lines = scene.statements.map(spread);
  const text = lines.join('\n');
  const searched = new SearchedText(text);
  const codes = new Map(scene.statements.filter((it) => it.kind !== 'page').map((it) => [it.value.toLowerCase(), it]));
  const found: SignReading[] = [];
  for (const server of servers.toSorted((a, b) => distance(a) - distance(b))) {
    for (const it of preparedOf(server.signs)) {
      const reading = match(it, scene, lines, codes, searched);
      // A pattern of one's own holds as it is written.
      if (reading && (!reading.negated || server.from !== undefined)) found.push({ ...reading, server });
    }
  }
  const quiet = lines.map(withoutAsides).join('\n');
  const heard = quiet === text ? searched : new SearchedText(quiet);
  const hear = (signs: readonly Sign[]): void => {
    for (const it of preparedOf(signs)) {
      const reading = match(it, scene, lines, codes, heard);
      if (!reading || reading.negated) continue;
      if (reading.page && found.some((it) => it.certainty !== 'possible')) continue;
      // The running text of a page says many things; its title and all shorter answers say one.
      const loose = (reading.page && !reading.title) || reading.hedged;
      const certainty = reading.page && !reading.title && helpPage < text.length ? 'possible' : 'likely';
      // With 401 a server speaks of who is asking, whatever its words: that it knows the caller is not said.
      const general =
        reading.cause === 'role-missing' &&
        !/permission|role|privilege|admin|management|group|right/i.test(reading.quote);
      const unsure = loose || (scene.response.status === 401 && general);
      found.push(unsure && reading.certainty === 'stated' ? { ...reading, certainty } : reading);
    }
  };
  hear(words.phrases);
  if (!found.some((it) => it.certainty !== 'possible' && it.cause !== 'token-invalid')) hear(words.combined);
  const lead = found.find((it) => it.certainty === 'stated' || it.certainty === 'proven');
  if (!lead) return found;
  return [
    lead,
    ...found
      .filter((it) => it !== lead)
      .map((it): SignReading => (it.cause === lead.cause ? it : { ...it, certainty: 'possible' })),
  ];
}

/** One's own first; what stands in front of another server last. */
function distance({ from, front }: Server): number {
  return from !== undefined ? 0 : front ? 2 : 1;
}

/** A sign, and what its words need of a text. */
interface Prepared {
  readonly sign: Sign;
  readonly says: Tried | undefined;
}

const prepared = new WeakMap<readonly Sign[], readonly Prepared[]>();

function preparedOf(signs: readonly Sign[]): readonly Prepared[] {
  let known = prepared.get(signs);
  if (!known) {
    known = signs.map((sign) => ({ sign, says: sign.says && triedOf(sign.says) }));
    prepared.set(signs, known);
  }
  return known;
}

const longestBody = 131_072;

interface Match extends SignReading {
  /** The words are a guess of the server's, or one of two reasons it gives. */
  readonly hedged: boolean;
  /** The words say the opposite of what they name. */
  readonly negated: boolean;
}

function match(
  { sign, says }: Prepared,
  scene: Scene,
  lines: readonly string[],
  codes: ReadonlyMap<string, Statement>,
  heard: SearchedText,
): Match | undefined {
  const { tries } = scene;
  if (sign.status && !sign.status.includes(scene.response.status)) return undefined;
  if (sign.when) for (const it of sign.when) if (!scene.conditions.has(it)) return undefined;
  if (says && (heard.text === '' || !heard.mayMatch(says))) return undefined;
  if (sign.path && !tries.test(sign.path, scene.target.path)) return undefined;
  if (sign.noHeader && fieldValue(scene.response.headers, sign.noHeader) !== undefined) return undefined;
  if (sign.method && !tries.test(sign.method, scene.request.method)) return undefined;
  const { credential, sends } = sign;
  if (sends && !scene.request.headers.some((it) => tries.test(sends, it.name.toLowerCase()))) return undefined;
  if (credential && !scene.credentials.some((it) => tries.test(credential, it.secret.reveal()))) return undefined;
  let page = false;
  let title = false;
  let hedged = false;
  let negated = false;
  let at: Place = { in: 'status' };
  let quote = `${scene.response.status} ${scene.response.statusText}`.trim();
  if (sign.header) {
    const value = fieldValue(scene.response.headers, sign.header.name);
    if (value === undefined || (sign.header.matches && !tries.test(sign.header.matches, value))) return undefined;
    at = { in: 'response-header', name: sign.header.name };
    quote = value;
  }
  if (sign.code) {
    const code = sign.code.map((it) => codes.get(it.toLowerCase())).find((it) => it !== undefined);
    if (!code) return undefined;
    at = code.at;
    quote = code.value;
  }
  if (sign.says) {
    const hit = tries.exec(sign.says, heard.text);
    if (!hit) return undefined;
    negated = isNegated(heard.text, hit);
    const [statement, start] = statementAt(scene.statements, lines, hit.index);
    at = statement.at;
    page = statement.kind === 'page';
    title = statement.name === 'title';
    // What names no reason is no surer for it.
    hedged = sign.cause !== 'token-invalid' && isHedged(heard.text, hit.index, hit.index + hit[0].length);
    // What was spread out behind a sentence is no part of it.
    quote =
      statement.kind === 'code'
        ? statement.value
        : lineAround(statement.value, Math.min(hit.index - start, Math.max(0, statement.value.length - 1)));
  }
  if (sign.body) {
    const raw = scene.response.body?.text.slice(0, longestBody) ?? '';
    const hit = raw === '' ? null : tries.exec(sign.body, raw);
    if (!hit) return undefined;
    if (!sign.says && !sign.code) {
      at = { in: 'response-body' };
      quote = lineAround(raw, hit.index, hit[0].length);
    }
  }
  return {
    sign,
    cause: sign.cause,
    certainty: sign.certainty ?? 'stated',
    at,
    quote: quote.slice(0, 400),
    page,
    title,
    hedged,
    negated,
  };
}

/** Examples in brackets and addresses are said of something else. Blanks stand in their place, so that positions stay. */
function withoutAsides(line: string): string {
  const blank = (aside: string): string => ' '.repeat(aside.length);
  const own = line.length < 4_100 ? line.replace(definition, blank) : line;
  if (!own.includes('(e') && !own.includes('(for') && !own.includes('://')) return own;
  const quiet = own.replace(/\((?:e\.?g\b|for example|for instance)[^()]{0,400}\)/gi, blank);
  return /\s/.test(line) ? quiet.replace(/https?:\/\/[^\s"'<>]{1,2000}/gi, blank) : quiet;
}

/** What the standards say of a code (RFC 6749, 5.2; RFC 8707, 2), repeated by servers: it says no more than the code does. */
const definition =
  /the (?:provided )?authori[sz]ation grant (?:\([^()]{1,200}\) )?(?:or refresh token )?is invalid, expired,? revoked[^.]{0,200}issued to another client|client authentication failed (?:due to |\(e\.g\.,? )unknown client, no client authentication included,? or unsupported authentication method|the request is missing a required parameter, includes an? (?:invalid|unsupported) parameter value[^.]{0,200}otherwise malformed|the requested (?:scope|resource) is invalid,(?: missing,)? unknown, or malformed/gi;

/** `is not expired`, `has not been revoked`, `never locked`: the words say the opposite of what they name. */
function isNegated(text: string, hit: { readonly index: number; readonly 0: string }): boolean {
  const end = hit.index + hit[0].length;
  return (
    negation.test(text.slice(Math.max(0, hit.index - 24), hit.index)) ||
    negatedState.test(text.slice(Math.max(hit.index, end - 60), end))
  );
}

const negation =
  /(?:\b(?:not|never|isn't|wasn't|hasn't|without being|neither|nor|nicht|niet|pas|n[aã]o|non)|(?<!\p{L})не) (?:been |yet |an? |the )?$/iu;
/** What a phrase ends with, where the state itself is a bad one: `not found` is a reason, `not expired` is none. */
const negatedState =
  /(?:\b(?:not|never|nicht|niet|pas|n[aã]o|non)|n't|(?<!\p{L})не) (?:been |yet )?(?:expired|revoked|locked|disabled|suspended|deactivated|blocked|banned|invalid|wrong|incorrect|missing|denied|forbidden|malformed|abgelaufen|gesperrt|widerrufen|expir|verlopen|caducado|истек|истёк)\p{L}{0,8}$/iu;

/** `maybe your key is wrong`, `the token may be expired`, `if the account is locked`, `wrong password or account locked`. */
function isHedged(text: string, start: number, end: number): boolean {
  const line = text.lastIndexOf('\n', start) + 1;
  const before = text.slice(Math.max(line, start - 60), start);
  return (
    /\b(?:may(?! not| only)|might|maybe|perhaps|possibly|probably|could) (?:be|have|your|the|that|\w+)\b/i.test(
      before.slice(-30) + text.slice(start, end),
    ) ||
    /\b(?:if|whether|unless|in case) (?:[\w-]{1,20} ){0,3}$/i.test(before) ||
    /\b(?:invalid|incorrect|wrong|bad|missing|unknown|expired)\b[^.;]{1,40}\bor (?:the |your |an? )?$/i.test(before)
  );
}

/**
 * Codes with their words apart, so that what is said of words holds for them: `hostNotAllowed host Not Allowed`.
 * Of a sentence, those of its words that are codes follow at its end.
 */
function spread({ at, kind, name, value }: Statement): string {
  if (kind === 'page') return value;
  const codes = kind === 'code' ? [value] : (value.slice(0, 1_000).match(codeWord) ?? []).slice(0, 8);
  const apart = codes.map((it) =>
    it
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
      .replace(kind === 'code' ? /[_-]+/g : /_+/g, ' '),
  );
  const words = apart.every((it, i) => it === codes[i]) ? value : `${value} ${apart.join(' ')}`;
  // A header's own name says what its value is about: `X-2FA-Approval-Result: REJECTED`.
  return at.in === 'response-header' && /^x-/i.test(name) ? `${words} ${name.replace(/[-_]+/g, ' ')}` : words;
}

/** `invalid_token`, `TokenExpired`: words run together in the middle of a sentence. */
const codeWord =
  /(?<![\w./:-])(?:[a-zA-Z]{1,40}(?:_[a-zA-Z]{1,40}){1,8}|[a-zA-Z]{0,40}(?:[a-z][A-Z]|[A-Z]{2}[a-z])[a-zA-Z]{1,60})(?![\w./:-])/g;

/** The statement that a position lies in, and where it begins. */
function statementAt(
  statements: readonly Statement[],
  lines: readonly string[],
  index: number,
): readonly [Statement, number] {
  let start = 0;
  for (const [i, line] of lines.entries()) {
    const statement = statements[i];
    if (statement && index <= start + line.length) return [statement, start];
    start += line.length + 1;
  }
  return [statements[0] ?? { at: { in: 'status' }, name: '', value: '', kind: 'code' }, 0];
}

/** The line of a hit; of a line longer than a quote, the hit and what is before it. */
function lineAround(text: string, index: number, length = 0): string {
  const start = text.lastIndexOf('\n', index) + 1;
  const end = text.indexOf('\n', index);
  return text
    .slice(300 < index + length - start ? Math.max(start, index - 40) : start, end < 0 ? undefined : end)
    .trim();
}

/** Characters from which on a page explains all that may have happened, rather than what has. */
const helpPage = 1_200;
