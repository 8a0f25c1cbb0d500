import { type Exchange, fieldValue } from '../exchange.ts';
import { readBody } from './body.ts';
import { type Parameter, parameter, readParameters, readTarget, type Target } from './target.ts';
import { readTokenCall, type TokenCall } from './tokenCall.ts';

/** The authorization request of an earlier exchange, pushed ones included, that a code was given for (RFC 6749, 4.1.1; RFC 9126). */
export interface BegunSignIn {
  readonly entry: number;
  readonly parameters: readonly Parameter[];
  /** The code came back with the `state` of this request, or in its answer. Else it is the last one of the same client. */
  readonly sure: boolean;
}

/** The authorization request that a token call goes back to, where an earlier exchange shows it. */
export function readBegunSignIn(earlier: readonly Exchange[], call: TokenCall): BegunSignIn | undefined {
  const code = parameter(call.parameters, 'code');
  if (call.endpoint !== 'token' || code === undefined || code.length < 4) return undefined;
  const begun: (BegunSignIn & { readonly state: string | undefined; readonly gave: boolean })[] = [];
  const states = new Set<string>();
  for (let i = Math.max(0, earlier.length - 50); i < earlier.length; i++) {
    const it = earlier[i];
    if (!it) continue;
    const target = readTarget(it.request);
    const back = [target.query, readParameters(queryOf(fieldValue(it.response.headers, 'Location') ?? ''))];
    const gave = back.find((parameters) => parameter(parameters, 'code') === code);
    const state = gave && parameter(gave, 'state');
    if (state !== undefined) states.add(state);
    const one = requestOf(it, target);
    if (one && (call.clientId === undefined || parameter(one, 'client_id') === call.clientId))
      begun.push({ entry: i, parameters: one, sure: false, state: parameter(one, 'state'), gave: gave !== undefined });
  }
  const known = begun.findLast((it) => it.gave || (it.state !== undefined && states.has(it.state)));
  const last = known ?? begun.at(-1);
  return last && { entry: last.entry, parameters: last.parameters, sure: known !== undefined || begun.length === 1 };
}

function requestOf(it: Exchange, target: Target): readonly Parameter[] | undefined {
  const call = readTokenCall(it.request, target, readBody(it.request.body));
  return call && (call.endpoint === 'authorization' || call.endpoint === 'pushed') ? call.parameters : undefined;
}

function queryOf(url: string): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start + 1, start + 20_000).replace(/#[\s\S]*/, '');
}
