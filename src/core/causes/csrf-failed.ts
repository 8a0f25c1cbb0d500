import type { Cause, Evidence, Fix } from '../cause.ts';
import type { Certainty } from '../certainty.ts';
import { fieldValue } from '../exchange.ts';
import { type FormTokens, lacksFormToken, readFormTokens, readUnequalPair } from '../facts/formToken.ts';
import type { Facts } from '../facts.ts';
import { readCookies } from '../headers/cookies.ts';
import { list, text, words } from '../text.ts';
import { advice, at, fixesOr, found, saidFor, statusShows } from '../verdict.ts';

/** The anti-forgery token or its cookie is missing or wrong. */
export const csrfFailed: Cause = {
  id: 'csrf-failed',
  title: 'The anti-forgery check failed',
  why: 'A browser sends cookies by itself, so a server also wants a token that only its own pages know.',
  link: 'https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    const sent = readFormTokens(facts);
    const certainty = weight(facts, said?.certainty, sent);
    if (!certainty) return undefined;
    const onlyCookie = sent.cookies.length !== 0 && sent.headers.length === 0 && sent.fields.length === 0;
    const onlyField = sent.cookies.length === 0 && sent.fields.length + sent.headers.length !== 0;
    const wantsReferer =
      /\breferr?er\b/i.test(said?.quote ?? '') && facts.referer === undefined && facts.origin === undefined;
    const unequal = readUnequalPair(facts);
    return found(
      certainty,
      unequal
        ? text`The header ${unequal.header} does not hold the value of the cookie ${unequal.cookie}: the token was changed since, mostly by a login.`
        : onlyCookie
          ? text`The cookie ${list(sent.cookies)} went along, and no header or field repeats its token.`
          : onlyField
            ? text`The server does not accept ${list([...sent.headers, ...sent.fields])}: its cookie is missing, it is too old, or it belongs to another session.`
            : sent.cookies.length === 0
              ? text`The request has no anti-forgery token that the server accepts, in no header, field or cookie.`
              : wantsReferer
                ? text`The server wants a ${'Referer'} of its own site beside the anti-forgery token, and the request has none.`
                : text`The server does not accept the anti-forgery token in ${list([...sent.headers, ...sent.fields])} with the cookie ${list(sent.cookies)}.`,
      [...(said?.evidence ?? ([statusShows(facts)] as const)), ...shown(facts, sent)],
      [
        ...(wantsReferer && facts.target.scheme !== ''
          ? [setReferer(`${facts.target.scheme}://${facts.target.host}/`)]
          : []),
        ...fixesOr(
          said,
          advice(
            unequal
              ? text`Read the cookie ${unequal.cookie} before each request, and send its value in ${unequal.header}`
              : onlyCookie
                ? text`Send the token of ${list(sent.cookies)} in the header or field the server reads (often ${'X-XSRF-TOKEN'} or ${'X-CSRF-Token'})`
                : text`Load a page or token endpoint first, then send its token together with its cookie and the session`,
          ),
        ),
        ...(facts.conditions.has('cookie') && !facts.conditions.has('no-authorization')
          ? [
              {
                kind: 'action',
                title: text`Clear the kept cookies: with ${'Authorization'} alone most servers skip the check`,
                action: { do: 'clear-cookies' },
              } as const,
            ]
          : []),
      ],
      said?.source,
    );
  },
};

function setReferer(value: string): Fix {
  return {
    kind: 'edit',
    title: text`Add ${`Referer: ${value}`} to the request`,
    edit: { set: 'header', name: 'Referer', value },
  };
}

/** The return from a sign-in (RFC 6749, 4.1.2): its `state` must be the one that this browser began with. */
function isCallback({ target, status, hinted }: Facts): boolean {
  const has = (name: string) => target.query.some((it) => it.name === name);
  return has('state') && (has('code') || has('error')) && hinted === undefined && [400, 401, 403].includes(status);
}

function weight(facts: Facts, said: Certainty | undefined, sent: FormTokens): Certainty | undefined {
  if (said) return said;
  if (facts.status === 419) return 'stated';
  if (isCallback(facts)) return facts.callback ? 'possible' : 'likely';
  const writes = !/^(?:GET|HEAD|OPTIONS)$/.test(facts.method);
  const other = facts.stated !== undefined && facts.stated !== 'token-invalid';
  if (!writes || other || (facts.status !== 403 && facts.status !== 400)) return undefined;
  if (readUnequalPair(facts)) return 'likely';
  const halves = (sent.cookies.length !== 0) !== (sent.headers.length + sent.fields.length !== 0);
  if (halves) return 'likely';
  const handsOut = facts.exchange.response.headers.some(
    (it) => /csrf|xsrf/i.test(it.name) || (/^set-cookie$/i.test(it.name) && /^[^=]{0,40}(?:csrf|xsrf)/i.test(it.value)),
  );
  if (handsOut && sent.headers.length === 0) return 'likely';
  if (lacksFormToken(facts)) return 'possible';
  // Both halves came, in a browser, and the page gives no reason.
  return sent.cookies.length !== 0 && facts.statements.every((it) => it.kind === 'page') ? 'possible' : undefined;
}

/** A header of the answer that holds the token to send back: named like one, or named by the answer's own words. */
function offered(facts: Facts): Evidence[] {
  const said = facts.statements.map((it) => it.value).join('\n');
  return facts.exchange.response.headers
    .filter(({ name }) => /csrf|xsrf/i.test(name) || (/^x-/i.test(name) && 8 < name.length && said.includes(name)))
    .slice(0, 2)
    .map(({ name }) => at({ in: 'response-header', name }, text`the answer carries ${name}, to be sent back`));
}

function shown(facts: Facts, sent: FormTokens): Evidence[] {
  const cookies = readCookies(fieldValue(facts.exchange.request.headers, 'Cookie') ?? '')
    .map((it) => it.name)
    .slice(0, 8);
  return [
    at(
      { in: 'request-header', name: 'Cookie' },
      cookies.length === 0
        ? text`the request has no cookies`
        : cookies.length === 1
          ? text`the request has the cookie ${list(cookies)}`
          : text`the request has the cookies ${list(cookies)}`,
    ),
    ...offered(facts),
    // Some servers ask it of browsers alone, and tell them by that.
    ...(facts.credentials.some((it) => it.in === 'authorization') && facts.conditions.has('browser')
      ? [at({ in: 'request-header', name: 'User-Agent' } as const, text`${'User-Agent'} is ${facts.userAgent}`)]
      : []),
    ...sent.headers.map((name) => at({ in: 'request-header', name }, text`the request has the header ${name}`)),
    ...sent.fields.map((name) => at({ in: 'request-body' }, text`the body has the field ${name}`)),
    ...(['Origin', 'Referer'] as const).map((name) =>
      at(
        { in: 'request-header', name },
        text`${name} is ${fieldValue(facts.exchange.request.headers, name) ?? words('missing')}`,
      ),
    ),
  ];
}
