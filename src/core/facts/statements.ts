import type { HttpResponse } from '../exchange.ts';
import type { Place } from '../place.ts';
import type { ReadBody } from './body.ts';
import type { ReadChallenge } from './challenges.ts';
import { refusingStatus } from './grpc.ts';
import { percentDecoded } from './target.ts';

/** Something the answer says about why: a code, a sentence, a page's title. */
export interface Statement {
  readonly at: Place;
  /** Field, element or parameter name: `error_description`, `Code`, `title`. */
  readonly name: string;
  readonly value: string;
  readonly kind: 'code' | 'sentence' | 'page';
}

/** Everything an answer says about why it refused, the most telling first. */
export function readStatements(
  response: HttpResponse,
  challenges: readonly ReadChallenge[],
  body: ReadBody,
): Statement[] {
  const found: Statement[] = [];
  const add = (at: Place, name: string, value: string, page = false): void => {
    const trimmed = (page ? withoutStock(value) : value).trim().slice(0, page ? 2_000 : 4_000);
    if (trimmed === '' || found.some((it) => it.value === trimmed && it.name === name)) return;
    found.push({ at, name, value: trimmed, kind: page ? 'page' : /\s/.test(trimmed) ? 'sentence' : 'code' });
  };
  const inBody: Place = { in: 'response-body' };
  // The body of a redirect repeats where it leads, and that is all.
  const redirects = 300 <= response.status && response.status < 400 && body.kind !== 'json';
  const telling = redirects ? [] : body.fields.filter((it) => isTelling(it.key, it.value)).slice(0, 40);
  // A body in other words than usual: any sentence may be the one.
  const bodyFields =
    redirects || telling.some((it) => /\s/.test(it.value))
      ? telling
      : [...telling, ...body.fields.filter((it) => /\S\s+\S/.test(it.value) && it.value.length < 300).slice(0, 5)];
  for (const it of bodyFields) if (/\s/.test(it.value)) add(inBody, it.key, it.value);
  for (const it of challenges) {
    const at: Place = { in: 'response-header', name: it.field };
    for (const param of it.params) {
      if (
        /^(?:error|error_description|error_codes?|oauth_problem|reason|message|claims|stale|detail)$/.test(param.name)
      )
        add(at, param.name, param.value);
    }
    if (it.unread) add(at, it.scheme, it.unread);
  }
  for (const { name, value } of response.headers) {
    const lower = name.toLowerCase();
    if (value.length >= 1_000) continue;
    if (lower === 'grpc-status') add({ in: 'response-header', name }, name, refusingStatus(value) ?? '');
    else if (lower === 'grpc-message') add({ in: 'response-header', name }, name, percentDecoded(value.trim()));
    else if (isTellingHeader(lower))
      add({ in: 'response-header', name }, name, value.replace(/^(\w+):https?:\S*$/, '$1'));
  }
  for (const it of bodyFields) if (!/\s/.test(it.value)) add(inBody, it.key, it.value);
  if (redirects) return found;
  if (body.kind === 'text' || body.kind === 'form') add(inBody, 'text', body.text);
  if (body.title) add(inBody, 'title', body.title, true);
  if (body.kind === 'html' || (body.kind === 'xml' && body.text)) add(inBody, 'page', body.text, true);
  if (!usualReason.test(response.statusText)) add({ in: 'status' }, 'reason', response.statusText);
  return found;
}

/** Sentences that web servers put on every page of a status: they tell nothing about this refusal. */
const stock =
  /(?:^|\n)[^\n]{0,300}(?:could not verify that you are authorized|understand how to supply the credentials|you don't have (?:the )?permission to access (?:this resource|the requested resource|\/)|read-protected or not readable|access is denied due to invalid credentials|view this directory or page using the credentials|forbidden: access is denied|lacks valid authentication credentials for|understood the request but refuses|401 authorization required|proper authorization is required)[^\n.]{0,300}\.?/gi;

function withoutStock(page: string): string {
  return page.length < 4_100 ? `\n${page}`.replace(stock, '') : page;
}

const usualReason =
  /^(?:\d{3} ?)?(?:unauthorized|forbidden|bad request|not found|unknown status|authorization required|proxy authentication required|internal server error|ok|found|moved.*|method not allowed|conflict|gone|too many requests|unprocessable (?:entity|content)|service unavailable|bad gateway|gateway time-?out|)$/i;

const codeKey =
  /^(?:\.tag|info|desc|ret_?msg|ret_?code|result_?code|result_?msg|return_?code|resp_?code|resp_?msg|sub_?msg|message_?(?:key|id)|fail_?reason|denied_?reason|rejection_?code|error_?reason|error_?name|error_?summary|error|err|errors?_?codes?|error_?description|code|sub_?code|error_sub_?code|status|reason|type|__type|category|kind|name|fault_?code|service_?error_?code|error_?type|result|title|id|exception|faultstring|errors|state|substatus|ns1|scode|error_?key|msg|message|detail|errorMessage|error_?message|missing_?scope|response|warning|[a-z]\w{0,40}(?:msg|message|reason|error))$|^$/i;
const sentenceKey =
  /^(?:error|err|message|msg|error_?message|error_?msg|error_?description|errorSummary|detail|details|context|description|title|reason|hint|fault|faultstring|errors|text|info|cause|error_?detail|user_?message|developer_?message|AuthenticationErrorDetail|\w{1,20}_unsuccessful_credentials|debug|advice|explanation|comment|note|data|result|status|response|statusMessage|status_text|body|extra|long_?message|short_?message|errmsg|err_?msg|code|exception|exceptionMessage|errorText|_|[a-z]\w{0,40}(?:msg|message|reason|error|description|explanation|detail|information)s?)$|^$/i;
/** An id, no word: long, with digits and both cases. */
const opaqueId = /^(?=\S*\d)(?=\S*[a-z])(?=\S*[A-Z])[\w-]{28,}$/;
const plain = /^(?:true|false|null|error|ok|fail(?:ed|ure)?|status|\d{1,2}|[0-9a-f-]{24,}|https?:\S*)$/i;

function isTelling(key: string, value: string): boolean {
  if (value.length === 0) return false;
  // The type of a problem (RFC 9457) is an address that names it.
  if (key === 'type' && value.startsWith('http')) return value !== 'about:blank' && value.length < 200;
  if (/\s/.test(value)) return sentenceKey.test(key);
  return codeKey.test(key) && !plain.test(value) && !opaqueId.test(value) && value.length <= 300;
}

/** Header fields of the answer that carry a reason rather than data. */
function isTellingHeader(name: string): boolean {
  if (
    !/error|reason|denied|2fa|mfa|\botp\b|deny|failure|auth-?result|check-result|status-message|^x-message|^x-access-level$|^x-github-sso$|challenge$|mitigated/.test(
      name,
    )
  )
    return false;
  return !/^(?:report-to|nel|www-authenticate|proxy-authenticate|access-control|x-xss|server-timing|permissions-policy|sec-)/.test(
    name,
  );
}
