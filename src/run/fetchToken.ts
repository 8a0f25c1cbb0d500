import { type TokenNeed, tokenNeedKey } from '../core/auth/reference.ts';
import { secretsOfSignIn } from '../core/auth/secretsOfSignIn.ts';
import { type SessionKey, sessionName } from '../core/auth/session.ts';
import type { Exchange } from '../core/exchange.ts';
import type { Secret } from '../core/secret.ts';
import type { Need } from '../core/variables/scope.ts';
import { textValue, type Value } from '../core/variables/value.ts';
import { rememberLent } from './carried.ts';
import { type RunContext, unsendable, withRanFirst } from './context.ts';
import { sessionKeyFor } from './obtaining.ts';
import type { RunOutcome, UsedCredential } from './run.ts';
import type { Token } from './token.ts';
import { tokenFor } from './tokens.ts';

/** The tokens of one request while it is resolved. */
export interface FetchedTokens {
  /** What the references stand for, by `tokenNeedKey`. */
  readonly values: Map<string, Value>;
  readonly used: UsedCredential[];
  /** Accounts of the editor whose tokens go along, by `tokenNeedKey`. */
  readonly accounts: Map<string, string>;
  /** Private keys (JWK text) that a token is bound to, by the token. */
  readonly keys: Map<string, Secret>;
  /** Sessions that were begun for this very request: it shows where they may go. */
  readonly begun: Set<string>;
}

export function noTokens(): FetchedTokens {
  return { values: new Map(), used: [], accounts: new Map(), keys: new Map(), begun: new Set() };
}

/** Gets the token for a need; undefined once it is there, else what becomes of the request. */
export async function fetchToken(
  { need, span }: Extract<Need, { kind: 'token' }>,
  tokens: FetchedTokens,
  context: RunContext,
): Promise<RunOutcome | undefined> {
  const known = need.from === 'sign-in' ? await keptUnder(sessionKeyFor(need.signIn, context.target), context) : true;
  const token = await tokenFor(need, context);
  if (need.from === 'sign-in') context.secrets.push(...secretsOfSignIn(need.signIn));
  if (token.kind === 'cancelled') return { kind: 'cancelled' };
  for (const exchange of withContext(token)) context.ranFirst.push({ name: nameOf(need), exchange });
  if (token.kind === 'none') {
    const { message, network } = token;
    if (network !== undefined && network !== 'not-oauth' && network !== 'not-configured')
      return { kind: 'failed', code: network, message, earlier: [] };
    const outcome = withRanFirst(unsendable({ message: `${message} The request was not sent.`, span }), context);
    return need.from === 'sign-in' ? { ...outcome, signIn: sessionKeyFor(need.signIn, context.target) } : outcome;
  }
  context.secrets.push(token.value);
  tokens.values.set(tokenNeedKey(need), textValue(token.value.reveal(), true));
  const { lent } = context.memory;
  if (need.from === 'account') {
    tokens.accounts.set(tokenNeedKey(need), need.provider);
    rememberLent(lent, token.value.reveal(), { account: tokenNeedKey(need), provider: need.provider });
  } else if (token.session) {
    const { key, tokens: kept } = token.session;
    if (kept.dpopKey) tokens.keys.set(token.value.reveal(), kept.dpopKey);
    tokens.used.push({ from: 'session', need, key, token: token.value });
    rememberLent(lent, token.value.reveal(), { session: key });
    if (!known) tokens.begun.add(sessionName(key));
  }
  return undefined;
}

async function keptUnder(key: SessionKey, { host }: RunContext): Promise<boolean> {
  return (await host.sessions.get(key)) !== undefined;
}

function nameOf(need: TokenNeed): string {
  return need.from === 'account' ? `account ${need.provider}` : `token of ${need.signIn.id}`;
}

/** What was refused is explained by what was asked before it: the issuer's metadata tells what it takes. */
function withContext(token: Exclude<Token, { kind: 'cancelled' }>): readonly Exchange[] {
  const last = token.calls.at(-1);
  if (token.kind === 'token' || !last) return token.calls;
  const before = token.calls.slice(0, -1);
  return [...before, { ...last, earlier: [...last.earlier, ...before] }];
}
