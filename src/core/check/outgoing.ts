import type { HttpRequest } from '../exchange.ts';
import { type ReadBody, readBody } from '../facts/body.ts';
import { type Credential, readCredentials } from '../facts/credentials.ts';
import { readTarget, type Target } from '../facts/target.ts';
import type { Header, HttpFile, RequestBlock, Span } from '../http/httpFile.ts';
import { readShorthand } from '../resolve/authShorthands.ts';
import { targetUri } from '../resolve/targetUri.ts';
import { createEvaluator } from '../variables/evaluate.ts';
import type { Scope } from '../variables/scope.ts';
import { evaluateLeniently, type Lenient } from './evaluateLeniently.ts';

/** One header field as it will leave, as far as that is known. */
export interface OutgoingField {
  readonly header: Header;
  readonly name: string;
  readonly value: Lenient;
}

/** A credential whose value is known, and where the file writes it. */
export interface Carried {
  readonly credential: Credential;
  /** The one reference that brings it, else all of the value. */
  readonly span: Span;
  /** `{{token}}`, where one reference brings it. */
  readonly reference?: string;
}

/** A request as it will leave, as far as that is known before anything is asked, sent or read. */
export interface Outgoing {
  readonly fields: readonly OutgoingField[];
  /** Undefined where the host is not known. Names of unknown parts may stand in its path and query. */
  readonly url?: string;
  readonly target?: Target;
  /** The credentials whose values are known. */
  readonly carried: readonly Carried[];
}

/** Reads what will leave. Never throws; what is not known is left out. */
export function readOutgoing(file: HttpFile, request: RequestBlock, scope: Scope): Outgoing {
  const context = { file, request, scope };
  const fields = request.headers.map((header) => ({
    header,
    name: evaluateLeniently(header.name.text, header.name, context).text.trim(),
    value: evaluateLeniently(header.value.text, header.value, context),
  }));
  const line = evaluateLeniently(request.target.text, request.target, context);
  const url = urlOf(line, fields, context);
  const target = url === undefined ? undefined : readTarget(requestOf(url));
  return {
    fields,
    ...(url === undefined ? {} : { url }),
    ...(target ? { target } : {}),
    carried: [
      ...fields.flatMap(inField),
      ...(target ? inQuery(request, target, line) : []),
      ...inBody(request, context),
    ],
  };
}

function urlOf(
  line: Lenient,
  fields: readonly OutgoingField[],
  { file, request, scope }: { file: HttpFile; request: RequestBlock; scope: Scope },
): string | undefined {
  const written = line.text.trim();
  // A reference may stand for method and target both, and one without a value for the host.
  if (written === '' || /^\{\{|\s/.test(written)) return undefined;
  const host = fields.find((it) => it.name.toLowerCase() === 'host')?.value;
  const base = written.startsWith('/')
    ? createEvaluator(file, request, { ...scope, bound: new Map() }).optional('host')?.text
    : undefined;
  const uri = targetUri(written, host?.text, base);
  if ('problem' in uri) return undefined;
  const authority = /^[^:]{1,10}:\/\/([^/?#]*)/.exec(uri.url)?.[1] ?? '';
  return authority === '' || /[{}]/.test(authority) ? undefined : uri.url;
}

function requestOf(url: string, headers: HttpRequest['headers'] = []): HttpRequest {
  return { method: 'GET', url, httpVersion: 'HTTP/1.1', headers };
}

const nowhere: Target = { scheme: '', host: '', hostname: '', path: '/', query: [] };
const noBody: ReadBody = { kind: 'none', fields: [], text: '' };

function inField({ header, name, value }: OutgoingField): Carried[] {
  if (!value.known || value.text === '') return [];
  const shorthand = name.toLowerCase() === 'authorization' ? readShorthand(value.text) : undefined;
  // Computed or obtained when it is sent, or not sent at all.
  if (shorthand?.kind === 'auth' || shorthand?.kind === 'problem' || shorthand?.kind === 'sign-in') return [];
  const sent = shorthand?.kind === 'value' ? shorthand.value : value.text;
  const credentials = readCredentials(requestOf('', [{ name, value: sent }]), nowhere, noBody);
  const place = placeOf(value, header.value);
  return credentials.map((credential) => ({ credential, ...place }));
}

function placeOf({ references }: Lenient, whole: Span): Omit<Carried, 'credential'> {
  const [only, ...others] = references;
  return only && others.length === 0 ? { span: bare(only.span), reference: `{{${only.name}}}` } : { span: bare(whole) };
}

function inQuery(request: RequestBlock, target: Target, line: Lenient): Carried[] {
  const known = target.query.filter((it) => !it.value.includes('{{'));
  const credentials = readCredentials(requestOf(''), { ...nowhere, query: known }, noBody);
  return credentials.map((credential) => ({ credential, ...parameterPlace(request, credential.name, line) }));
}

/** The parameter as it is written, else the target: a reference may bring both name and value. */
function parameterPlace(request: RequestBlock, name: string, line: Lenient): Omit<Carried, 'credential'> {
  const span = parameterSpan(request, name);
  if (!span) return { span: bare(request.target) };
  const inside = line.references.filter((it) => span.start <= it.span.start && it.span.end <= span.end);
  const [only, ...others] = inside;
  return only && others.length === 0 ? { span: bare(only.span), reference: `{{${only.name}}}` } : { span };
}

/** Where `name=value` stands in the written target. */
export function parameterSpan({ requestLine, target, continuation }: RequestBlock, name: string): Span | undefined {
  const pieces = [
    { start: target.start, end: requestLine.end, text: requestLine.text.slice(target.start - requestLine.start) },
    ...continuation,
  ];
  for (const piece of pieces) {
    for (const found of piece.text.matchAll(/(?<=^|[?&])([^=&?\s#]{1,200})=([^&#\s]*)/g)) {
      if (found[1]?.toLowerCase() !== name.toLowerCase()) continue;
      return { start: piece.start + found.index, end: piece.start + found.index + found[0].length };
    }
  }
  return undefined;
}

/** Longer bodies are data, not credentials. */
const longestBody = 20_000;

function inBody(request: RequestBlock, context: { file: HttpFile; request: RequestBlock; scope: Scope }): Carried[] {
  const { body, bodyKind, bodySpan } = request;
  const [part, ...others] = body;
  if (bodyKind !== 'inline' || !bodySpan || part?.kind !== 'text' || others.length !== 0) return [];
  if (longestBody < part.text.length || !/pass|secret|token|assertion|jwt|eyJ|key|code/i.test(part.text)) return [];
  const { text, known } = evaluateLeniently(part.text, part.span, context);
  if (!known) return [];
  const read = readBody({ text, size: text.length, mimeType: '' });
  const credentials = readCredentials(requestOf(''), nowhere, read);
  return credentials.map((credential) => ({ credential, span: bare(bodySpan) }));
}

function bare({ start, end }: Span): Span {
  return { start, end };
}
