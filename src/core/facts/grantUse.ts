import { type Exchange, fieldValue } from '../exchange.ts';
import { readBody } from './body.ts';
import { parameter, readTarget, type Target } from './target.ts';
import { grantParameter, readTokenCall, type TokenCall } from './tokenCall.ts';

/** What earlier calls to the same server did with the code or refresh token of this one. */
export interface GrantUse {
  /** `code`, `refresh_token`, … */
  readonly name: string;
  /** It was exchanged before, with success. `replaced`: the answer gave another refresh token for it. */
  readonly spent?: {
    readonly entry: number;
    readonly path: string;
    readonly secondsBefore: number;
    readonly replaced: boolean;
  };
  /** A refresh token of the same chain was sent a second time and refused. */
  readonly chainEnded?: { readonly entry: number; readonly path: string };
  /** Where it was handed out, and how long ago: in seconds. */
  readonly given?: { readonly entry: number; readonly secondsBefore: number };
}

/** Follows the code or refresh token of a token call through the earlier exchanges; the last 50 of them. */
export function readGrantUse(
  earlier: readonly Exchange[],
  call: TokenCall,
  target: Target,
  sentAt: number,
): GrantUse | undefined {
  const name = grantParameter(call);
  const value = name && parameter(call.parameters, name);
  if (name === undefined || value === undefined || value.length < 6) return undefined;
  const use: { -readonly [key in keyof GrantUse]: GrantUse[key] } = { name };
  const spent = new Set<string>();
  for (let i = Math.max(0, earlier.length - 50); i < earlier.length; i++) {
    const it = earlier[i];
    if (!it) continue;
    const there = readTarget(it.request);
    const secondsBefore = Math.max(0, sentAt - (it.sentAt ?? sentAt * 1000) / 1000);
    const answer = it.response.body?.text.slice(0, 100_000) ?? '';
    if (handsOut(it, there, value, answer)) use.given = { entry: i, secondsBefore };
    if (there.host !== target.host) continue;
    const before = readTokenCall(it.request, there, readBody(it.request.body));
    const laid = before && grantParameter(before);
    const sent = before && laid !== undefined ? parameter(before.parameters, laid) : undefined;
    if (sent === undefined) continue;
    if (it.response.status < 300) {
      spent.add(sent);
      const given = /"refresh_token"\s{0,5}:\s{0,5}"([^"]{1,8000})"/.exec(answer)?.[1];
      if (sent === value)
        use.spent = { entry: i, path: there.path, secondsBefore, replaced: given !== undefined && given !== value };
    } else if (spent.has(sent) && sent !== value && 400 <= it.response.status && it.response.status < 500) {
      use.chainEnded = { entry: i, path: there.path };
    }
  }
  return use.spent || use.chainEnded || use.given ? use : undefined;
}

function handsOut(it: Exchange, there: Target, value: string, answer: string): boolean {
  const location = fieldValue(it.response.headers, 'Location') ?? '';
  return (
    there.query.some((one) => one.name === 'code' && one.value === value) ||
    (it.response.status < 400 && (answer.includes(`"${value}"`) || location.includes(encodeURIComponent(value))))
  );
}
