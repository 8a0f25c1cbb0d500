import type { Cause, Evidence, Found } from '../cause.ts';
import { fieldValue } from '../exchange.ts';
import type { Facts } from '../facts.ts';
import { openOffered } from '../fixes.ts';
import { text, words } from '../text.ts';
import { duration, parseHttpDate } from '../time.ts';
import { refusedCall } from '../tokenCallVerdict.ts';
import { advice, at, found, saidFor } from '../verdict.ts';

/** Too many requests: the refusal is a limit, not a permission (RFC 6585, 4). */
export const rateLimited: Cause = {
  id: 'rate-limited',
  title: 'Too many requests',
  why: 'A server limits how many requests a caller may send in a time; over it, good credentials are refused as well.',
  link: 'https://www.rfc-editor.org/rfc/rfc6585#section-4',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    const used = facts.exchange.response.headers.find(
      (it) =>
        (/^(?:x-)?rate-?limit-remaining$|^x-rate-limit-remaining$/i.test(it.name) && it.value.trim() === '0') ||
        (/^ratelimit$/i.test(it.name) && /\b(?:r|remaining)=0\b/.test(it.value)),
    );
    const limit =
      used &&
      (facts.status === 403 || facts.status === 429) &&
      (facts.stated === undefined || facts.stated === this.id);
    if (!said && !limit && facts.status !== 429) return afterBurst(facts);
    const refused = refusedCall(facts, said);
    if (refused && refused.fixes.length !== 0) return refused;
    const wait = waitFor(facts);
    const shown: Evidence[] = [
      ...(used ? [at({ in: 'response-header', name: used.name }, text`${used.name} is ${used.value}`)] : []),
      ...(wait === undefined
        ? []
        : [
            at(
              { in: 'response-header', name: 'Retry-After' },
              text`${'Retry-After'} says to wait ${words(duration(wait))}`,
            ),
          ]),
    ];
    const first = said?.evidence[0] ?? shown[0] ?? at({ in: 'status' }, text`the answer is ${facts.status}`);
    return found(
      said && !limit ? said.certainty : 'stated',
      text`The caller is over a limit${wait === undefined ? text`` : text` and may try again in ${words(duration(wait))}`}.`,
      [first, ...(said?.evidence.slice(1) ?? []), ...shown.filter((it) => it !== first)],
      [
        ...(said?.fixes ?? []),
        ...openOffered(facts, /quota|upgrade_?url|billing_?url/i, text`Look at the limit`),
        wait === undefined
          ? advice(text`Wait, then send requests more slowly, one after another`)
          : {
              kind: 'action',
              title: text`Wait ${words(duration(wait))}, then send the request again`,
              detail: text`Send the ones after it more slowly: each refused request may count as well.`,
              action: { do: 'send-again' },
            },
      ],
      said?.source,
    );
  },
};

/** The same request was answered several times in a row, and now is refused without a reason. */
function afterBurst(facts: Facts): Found | undefined {
  const burst = facts.history.burst;
  if (!burst || facts.hinted !== undefined || facts.status !== 403) return undefined;
  return found(
    'likely',
    text`The same request was answered ${burst.count} times within ${words(duration(Math.max(1, burst.seconds)))} and is refused now.`,
    [
      at(
        { in: 'earlier', entry: burst.entry, what: 'the request' },
        text`the same request was sent ${burst.count} times and not refused`,
      ),
      at({ in: 'status' }, text`the answer is ${facts.status}`),
    ],
    [
      advice(text`Wait a minute, then send the request once: an answer shows that a limit refused it`),
      advice(text`Send requests more slowly, one after another`),
    ],
  );
}

/** Seconds to wait: Retry-After (RFC 9110, 10.2.3), or the time the window starts anew. */
function waitFor(facts: Facts): number | undefined {
  const after = fieldValue(facts.exchange.response.headers, 'Retry-After');
  if (after !== undefined) {
    const date = parseHttpDate(after);
    const seconds = /^\d{1,9}$/.test(after.trim())
      ? Number(after)
      : date === undefined
        ? undefined
        : date - (facts.serverAt ?? facts.sentAt);
    return seconds !== undefined && 0 < seconds ? seconds : undefined;
  }
  return undefined;
}
