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
