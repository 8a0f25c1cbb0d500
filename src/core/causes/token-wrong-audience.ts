import type { Cause, Found } from '../cause.ts';
import { expectedAudience } from '../facts/expectedAudience.ts';
import type { Facts } from '../facts.ts';
import { signInForAudience } from '../signInFixes.ts';
import { list, text, words } from '../text.ts';
import { refusedCall } from '../tokenCallVerdict.ts';
import { advice, at, byHand, credentialShown, found, present, ruledOut, saidFor, statusShows } from '../verdict.ts';

/** The token is for another API: `aud` (RFC 7519, 4.1.3; RFC 8707) does not name this one. */
export const tokenWrongAudience: Cause = {
  id: 'token-wrong-audience',
  title: 'The token is for another API',
  why: 'A token names the API it is for, so that one API cannot use its callers’ tokens at another.',
  link: 'https://www.rfc-editor.org/rfc/rfc7519#section-4.1.3',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    const has = facts.token?.audiences ?? [];
    const refused = refusedCall(facts, said);
    if (refused && refused.fixes.length !== 0) return refused;
    if (said) {
      const wanted = expectedAudience(said.quote, has);
      const holds =
        facts.token === undefined || facts.token.payload === undefined
          ? text`that of the token cannot be read here`
          : has.length === 0
            ? text`the token names no audience (aud)`
            : text`the token is for ${list(has)}`;
      const api = facts.target.hostname === '' ? words('The API') : facts.target.hostname;
      return found(
        said.certainty,
        wanted === undefined
          ? text`${api} wants another audience: ${holds}.`
          : text`The API wants the audience ${wanted}; ${holds}.`,
        [
          ...said.evidence,
          ...present([
            facts.token &&
              at({ in: 'token', claim: 'aud' }, has.length === 0 ? text`aud is missing` : text`aud is ${list(has)}`),
            credentialShown(facts),
          ]),
        ],
        [
          ...signInForAudience(facts, wanted),
          ...said.fixes,
          byHand(
            wanted === undefined
              ? text`Ask for a token whose aud is the API at ${facts.target.hostname} (${'audience'} or ${'resource'} in the token request)`
              : text`Ask for a token with the audience ${wanted}`,
          ),
        ],
        said.source,
      );
    }
    if (facts.token?.kind !== 'jws' || has.length === 0 || facts.status !== 401) return undefined;
    const asked = askedFor(facts, has);
    if (asked) return asked;
    return byHost(facts, has);
  },
};

/** The challenge names the service it stands for, as registries do, and the token is for another. */
function askedFor(facts: Facts, has: readonly string[]): Found | undefined {
  for (const { field, params } of facts.challenges) {
    const wanted = params.find((it) => /^(?:service|audience)$/.test(it.name))?.value;
    if (wanted === undefined || has.includes(wanted)) continue;
    return found(
      'likely',
      text`The API wants the audience ${wanted}; the token is for ${list(has)}.`,
      [
        at({ in: 'token', claim: 'aud' }, text`aud is ${list(has)}`),
        at({ in: 'response-header', name: field }, text`the challenge is for ${wanted}`),
      ],
      [...signInForAudience(facts, wanted), byHand(text`Ask for a token with the audience ${wanted}`)],
    );
  }
  return undefined;
}

/** The audience is a host, and not this one. */
function byHost(facts: Facts, has: readonly string[]): Found | ReturnType<typeof ruledOut> | undefined {
  const here = facts.target.hostname;
  const hosts = has.map((it) => /^[a-z]+:\/\/([^/:]+)/i.exec(it)?.[1]?.toLowerCase());
  if (hosts.some((it) => it !== undefined && (it === here || here.endsWith(`.${it}`) || it.endsWith(`.${here}`))))
    return ruledOut(text`The audience ${list(has)} is this host.`);
  const issuer = facts.token?.issuer ?? '';
  const selfIssued = /kubernetes\.default\.svc|\.eks\.amazonaws\.com\/id\//.test(issuer);
  const foreign =
    hosts.every((it) => it !== undefined) ||
    (selfIssued && !has.some((it) => issuer.includes(it) || /kubernetes/.test(it)));
  if (!foreign) return undefined;
  const related = hosts.some((it) => it?.split('.').slice(-2).join('.') === here.split('.').slice(-2).join('.'));
  return found(
    related || (facts.hinted !== undefined && facts.hinted !== 'token-invalid') ? 'possible' : 'likely',
    text`The token is for ${list(has)}, and the request goes to ${here}.`,
    [
      at({ in: 'token', claim: 'aud' }, text`aud is ${list(has)}`),
      at({ in: 'url', part: 'host' }, text`the host is ${here}`),
      statusShows(facts),
    ],
    [advice(text`Ask for a token whose audience is this API`)],
  );
}
