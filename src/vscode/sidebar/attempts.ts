import type { Exchange, HttpRequest } from '../../core/exchange.ts';
import { secretsOf } from '../../core/knownSecrets.ts';
import { maskAll, maskField, maskUrl } from '../../core/mask.ts';
import { maskSecretsIn } from '../../core/redact.ts';
import type { Secret } from '../../core/secret.ts';
import { text, words } from '../../core/text.ts';
import type { CallView, ExchangeView, FirstAttemptView } from '../../sidebar/protocol.ts';
import type { FirstAttempt } from '../history.ts';
import { exchangeView } from './exchange.ts';

/** The last ones: those nearest to what is shown. */
const mostCalls = 10;
/** They are looked at, not worked with. */
const longestBody = 8000;

/** What was refused at first, and what the second attempt sent otherwise. */
export function firstAttemptView(
  { exchange, report, renewed }: FirstAttempt,
  second: Exchange,
  known: readonly Secret[],
): FirstAttemptView {
  const { status, statusText } = exchange.response;
  return {
    status,
    headline: report?.findings[0] ? words(report.findings[0].title) : text`${statusText}`,
    reasons: (report?.findings ?? []).map(({ title, certaintyWords, summary }) => ({ title, certaintyWords, summary })),
    renewed: maskSecretsIn(renewed),
    changed: changes(exchange, second, known),
    exchange: asItIs(exchangeView(exchange, known, longestBody)),
  };
}

export function callViews(
  ran: readonly { readonly name: string; readonly exchange: Exchange }[],
  known: readonly Secret[],
): readonly CallView[] {
  return ran.slice(-mostCalls).map(({ name, exchange }) => ({
    name: maskSecretsIn(name),
    method: exchange.request.method,
    url: maskUrl(exchange.request.url, secretsOf(exchange, known)),
    status: exchange.response.status,
    ...(isPending(exchange) ? { pending: true as const } : {}),
    exchange: asItIs(exchangeView(exchange, known, longestBody)),
  }));
}

/** Asking whether the person has entered the code is answered with an error until then (RFC 8628, 3.5). */
function isPending({ response }: Exchange): boolean {
  return (
    response.status === 400 && /"error"\s*:\s*"(?:authorization_pending|slow_down)"/.test(response.body?.text ?? '')
  );
}

/** Nothing in it can be revealed. */
function asItIs(view: ExchangeView): ExchangeView {
  const { requestBody, responseBody } = view;
  return {
    ...view,
    requestHeaders: view.requestHeaders.map((it) => ({ ...it, secret: false })),
    responseHeaders: view.responseHeaders.map((it) => ({ ...it, secret: false })),
    ...(requestBody ? { requestBody: { ...requestBody, secret: false } } : {}),
    ...(responseBody ? { responseBody: { ...responseBody, secret: false } } : {}),
  };
}

function changes(first: Exchange, second: Exchange, known: readonly Secret[]): FirstAttemptView['changed'] {
  const secrets = [...secretsOf(first, known), ...secretsOf(second, known)];
  const masked = (value: string) => maskAll(value, secrets);
  const before = fieldsOf(first.request);
  const after = fieldsOf(second.request);
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].flatMap((key) => {
    const [old, now] = [before.get(key), after.get(key)];
    if (old?.value === now?.value) return [];
    const name = now?.name ?? old?.name ?? key;
    const shown = (value: string | undefined, absent: string) =>
      value === undefined ? absent : masked(key === urlKey ? maskUrl(value, secrets) : maskField(name, value, secrets));
    const [was, is] = [shown(old?.value, 'not sent'), shown(now?.value, 'not sent')];
    return [{ name, before: was, after: was === is ? 'another value' : is }];
  });
}

const urlKey = ' url';

/** Fields by name, those of one name together; with the address, which may hold a credential too. */
function fieldsOf({ headers, url }: HttpRequest): Map<string, { readonly name: string; readonly value: string }> {
  const fields = new Map([[urlKey, { name: 'URL', value: url }]]);
  for (const { name, value } of headers) {
    const key = name.toLowerCase();
    const before = fields.get(key);
    fields.set(key, { name, value: before ? `${before.value}, ${value}` : value });
  }
  return fields;
}
