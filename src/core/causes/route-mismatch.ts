import type { Cause } from '../cause.ts';
import type { Certainty } from '../certainty.ts';
import type { Facts } from '../facts.ts';
import { text } from '../text.ts';
import { advice, at, fixesOr, found, present, saidFor, statusShows } from '../verdict.ts';

/** Path, method or host is wrong, and the server answers 403 where 404, 405 or 421 was meant (RFC 9110, 15.5.5 and 15.5.6). */
export const routeMismatch: Cause = {
  id: 'route-mismatch',
  title: 'Wrong path, method or host',
  why: 'Gateways and frameworks refuse what they have no route for, some of them with 403, so that nobody learns what exists.',
  link: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.5',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    // An address inside a path has two slashes of its own.
    const doubled = /(?<!:)\/\//.test(facts.target.path);
    const otherMethod =
      facts.history.accepted &&
      facts.history.accepted.method !== facts.exchange.request.method &&
      facts.history.accepted.path === facts.target.path
        ? facts.history.accepted
        : undefined;
    const certainty = weight(facts, said?.certainty, doubled, otherMethod !== undefined);
    if (!certainty) return undefined;
    return found(
      certainty,
      doubled
        ? text`The path ${facts.target.path.slice(0, 200)} has a doubled slash, which servers refuse or route elsewhere.`
        : otherMethod
          ? text`${otherMethod.method} on the same path was answered with the same credential; ${facts.method} is refused.`
          : text`${facts.target.host} does not answer ${`${facts.method} ${facts.target.path.slice(0, 100)}`}.`,
      [
        ...(said?.evidence ?? ([statusShows(facts)] as const)),
        at(
          { in: 'request-line' },
          text`the request is ${`${facts.method} ${facts.target.path.slice(0, 200)}`} at ${facts.target.host}`,
        ),
        ...present([
          otherMethod &&
            at(
              { in: 'earlier', entry: otherMethod.entry, what: 'the request' },
              text`${otherMethod.method} ${otherMethod.path} succeeded`,
            ),
        ]),
      ],
      [
        ...fixesOr(
          said,
          advice(
            doubled
              ? text`Remove the slash at the end of the base URL`
              : text`Compare method, path (letter case, stage, version) and host with what the server documents`,
          ),
        ),
      ],
      said?.source,
    );
  },
};

function weight(
  facts: Facts,
  said: Certainty | undefined,
  doubled: boolean,
  otherMethod: boolean,
): Certainty | undefined {
  if (said) return said;
  if (facts.stated !== undefined || ![400, 403, 404, 405].includes(facts.status)) return undefined;
  if (doubled || otherMethod) return 'likely';
  const page =
    facts.responseBody.kind === 'html' && facts.credentials.length === 0 && facts.requestBody.fields.length === 0;
  return facts.status === 403 && page && /^(?:PUT|DELETE|PATCH|PROPFIND|MKCOL|MOVE|TRACE)$/.test(facts.method)
    ? 'likely'
    : undefined;
}
