import { DOMParser } from '@xmldom/xmldom';
import { JSONPath } from 'jsonpath-plus';
import * as xpath from 'xpath';
import { type Exchange, fieldValue } from '../exchange.ts';
import type { Chained } from './scope.ts';
import { isSecretName } from './secretNames.ts';
import { octetsValue, textValue } from './value.ts';

/** A named request that ran, with the octets of both bodies as they travelled. */
export interface RanExchange {
  readonly exchange: Exchange;
  readonly requestBody: Uint8Array;
  readonly responseBody: Uint8Array;
}

/**
 * Reads a reference into an exchange: what follows the request's name, without the dot.
 * `response.body` is the whole body, octet for octet; behind it a JSONPath (`$.token`, `token`) or an XPath (`//id`);
 * `response.headers.X` a field. Anything else is read as httpYac does: a path into the answer's JSON.
 */
export function readChained(ran: RanExchange, name: string, path: string): Chained {
  const sided = /^(request|response)\.(body|headers|status|statusCode|statusText)(?:$|\.(?=.)|(?=[[/]))/.exec(path);
  const secret = isSecretName(path) || isSecretName(path.split(/[.\]['"]+/).findLast((it) => it !== '') ?? '');
  const cut = ran.exchange.response.body?.cut === true;
  if (cut && (!sided || (sided[1] === 'response' && sided[2] === 'body'))) return tooLarge(name, ran);
  if (!sided) return query(ran.responseBody, contentType(ran, 'response'), path, `${name}.${path}`, secret);
  const side = sided[1] === 'request' ? 'request' : 'response';
  const rest = path.slice(sided[0].length);
  if (sided[2] === 'headers') return header(ran, side, rest, name);
  if (sided[2] !== 'body') {
    if (side === 'request')
      return { problem: `\`${name}.${path}\`: a request has no status; write \`${name}.response.status\`.` };
    const { status, statusText } = ran.exchange.response;
    return { value: textValue(sided[2] === 'statusText' ? statusText : String(status)) };
  }
  const octets = side === 'request' ? ran.requestBody : ran.responseBody;
  // The star is REST Client's word for the whole body.
  if (rest === '' || rest === '*') return { value: octetsValue(octets, secret) };
  return query(octets, contentType(ran, side), rest, `${name}.${path}`, secret);
}

/** Half a body would be sent, or read, as if it were all. */
function tooLarge(name: string, { exchange }: RanExchange): Chained {
  const size = exchange.response.body?.size ?? 0;
  const shown = `${Math.round(size / 100_000) / 10} MB`;
  return {
    problem: `The answer of \`${name}\` has ${shown}; of answers over 5 MB only the beginning is kept, so nothing can be read from it.`,
  };
}

function contentType(ran: RanExchange, side: 'request' | 'response'): string {
  return fieldValue(ran.exchange[side].headers, 'content-type') ?? '';
}

function header(ran: RanExchange, side: 'request' | 'response', field: string, name: string): Chained {
  const value = fieldValue(ran.exchange[side].headers, field);
  const secret = isSecretName(field) || /^(?:set-cookie|cookie|authorization)$/i.test(field);
  if (value !== undefined) return { value: textValue(value, secret) };
  const present = ran.exchange[side].headers.slice(0, 12).map((it) => it.name);
  const has = present.length ? `it has ${present.join(', ')}` : 'it has no fields';
  return { problem: `The ${side} of \`${name}\` has no field \`${field}\`; ${has}.` };
}

function query(octets: Uint8Array, type: string, path: string, written: string, secret: boolean): Chained {
  const text = octetsValue(octets).text;
  if (octets.length === 0) return { problem: `\`{{${written}}}\` reads from a body that is empty.` };
  const xml = path.startsWith('/') || (/xml/i.test(type) && !path.startsWith('$'));
  return xml ? queryXml(text, path, written, secret) : queryJson(text, path, written, secret);
}

function queryJson(text: string, path: string, written: string, secret: boolean): Chained {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { problem: `\`{{${written}}}\` looks into a body that is not JSON.` };
  }
  const expression = path.startsWith('$') ? path : path.startsWith('[') ? `$${path}` : `$.${path}`;
  try {
    // Expressions in filters are code of the file's author: `eval` stays off.
    const found: unknown = JSONPath({ path: expression, json: json as object, eval: false, wrap: true });
    const first: unknown = Array.isArray(found) ? found[0] : undefined;
    if (first === undefined)
      return { problem: `\`{{${written}}}\`: the body has nothing at \`${expression}\`.${topLevel(json)}` };
    return { value: textValue(typeof first === 'string' ? first : JSON.stringify(first), secret) };
  } catch {
    const why = /[?(]/.test(expression) ? ' Filters and script expressions are switched off, since they are code.' : '';
    return { problem: `\`{{${written}}}\`: \`${expression}\` cannot be read as a JSONPath.${why}` };
  }
}

/** Keys only: values may be secrets. */
function topLevel(json: unknown): string {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return '';
  const keys = Object.keys(json).slice(0, 12);
  return keys.length
    ? ` At its top it has ${keys.map((it) => `\`${it.slice(0, 60)}\``).join(', ')}.`
    : ' It is an empty object.';
}

function queryXml(text: string, path: string, written: string, secret: boolean): Chained {
  // Declarations of entities can grow without bound; no token answer needs one.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text))
    return { problem: `\`{{${written}}}\`: the XML declares a document type, which is not read.` };
  try {
    const document = new DOMParser({
      onError: (level, message) => {
        if (level !== 'warning') throw new Error(message);
      },
    }).parseFromString(text, 'text/xml');
    const result = xpath.select(path, document as unknown as Node);
    const first: unknown = Array.isArray(result) ? result[0] : result;
    if (first === undefined || first === null)
      return { problem: `\`{{${written}}}\`: the body has nothing at \`${path}\`.` };
    if (typeof first !== 'object') return { value: textValue(String(first), secret) };
    return { value: textValue(nodeText(first), secret) };
  } catch {
    return { problem: `\`{{${written}}}\`: the body is not XML, or \`${path}\` is not an XPath.` };
  }
}

function nodeText(node: object): string {
  if ('value' in node && typeof node.value === 'string') return node.value;
  return 'textContent' in node && typeof node.textContent === 'string' ? node.textContent : String(node);
}
