import type { Exchange } from '../../core/exchange.ts';

export type Json = Readonly<Record<string, unknown>>;

/** The JSON object of an answer, whatever type its header names; undefined for anything else. */
export function readJsonObject({ response }: Exchange): Json | undefined {
  const { body } = response;
  if (!body || body.cut || body.notRecorded) return undefined;
  try {
    const json: unknown = JSON.parse(body.text.replace(/^\ufeff/, ''));
    return isObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

/** `404 with HTML`: status and kind of an answer that is not what was expected, for a sentence. */
export function whatCame(exchange: Exchange): string {
  const { status, body } = exchange.response;
  return `${status} with ${kindOf(body?.text ?? '', body?.mimeType ?? '', readJsonObject(exchange) !== undefined)}`;
}

function kindOf(text: string, mimeType: string, isJson: boolean): string {
  if (text.trim() === '') return 'an empty body';
  if (isJson) return 'other JSON than expected';
  if (/html/.test(mimeType) || /^\s{0,100}<(?:!doctype html|html)/i.test(text)) return 'HTML';
  if (/json/.test(mimeType)) return 'text that is called JSON and is none';
  return mimeType === '' ? 'text of no type' : mimeType.slice(0, 60).replace(/[^\w/+.-]/g, '');
}

export function isObject(it: unknown): it is Json {
  return typeof it === 'object' && it !== null && !Array.isArray(it);
}

/** The claims of a JWT, unverified; empty for anything else. */
export function jwtClaims(token: string): Json {
  return jsonPart(token, 1);
}

/** The header of a JWT; empty for anything else. */
export function jwtHeader(token: string): Json {
  return jsonPart(token, 0);
}

function jsonPart(token: string, index: 0 | 1): Json {
  try {
    const json: unknown = JSON.parse(Buffer.from(token.split('.', 2)[index] ?? '', 'base64url').toString('utf8'));
    return isObject(json) ? json : {};
  } catch {
    return {};
  }
}
