import type { SignInConfig } from '../auth/config.ts';
import type { HttpFile, RequestBlock, Span } from '../http/httpFile.ts';
import { requestNamed } from '../http/requestNamed.ts';
import { Secret } from '../secret.ts';
import { supplyDynamic } from './dynamic.ts';
import type { EnvironmentValue, Layer } from './environments.ts';
import { createEvaluator } from './evaluate.ts';
import { findSource } from './lookup.ts';
import type { ResolveProblem, Scope } from './scope.ts';
import { isSecretName } from './secretNames.ts';
import type { TokenReference } from './tokenReference.ts';

/** One variable as a hover shows it. */
export interface Explained {
  readonly name: string;
  /** Absent where it is known only when the request is sent, or where there is none. */
  readonly value?: string | Secret;
  /** Where the value comes from, or why there is none: whole words, without a full stop. */
  readonly origin: string;
  /** The definition or the request it refers to, in the same file. */
  readonly span?: Span;
}

/** Says what a reference stands for at a request, without asking, sending or reading anything. */
export function explainVariable(file: HttpFile, request: RequestBlock, name: string, scope: Scope): Explained {
  if (name.startsWith('$')) return explainDynamic(name, scope);
  const bare = name.replace(/^%/, '');
  const at = request.requestLine.start;
  const source = findSource(bare, { file, request, at }, scope, () => false);
  const base = bare.split(/[.[]/, 1)[0] ?? bare;
  const target = source ? undefined : requestNamed(file, base, at);
  const evaluator = createEvaluator(file, request, scope);
  const value = evaluator.evaluate(`{{${name}}}`, { span: request.requestLine, where: 'the request' });
  const complete = evaluator.problems.length === 0 && evaluator.needs.length === 0;
  const secret = value.secret || isSecretName(bare);
  const shown = complete ? { value: secret ? new Secret(value.text) : value.text } : {};
  if (target) {
    const known = complete ? '' : ', not sent yet in this session';
    return {
      name,
      ...shown,
      origin: `from the exchange of the request ${target.name}${known}`,
      span: target.requestSpan,
    };
  }
  if (source?.kind === 'definition') {
    const [problem] = evaluator.problems;
    const later = problem
      ? `, and leads to ${withoutValue(problem)}`
      : complete
        ? ''
        : ', known when the request is sent';
    return { name, ...shown, origin: `defined in this file${later}`, span: source.definition };
  }
  if (source?.kind === 'layer') return { name, ...shown, origin: layerOrigin(source.layer, source.value) };
  if (source?.kind === 'prompt') return { name, origin: `asked for when the request is sent: ${source.label}` };
  if (source?.kind === 'runtime') return { name, ...shown, origin: 'set while running' };
  if (complete) return { name, ...shown, origin: 'part of a variable' };
  if (evaluator.problems.length === 0)
    return { name, origin: 'set by a script, or in an imported file, once that is run' };
  return { name, origin: withoutValue(evaluator.problems[0]).replace(/^\S+, which has/, 'has') };
}

function explainDynamic(name: string, scope: Scope): Explained {
  const supplied = supplyDynamic(name, scope.supplies);
  // What depends on the process or the folder is known only when the request is sent.
  const depends = /^\$(?:processEnv|env|projectRoot|historyFolder)\b/.test(name);
  if (supplied.kind === 'problem' && !depends) return { name, origin: supplied.message.replace(/\.$/, '') };
  if (supplied.kind === 'token') return { name, origin: tokenOrigin(supplied.token, scope) };
  if (supplied.kind === 'question') return { name, origin: `asked for when the request is sent: ${supplied.label}` };
  return { name, origin: 'supplied by Why401 when the request is sent' };
}

function tokenOrigin(token: TokenReference, scope: Scope): string {
  if (token.from === 'account') {
    const scopes = token.scopes.length ? ` with ${token.scopes.join(', ')}` : '';
    return `a token of your ${token.provider} account in the editor${scopes}, asked for when the request is sent`;
  }
  if (token.from === 'rest-client') return 'a token as REST Client asks for it, obtained when the request is sent';
  const what = token.use === 'id' ? 'the ID token' : 'a token';
  const config = scope.signIn(token.id);
  return config
    ? `${what} of the sign-in ${token.id}, obtained when the request is sent; configured in ${config.origin}`
    : `${what} of the sign-in ${token.id}, which no environment file has for this choice`;
}

/** The sign-in that `$auth.token("id")` names; undefined for every other name. */
export function signInReferred(name: string, scope: Pick<Scope, 'signIn' | 'supplies'>): SignInConfig | undefined {
  const supplied = name.startsWith('$auth.') ? supplyDynamic(name, scope.supplies) : undefined;
  return supplied?.kind === 'token' && supplied.token.from === 'configured'
    ? scope.signIn(supplied.token.id)
    : undefined;
}

function layerOrigin(layer: Layer, value: EnvironmentValue): string {
  return value.line === undefined ? layer.origin : `${layer.origin}, line ${value.line}`;
}

function withoutValue(problem: ResolveProblem | undefined): string {
  if (!problem?.variable) return problem?.message.replace(/\.$/, '') ?? 'no value';
  const { name, lookedIn, similar } = problem.variable;
  const close = similar.length ? `; close to it: ${similar.join(', ')}` : '';
  return `\`${name}\`, which has no value. Looked in: ${lookedIn.join(', ')}${close}`;
}
