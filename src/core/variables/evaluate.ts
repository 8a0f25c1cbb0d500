import type { TokenNeed } from '../auth/reference.ts';
import type { Definition, HttpFile, RequestBlock, Span } from '../http/httpFile.ts';
import { scanReferences } from '../http/references.ts';
import { requestNamed } from '../http/requestNamed.ts';
import { Secret } from '../secret.ts';
import { type Supplied, supplyDynamic } from './dynamic.ts';
import type { EnvironmentValue } from './environments.ts';
import { readJsonPath } from './jsonValue.ts';
import { findSource, knownNames, type LookupPlace, type Source, type TemplatePlace } from './lookup.ts';
import { type Need, needKey, type ResolveProblem, type Scope } from './scope.ts';
import { isSecretName } from './secretNames.ts';
import { keeperOf, mayComeLater } from './setByScripts.ts';
import { createTokenReader } from './tokens.ts';
import { unresolvedMessage, unresolvedVariable } from './unresolved.ts';
import { joinValues, textValue, type Value } from './value.ts';

/** Replaces references by their values, once, and collects what is missing on the way. */
export interface Evaluator {
  /** Never throws; an unresolved reference gives its own text and leaves a problem or a need behind. */
  evaluate(template: string, place: TemplatePlace): Value;
  /** The value a name has for this request, without any problem where it has none. `anyCase`: however it is spelled. */
  optional(name: string, anyCase?: 'any case'): Value | undefined;
  /** The token of a need; empty, with the need left behind, where it is not there yet. */
  token(need: TokenNeed, place: TemplatePlace): Value;
  readonly needs: readonly Need[];
  readonly problems: readonly ResolveProblem[];
  readonly secrets: ReadonlySet<string>;
  /** Counts a text among the secrets: it stands where only secrets stand. */
  hide(text: string): void;
  report(problem: ResolveProblem): void;
  need(need: Need): void;
}

type InProgress = Definition | EnvironmentValue;

/** Definitions that build on each other: enough for any file, and far from where the stack ends. */
const deepest = 100;
/** Doubling a value thirty times is three lines of copying: it ends here, in characters. */
const longest = 64 * 1024 * 1024;
/** What is wrong beyond this many problems is found when these are mended. */
const mostProblems = 50;

/** An evaluator for one request of a file: names are looked up as they stand at its request line. */
export function createEvaluator(file: HttpFile, request: RequestBlock, scope: Scope): Evaluator {
  const needs: Need[] = [];
  const problems: ResolveProblem[] = [];
  const secrets = new Set<string>();
  const inProgress: InProgress[] = [];
  // Worked out once for this request: definitions that miss something or hold a token, and values of environments.
  const worked = new Map<InProgress, { readonly value: Value; readonly missed: boolean; readonly token: boolean }>();
  // Counts each miss, also those reported before: what was built from one is never bound.
  let misses = 0;
  // Counts each token: what was built from one is never bound, since the next sending may have a newer one.
  let tokensTaken = 0;

  const report = (problem: ResolveProblem) => {
    misses++;
    if (problems.length < mostProblems && !problems.some((it) => it.message === problem.message))
      problems.push(problem);
  };
  const need = (it: Need) => {
    misses++;
    const key = needKey(it);
    if (!needs.some((other) => needKey(other) === key)) needs.push(it);
  };

  const tokens = createTokenReader({
    scope,
    fill: (text, place) => template(text, { file, request, at: undefined }, place),
    optional: (name) => optional(name),
    missed: () => misses,
    report,
    need,
  });

  function template(text: string, lookup: LookupPlace, place: TemplatePlace): Value {
    const values = scanReferences(text).map((segment) => {
      if (segment.kind === 'text') return textValue(segment.text);
      const raw = text.slice(segment.start, segment.end);
      const at = { ...place, span: locate(file.text, raw, place.span) };
      return reference(segment.name, lookup, at) ?? textValue(raw);
    });
    if (values.length === 1 && values[0]) return values[0];
    const most = scope.longestValue ?? longest;
    if (most < values.reduce((size, it) => size + it.text.length, 0)) {
      report({
        message: `Definitions that repeat each other make a value of more than ${most / 1024} KB in ${place.where}.`,
        span: place.span,
      });
      return textValue('');
    }
    return joinValues(values);
  }

  function reference(name: string, lookup: LookupPlace, place: TemplatePlace): Value | undefined {
    if (name.startsWith('$')) return dynamic(name, lookup, place);
    if (name.startsWith('%')) {
      const value = reference(name.slice(1), lookup, place);
      return value && textValue(percentEncode(value.text), value.secret);
    }
    const source = findSource(name, lookup, scope, (it) => inProgress.includes(it));
    if (deepest < inProgress.length) {
      report({
        message: `\`${name}\` in ${place.where} is built from more than ${deepest} definitions that refer to each other.`,
        span: place.span,
      });
      return undefined;
    }
    if (source) return fromSource(name, source, place);
    return path(name, lookup, place) ?? unresolved(name, lookup, place);
  }

  function fromSource(name: string, source: Source, place: TemplatePlace): Value | undefined {
    if (source.kind === 'runtime') return noted(textValue(source.text, isSecretName(name)));
    if (source.kind === 'prompt') {
      const secret = source.secret || isSecretName(name);
      return answer({ kind: 'answer', key: `prompt ${name}`, label: source.label, secret, remember: false });
    }
    if (source.kind === 'definition') {
      const { definition } = source;
      const bound = scope.bound.get(definition);
      if (bound) return noted(bound);
      const again = workedBefore(definition);
      if (again) return again;
      const before = misses;
      const tokensBefore = tokensTaken;
      const lookup = { file: source.file ?? file, request, at: definition.start };
      // What is wrong in another file is told at the reference that led there.
      const inner = source.file
        ? { span: place.span, where: `${place.where}, by way of \`${name}\` of an imported file` }
        : { span: definition.value, where: place.where };
      const value = within(definition, () => template(definition.value.text, lookup, inner));
      if (misses !== before) {
        worked.set(definition, { value, missed: true, token: tokensTaken !== tokensBefore });
        return value;
      }
      const known = isSecretName(name) && !value.secret ? { ...value, secret: true } : value;
      if (tokensTaken === tokensBefore) scope.bound.set(definition, known);
      else worked.set(definition, { value: known, missed: false, token: true });
      return noted(known);
    }
    const again = workedBefore(source.value);
    if (again) return again;
    const before = misses;
    const tokensBefore = tokensTaken;
    const written = source.value.value;
    const secret = typeof written !== 'string' || isSecretName(name);
    const text = typeof written === 'string' ? written : written.reveal();
    const lookup = { file, request, at: undefined };
    const value = within(source.value, () =>
      template(text, lookup, { ...place, where: `${place.where}, by way of \`${name}\` (${source.value.origin})` }),
    );
    const known = secret ? { ...value, secret } : value;
    worked.set(source.value, { value: known, missed: misses !== before, token: tokensTaken !== tokensBefore });
    return noted(known);
  }

  function workedBefore(it: InProgress): Value | undefined {
    const known = worked.get(it);
    if (known?.missed) misses++;
    if (known?.token) tokensTaken++;
    return known && noted(known.value);
  }

  function within<T>(it: InProgress, work: () => T): T {
    inProgress.push(it);
    try {
      return work();
    } finally {
      inProgress.pop();
    }
  }

  function dynamic(name: string, lookup: LookupPlace, place: TemplatePlace): Value | undefined {
    const supplied: Supplied = supplyDynamic(name, scope.supplies);
    if (supplied.kind === 'value') return noted(textValue(supplied.text, supplied.secret));
    if (supplied.kind === 'question') {
      const { kind: _, ...question } = supplied;
      return answer({ kind: 'answer', key: name, ...question });
    }
    if (supplied.kind === 'token') {
      tokensTaken++;
      return noted(tokens.read(supplied.token, name, place));
    }
    if (supplied.kind === 'variable') {
      const layers = scope.layers.filter((it) => (supplied.in === 'dotenv' ? it.kind === 'dotenv' : it.shared));
      const source = findSource(supplied.name, { ...lookup, at: undefined }, { layers, runtime: new Map() }, (it) =>
        inProgress.includes(it),
      );
      if (source) return fromSource(supplied.name, source, place);
      const lookedIn = layers.length
        ? layers.map((it) => it.origin)
        : [supplied.in === 'dotenv' ? 'no .env file was found' : 'no shared variables were found'];
      const similar = layers.flatMap((it) => [...it.variables.keys()]);
      report(unresolvedVariable(supplied.name, `{{${name}}}`, lookedIn, similar, place));
      return undefined;
    }
    report({
      message: `${supplied.message} It stands in ${place.where}.`,
      span: place.span,
      variable: {
        name: name.split(/[\s(]/, 1)[0] ?? name,
        lookedIn: [],
        similar: supplied.similar,
      },
    });
    return undefined;
  }

  function path(name: string, lookup: LookupPlace, place: TemplatePlace): Value | undefined {
    const cut = name.search(/[.[]/);
    const base = cut === -1 ? name : name.slice(0, cut);
    const rest = cut === -1 ? '' : name.slice(name[cut] === '.' ? cut + 1 : cut);
    const at = lookup.file === file ? (lookup.at ?? request.requestLine.start) : lookup.file.text.length;
    const target = [lookup.file, file, ...(scope.imports ?? [])]
      .map((it, order) => requestNamed(it, base, order === 0 ? at : it.text.length))
      .find((it) => it !== undefined);
    if (target) {
      const chained = scope.chained(target.name, rest || 'response.body');
      if (!chained) {
        need({ kind: 'request', name: target.name, span: place.span });
        return textValue('');
      }
      if ('value' in chained) return noted(chained.value);
      report({ message: `${chained.problem} It is needed in ${place.where}.`, span: place.span });
      return textValue('');
    }
    if (rest === '' || /^(?:request|response)\./.test(rest)) return undefined;
    const source = findSource(base, lookup, scope, (it) => inProgress.includes(it));
    const whole = source && fromSource(base, source, place);
    const found = whole && readJsonPath(whole.text, rest);
    if (!whole) return undefined;
    if (found !== undefined) return noted(textValue(found, whole.secret || isSecretName(rest)));
    // The name has a value: where to look for it is not the question.
    report({
      message: `\`{{${name}}}\` in ${place.where}: \`${base}\` has a value, but nothing at \`${rest}\` in it, so nothing was sent.`,
      span: place.span,
      variable: { name, lookedIn: [], similar: [] },
    });
    return textValue('');
  }

  function answer(question: Extract<Need, { kind: 'answer' }>): Value {
    const text = scope.answers.get(question.key);
    if (text === undefined) need(question);
    return noted(textValue(text ?? '', question.secret));
  }

  function unresolved(name: string, lookup: LookupPlace, place: TemplatePlace): undefined {
    if (scope.reading && mayComeLater(name, file)) {
      need({ kind: 'request', name, span: place.span });
      return;
    }
    // A handler keeps it for the requests behind: that request runs first, as if its answer were referred to.
    const setter = [file, ...(scope.imports ?? [])].map((it) => keeperOf(name, it)).find((it) => it !== undefined);
    if (setter && setter !== request && scope.chained(setter.name, 'response.status') === undefined) {
      need({ kind: 'request', name: setter.name, span: place.span });
      return;
    }
    misses++;
    if (problems.length < mostProblems) report(unresolvedMessage(name, lookup, scope, inProgress.length, place));
    return undefined;
  }

  function noted(value: Value): Value {
    if (value.secret && value.text !== '') secrets.add(value.text);
    return value;
  }

  function optional(name: string, anyCase?: 'any case'): Value | undefined {
    const lower = name.toLowerCase();
    const other = anyCase && knownNames(lookup, scope).find((it) => it.toLowerCase() === lower);
    const source = findSource(name, lookup, scope, () => false);
    if (!source && other !== undefined && other !== name) return optional(other);
    return source && fromSource(name, source, { span: request.requestLine, where: 'the request line' });
  }

  const lookup: LookupPlace = { file, request, at: request.requestLine.start };
  return {
    evaluate: (text, place) => template(text, lookup, place),
    optional,
    token: (need, place) => noted(tokens.obtain(need, place)),
    needs,
    problems,
    secrets,
    hide: (text) => secrets.add(text),
    report,
    need,
  };
}

/**
 * The values of a request that are known to be secrets, longest first, so that masking takes the whole before its parts.
 * Those of fewer than four characters are left out: masking them would tear every text apart and hide nothing.
 */
export function secretsOf(evaluator: Evaluator): readonly Secret[] {
  const values = [...evaluator.secrets].filter((it) => 4 <= it.length);
  return values.toSorted((a, b) => b.length - a.length).map((it) => new Secret(it));
}

/** Where a reference stands in the file: inside the span it was cut from. Joined lines shift, so it is looked for. */
function locate(text: string, raw: string, span: Span): Span {
  const found = text.indexOf(raw, span.start);
  return found === -1 || span.end < found + raw.length
    ? { start: span.start, end: span.end }
    : { start: found, end: found + raw.length };
}

/** A lone surrogate has no octets: it becomes the replacement character instead of an exception. */
function percentEncode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
}
