import type { Cause, Evidence, Found } from '../cause.ts';
import type { Certainty } from '../certainty.ts';
import { fieldValue } from '../exchange.ts';
import { parameter } from '../facts/target.ts';
import type { TokenCall } from '../facts/tokenCall.ts';
import type { Facts } from '../facts.ts';
import { openOffered } from '../fixes.ts';
import { signInForScopes } from '../signInFixes.ts';
import { list, text, words } from '../text.ts';
import { clientOf, refusedCall } from '../tokenCallVerdict.ts';
import {
  advice,
  at,
  byHand,
  credentialShown,
  fixesOr,
  found,
  present,
  requestShown,
  ruledOut,
  type Said,
  saidFor,
  statusShows,
  wordsShown,
} from '../verdict.ts';

/** The token lacks an OAuth scope, or a permission of a fine-grained token (RFC 6750, 3.1, `insufficient_scope`). */
export const scopeMissing: Cause = {
  id: 'scope-missing',
  title: 'The token lacks a scope',
  why: 'A scope limits what a token may do, whatever its user may do; it is chosen when the token is requested.',
  link: 'https://www.rfc-editor.org/rfc/rfc6750#section-3.1',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    const call = facts.tokenCall;
    const refused =
      call && call.endpoint !== 'introspection' && said?.fixes.length ? refusedCall(facts, said) : undefined;
    if (refused && !call?.parameters.some((it) => it.name === 'scope')) return refused;
    if (said && call && call.endpoint !== 'callback') return notGiven(facts, call, said);
    const wanted = wantedScopes(facts, said?.quote);
    const has = heldScopes(facts);
    const missing = wanted.filter((it) => !has.includes(it));
    const listed = acceptedHeader(facts);
    const lacksListed =
      listed !== undefined &&
      listed.length !== 0 &&
      !listed.some((it) => has.includes(it)) &&
      (facts.status === 403 || facts.status === 404);
    const named =
      (!said || said.certainty === 'possible') &&
      facts.credential !== undefined &&
      missing.length !== 0 &&
      namesScopes(facts);
    if (!said && !lacksListed && !named) {
      const fits = 0 < wanted.length && missing.length === 0 && facts.token !== undefined;
      return fits ? ruledOut(text`The token has ${list(wanted)}.`) : undefined;
    }
    const other = facts.stated !== undefined && facts.stated !== this.id;
    // The server says so, and the token has all it names: then it is not the scope, or not this token.
    const contradicted = wanted.length !== 0 && missing.length === 0;
    const need = missing.length === 0 ? (listed ?? []) : missing;
    const certainty = (): Certainty => {
      // Who has not said who it is lacks that first.
      if (facts.status === 401 && facts.conditions.has('anonymous')) return 'possible';
      if (said && said.certainty !== 'possible') return contradicted ? 'likely' : said.certainty;
      if (named) return 'stated';
      return lacksListed && !other ? 'likely' : 'possible';
    };
    const evidence: readonly [Evidence, ...Evidence[]] = named || (said?.evidence ?? [statusShows(facts)]);
    return found(
      certainty(),
      summary(need, has),
      [
        ...evidence,
        ...listedEvidence(facts),
        ...present([held(facts, has), credentialShown(facts)]),
        requestShown(facts),
      ],
      [
        ...openOffered(facts, /(?:consent|authori[sz]e|reauth\w{0,20}|grant)_?(?:url|uri|link)$/i, text`Grant it`),
        ...(need.length === 0
          ? fixesOr(said, advice(text`Request a token with the scope this endpoint documents`))
          : [
              ...signInForScopes(facts, namedScopes(facts, need)),
              byHand(
                text`Request a token with ${list(need)}${has.length === 0 ? text`` : text` besides ${list(has.slice(0, 8))}`}`,
              ),
              ...(said?.fixes ?? []),
            ]),
      ],
      said?.source,
    );
  },
};

/** A token request that asks for more than its client may have (RFC 6749, 5.2, `invalid_scope`). */
function notGiven(facts: Facts, call: TokenCall, said: Said): Found {
  const asked = (parameter(call.parameters, 'scope') ?? '').split(/\s+/).filter((it) => it !== '');
  const inWords = wordsIn(facts.statements.map((it) => it.value).join('\n'), asked);
  const { issuerMetadata } = facts;
  const unknown = issuerMetadata?.scopes ? asked.filter((it) => !issuerMetadata.scopes?.includes(it)) : [];
  const named = inWords.length === 0 ? unknown : inWords;
  const refused = named.length === 0 ? asked : named;
  const sure = refused.length === 1 || named.length !== 0;
  const scope = refused.length === 0 ? words('the scope') : list(refused.slice(0, 8), sure ? 'and' : 'or');
  return found(
    said.certainty,
    sure || refused.length === 0
      ? text`The issuer does not give ${scope} to ${clientOf(call)}: ${said.shows ?? words('it does not know it, or the client may not have it')}.`
      : text`The issuer does not give ${scope} to ${clientOf(call)}, and does not say which of them it refuses.`,
    [
      ...said.evidence,
      ...(issuerMetadata && inWords.length === 0 && unknown.length !== 0
        ? [
            at(
              { in: 'earlier', entry: issuerMetadata.entry, what: 'scopes_supported' },
              text`the issuer's metadata does not list ${list(unknown.slice(0, 8))}`,
            ),
          ]
        : []),
      ...(asked.length === 0 ? [] : [at(call.at, text`the request asks for the scope ${list(asked.slice(0, 8))}`)]),
      ...present([credentialShown(facts)]),
    ],
    [
      ...said.fixes,
      sure
        ? advice(text`Ask for scopes that the client is registered with`)
        : advice(text`Ask for one scope a call: the one that is refused alone is the wrong one`),
      advice(text`Have ${scope} added to the client at the issuer`),
    ],
    said.source ?? 'https://www.rfc-editor.org/rfc/rfc6749#section-5.2',
  );
}

/** Those of several words that a text has as whole words: `a` is no part of `invalid_scope`. */
function wordsIn(said: string, words: readonly string[]): readonly string[] {
  const found = new Set(said.split(/[\s"'`,;()[\]{}<>=]+/).map((it) => it.replace(/[.:!?]$/, '')));
  return words.filter((it) => found.has(it));
}

/**
 * The answer lists the scopes it wants: in a field of that name, or in the challenge of an answer that speaks of rights.
 */
function namesScopes(facts: Facts): readonly [Evidence, ...Evidence[]] | false {
  const field = facts.responseBody.fields.find((it) =>
    /^(?:required|missing|needed|necessary)_?scopes?$/i.test(it.key),
  );
  if (field) return [at({ in: 'response-body' }, text`${field.key} has ${field.value}`)];
  const asked = facts.challenges.find((it) => it.params.some((param) => param.name === 'scope'));
  const rights =
    facts.stated === 'role-missing' ||
    facts.status === 403 ||
    /not enough permission/i.test(
      facts.statements
        .map((it) => it.value)
        .join(' ')
        .slice(0, 2_000),
    );
  if (!asked || !rights) return false;
  const scope = asked.params.find((param) => param.name === 'scope')?.value ?? '';
  return [
    at({ in: 'response-header', name: asked.field }, text`the challenge asks for the scope ${scope}`),
    ...wordsShown(facts),
  ];
}

function summary(need: readonly string[], has: readonly string[]): ReturnType<typeof text> {
  const holds = has.length === 0 ? text`` : text`; the token has ${list(has.slice(0, 10))}`;
  return need.length === 0
    ? text`The token lacks a scope that this request needs${holds}.`
    : text`The request needs ${list(need)}${holds}.`;
}

/** Scopes the answer asks for: in the challenge, in the body's fields, in its words. */
function wantedScopes(facts: Facts, quote: string | undefined): string[] {
  const challenge = facts.challenges.flatMap((it) => it.params).find((it) => it.name === 'scope')?.value;
  if (challenge)
    return challenge
      .split(/[\s,]+/)
      .filter((it) => it !== '')
      .slice(0, 20);
  const fields = facts.responseBody.fields.filter((it) =>
    /^(?:scopes?|required|required_?scopes?|missing_?scopes?|needed|necessary_?scopes?)$/i.test(it.key),
  );
  const named = fields.flatMap((it) => it.value.split(/[\s,]+/)).filter((it) => /[a-z]/i.test(it) && it.length < 100);
  // Scopes can be addresses; beside words an address is the page that explains them.
  const words = named.filter((it) => !/^https?:/i.test(it));
  if (named.length !== 0) return [...new Set(words.length === 0 ? named : words)].slice(0, 20);
  // A code alone names the refusal, not a scope.
  if (quote === undefined || !/\s/.test(quote)) return [];
  const inQuote =
    quote.match(/(?<![\w/.:@-])(?:[a-z][\w-]{1,40}[:.][\w:.*-]{2,60}|[a-z]{2,20}(?:_[a-z]{2,20}){1,4})(?![\w/@])/gi) ??
    [];
  return [...new Set(inQuote.map((it) => it.replace(/[.:]$/, '')))]
    .filter((it) => !/insufficient|scope|\.com|\.io|\.org|error|example/i.test(it))
    .slice(0, 5);
}

/** Those of the scopes that the answer names as such, not in running text; of a list of which one will do, one that stands alone. */
function namedScopes(facts: Facts, need: readonly string[]): readonly string[] {
  const listed = acceptedHeader(facts);
  if (listed?.includes(need[0] ?? '')) return need.length === 1 ? need : [];
  const named = [
    ...facts.challenges.flatMap((it) =>
      it.params.filter((param) => param.name === 'scope').map((param) => param.value),
    ),
    ...facts.responseBody.fields
      .filter((it) => /^(?:scopes?|required_?scopes?|missing_?scopes?|needed|necessary_?scopes?)$/i.test(it.key))
      .map((it) => it.value),
  ].flatMap((it) => it.split(/[\s,]+/));
  return need.filter((it) => named.includes(it));
}

function heldScopes(facts: Facts): readonly string[] {
  const header = fieldValue(facts.exchange.response.headers, 'X-OAuth-Scopes');
  if (header !== undefined) return header.split(/,\s*/).filter((it) => it !== '');
  const granted = facts.responseBody.fields
    .filter((it) => /^(?:granted|granted_?scopes?|provided)$/i.test(it.key))
    .map((it) => it.value);
  return granted.length === 0 ? (facts.token?.scopes ?? []) : granted;
}

function acceptedHeader(facts: Facts): readonly string[] | undefined {
  return fieldValue(facts.exchange.response.headers, 'X-Accepted-OAuth-Scopes')
    ?.split(/,\s*/)
    .filter((it) => it !== '');
}

function listedEvidence(facts: Facts): Evidence[] {
  return facts.exchange.response.headers
    .filter((it) => /^x-(?:accepted-)?oauth-scopes$|^x-access-level$|^x-accepted-github-permissions$/i.test(it.name))
    .map((it) => at({ in: 'response-header', name: it.name }, text`${it.name} is ${it.value || 'empty'}`));
}

function held(facts: Facts, has: readonly string[]): Evidence | undefined {
  if (facts.token?.payload === undefined) return undefined;
  return at(
    { in: 'token', claim: 'scope' },
    has.length === 0 ? text`the token names no scope` : text`the token has ${list(has)}`,
  );
}
