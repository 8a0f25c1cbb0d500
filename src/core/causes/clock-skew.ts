import type { Cause, Evidence } from '../cause.ts';
import { bodyField, type Facts } from '../facts.ts';
import { text, words } from '../text.ts';
import { duration, formatTime, parseHttpDate, parseIso } from '../time.ts';
import { advice, at, found, present, saidFor, statusShows } from '../verdict.ts';

/** The time in the request or token is too far from the server's clock. */
export const clockSkew: Cause = {
  id: 'clock-skew',
  title: 'The clocks of client and server differ',
  why: 'Signed requests and tokens carry a time, and count only within minutes of the server’s own, so that they cannot be replayed.',
  link: 'https://www.rfc-editor.org/rfc/rfc9110#section-6.6.1',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    const stamp = requestTime(facts);
    const server = facts.serverAt ?? facts.sentAt;
    const off = stamp === undefined ? undefined : stamp.seconds - server;
    if (!said) {
      if (
        off === undefined ||
        Math.abs(off) < 240 ||
        facts.stated !== undefined ||
        facts.status < 400 ||
        403 < facts.status
      )
        return undefined;
    }
    const evidence: readonly [Evidence, ...Evidence[]] = said?.evidence ?? [statusShows(facts)];
    return found(
      said?.certainty ?? 'likely',
      stamp === undefined || off === undefined
        ? text`The server says that a time in the request is too far from its own.`
        : text`The request is dated ${words(duration(off))} ${words(off < 0 ? 'behind' : 'ahead of')} the server's clock.`,
      [
        ...evidence,
        ...present([
          stamp &&
            at(
              stamp.at,
              text`${stamp.name} is ${stamp.raw}${/^\d{10,13}$/.test(stamp.raw) ? text` (${formatTime(stamp.seconds)})` : text``}, the server's time ${formatTime(server)}`,
            ),
          serverTime(facts),
          issued(facts),
        ]),
      ],
      [
        ...(said?.fixes ?? []),
        advice(text`Set the clock of the machine that signs (NTP), its time zone included`),
        advice(text`Sign anew for each attempt, in place of repeating an old request`),
      ],
      said?.source,
    );
  },
};

interface Stamp {
  readonly name: string;
  readonly raw: string;
  readonly seconds: number;
  readonly at: Evidence['at'];
}

/** The time a request says it was made. */
function requestTime(facts: Facts): Stamp | undefined {
  for (const { name, value } of facts.exchange.request.headers) {
    if (
      !/^(?:x-amz-date|x-ms-date|date|x-date|(?:x-)?(?:[a-z-]{0,20}-)?(?:request-)?timestamp|x-[a-z-]{0,20}time|stripe-signature)$/i.test(
        name,
      )
    )
      continue;
    const raw = /\bt=(\d{10})/.exec(value)?.[1] ?? value.trim();
    const seconds = parseHttpDate(raw) ?? parseIso(raw) ?? unix(raw);
    if (seconds !== undefined) return { name, raw, seconds, at: { in: 'request-header', name } };
  }
  const inside = /\b(ts|oauth_timestamp|timestamp|created)="?(\d{10})/.exec(facts.credential?.secret.reveal() ?? '');
  const seconds = unix(inside?.[2] ?? '');
  return inside && seconds !== undefined
    ? { name: inside[1] ?? 'ts', raw: inside[2] ?? '', seconds, at: { in: 'request-header', name: 'Authorization' } }
    : undefined;
}

function unix(raw: string): number | undefined {
  return /^\d{10}(?:\d{3})?$/.test(raw) ? Number(raw.slice(0, 10)) : undefined;
}

function serverTime(facts: Facts): Evidence | undefined {
  const field = bodyField(facts, /^(?:server_?time|serverTime|ts|current_?time)$/i);
  return field && at({ in: 'response-body' }, text`the server's ${field.key} is ${field.value}`);
}

function issued(facts: Facts): Evidence | undefined {
  const iat = facts.token?.iat;
  return iat !== undefined && facts.sentAt + 30 < iat
    ? at(
        { in: 'token', claim: 'iat' },
        text`iat is ${formatTime(iat)}, ${words(duration(iat - facts.sentAt))} after the request`,
      )
    : undefined;
}
