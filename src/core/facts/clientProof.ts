import { inspectToken } from '../jwt/inspect.ts';
import type { Token } from '../jwt/token.ts';
import type { Credential } from './credentials.ts';
import { parameter, type Target } from './target.ts';
import type { TokenCall } from './tokenCall.ts';

/** How a client proves itself in one call (RFC 6749, 2.3; RFC 7523, 2.2). `nothing`: it names itself only, or not even that. */
export type ClientProof = 'basic' | 'post' | 'assertion' | 'nothing';

/** Every way that a client authenticates in, in one call: more than one is a mistake. */
export function readClientProofs(call: TokenCall, credentials: readonly Credential[]): readonly ClientProof[] {
  const proofs: ClientProof[] = [];
  if (credentials.some((it) => it.kind === 'basic')) proofs.push('basic');
  if (filled(call, 'client_secret')) proofs.push('post');
  if (filled(call, 'client_assertion')) proofs.push('assertion');
  return proofs.length === 0 ? ['nothing'] : proofs;
}

function filled({ parameters }: TokenCall, name: string): boolean {
  return (parameter(parameters, name) ?? '') !== '';
}

/** What can be seen to be wrong with the client's assertion: which claim, and by what. Times are seconds since the epoch. */
export type AssertionDefect =
  | { readonly claim: 'exp'; readonly is: number }
  | { readonly claim: 'nbf' | 'iat'; readonly is: number }
  | { readonly claim: 'iss' | 'sub'; readonly is: string; readonly wanted: string }
  | { readonly claim: 'aud'; readonly is: readonly string[] }
  | { readonly claim: 'alg'; readonly is: string };

/** Checks a `client_assertion` by what it says (RFC 7523, 3), not by its signature. `now`: the server's clock, where it is known. */
export function readAssertionDefect(call: TokenCall, target: Target, now: number): AssertionDefect | undefined {
  const raw = parameter(call.parameters, 'client_assertion');
  if (raw === undefined) return undefined;
  const token = inspectToken(raw);
  if (token.payload === undefined) return undefined;
  const alg = token.header?.alg;
  if (alg === 'none') return { claim: 'alg', is: alg };
  if (token.exp !== undefined && token.exp <= now) return { claim: 'exp', is: token.exp };
  for (const claim of ['nbf', 'iat'] as const) {
    const time = token[claim];
    if (time !== undefined && now + clockTolerance < time) return { claim, is: time };
  }
  return namesOf(token, call) ?? audienceOf(token, target);
}

/** Servers forgive about as much. */
const clockTolerance = 60;

function namesOf(token: Token, call: TokenCall): AssertionDefect | undefined {
  const { issuer, subject } = token;
  const sent = parameter(call.parameters, 'client_id');
  if (sent !== undefined && subject !== undefined && subject !== sent)
    return { claim: 'sub', is: subject, wanted: sent };
  return issuer !== undefined && subject !== undefined && issuer !== subject
    ? { claim: 'iss', is: issuer, wanted: subject }
    : undefined;
}

/** Both the token endpoint and the issuer count, whose address is mostly of the same host. */
function audienceOf({ audiences }: Token, target: Target): AssertionDefect | undefined {
  if (audiences.length === 0) return { claim: 'aud', is: [] };
  const hosts = audiences.map((it) => /^https?:\/\/([^/?#]+)/i.exec(it)?.[1]?.toLowerCase());
  return target.host !== '' && hosts.every((it) => it !== undefined && it !== target.host)
    ? { claim: 'aud', is: audiences }
    : undefined;
}
