import type { Cause, Found, RuledOut } from '../cause.ts';
import { readStage } from '../facts/stage.ts';
import { type Verified, verified, weightOf } from '../facts/verified.ts';
import type { Facts } from '../facts.ts';
import { chooseAnotherEnvironment } from '../fixes.ts';
import { prose, text, words } from '../text.ts';
import { refusedCall } from '../tokenCallVerdict.ts';
import {
  advice,
  at,
  credentialShown,
  found,
  present,
  ruledOut,
  type Said,
  saidFor,
  statusShows,
  wordsShown,
} from '../verdict.ts';

/** The token is from another issuer, tenant, realm or environment: `iss` (RFC 7519, 4.1.1) is not the one the server trusts. */
export const tokenWrongIssuer: Cause = {
  id: 'token-wrong-issuer',
  title: 'The issuer of the token is not trusted',
  why: 'A server trusts the tokens of its own issuer, tenant or environment only; test and production have different ones.',
  link: 'https://www.rfc-editor.org/rfc/rfc7519#section-4.1.1',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    const checked = compared(facts);
    if (checked?.outcome === 'wrong') return notExpected(facts, checked, said);
    if (!said) return otherStage(facts) ?? (checked && asExpected(checked));
    const refused = refusedCall(facts, said, undefined, [chooseAnotherEnvironment]);
    if (refused) return refused;
    const issuer = facts.token?.issuer;
    return found(
      said.certainty,
      issuer === undefined
        ? text`The server does not trust the issuer of the credential.`
        : text`The server does not trust the token's issuer, ${issuer}.`,
      [
        ...said.evidence,
        ...present([
          issuer === undefined ? undefined : at({ in: 'token', claim: 'iss' }, text`iss is ${issuer}`),
          credentialShown(facts),
        ]),
      ],
      [
        ...said.fixes,
        advice(
          text`Get the token from the issuer, tenant or environment that ${facts.target.hostname || words('this server')} belongs to`,
        ),
        chooseAnotherEnvironment,
        advice(
          text`Compare iss letter by letter with the issuer in the server's configuration, the slash at the end included`,
        ),
      ],
      said.source,
    );
  },
};

interface Compared extends Verified {
  readonly issuer: string | undefined;
  readonly wanted: string;
  /** `the sign-in admin` */
  readonly from: string;
}

/** The token's issuer beside the one that is configured. */
function compared(facts: Facts): Compared | undefined {
  const checked = verified(facts, 'iss');
  const expected = checked?.verification.expected;
  if (!checked || expected?.issuer === undefined) return undefined;
  const token = checked.verification.inner ?? facts.token;
  return { ...checked, issuer: token?.issuer, wanted: expected.issuer, from: expected.from };
}

function notExpected(facts: Facts, { issuer, wanted, from }: Compared, said: Said | undefined): Found {
  const shows = issuer === undefined ? text`there is no iss` : text`iss is ${issuer}`;
  return found(
    weightOf(facts, said !== undefined),
    issuer === undefined
      ? text`The token names no issuer, and ${prose(from)} names ${wanted}.`
      : text`The token's issuer is ${issuer}, and ${prose(from)} names ${wanted}.`,
    [
      at({ in: 'token', claim: 'iss' }, shows),
      ...(said?.evidence ?? [statusShows(facts)]),
      ...present([credentialShown(facts)]),
    ],
    [advice(text`Get the token from ${wanted}`), ...(said?.fixes ?? []), chooseAnotherEnvironment],
    said?.source,
  );
}

function asExpected({ issuer, from }: Compared): RuledOut {
  return ruledOut(text`iss is ${issuer ?? ''}, the issuer that ${prose(from)} names.`);
}

/** A token of the test environment at the real one, or the reverse, by the host that gave it. */
function otherStage(facts: Facts): Found | undefined {
  const general = facts.stated === undefined || facts.stated === 'token-invalid';
  if (!general || (facts.status !== 401 && facts.status !== 403)) return undefined;
  const here = facts.target.hostname;
  const { issued } = facts.history;
  const issuer = /^https?:\/\/([^/:?#]+)/i.exec(facts.token?.issuer ?? '')?.[1]?.toLowerCase();
  const from = issued?.host ?? (issuer !== undefined && site(issuer) === site(here) ? issuer : undefined);
  if (from === undefined || from === here || readStage(from) === readStage(here)) return undefined;
  return found(
    'likely',
    text`The token comes from ${from}, and the request goes to ${here}: another environment.`,
    [
      issued
        ? at({ in: 'earlier', entry: issued.entry, what: 'the request' }, text`${from}${issued.path} gave the token`)
        : at({ in: 'token', claim: 'iss' }, text`iss is ${facts.token?.issuer ?? ''}`),
      at({ in: 'url', part: 'host' }, text`the host is ${here}`),
      statusShows(facts),
      ...wordsShown(facts),
    ],
    [
      advice(text`Get the token from the environment of ${here}, or send the request to that of ${from}`),
      chooseAnotherEnvironment,
    ],
  );
}

function site(host: string): string {
  return host.split('.').slice(-2).join('.');
}
