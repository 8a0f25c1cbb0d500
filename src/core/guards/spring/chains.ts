import { annotation, type ClassProject, type ProjectClass } from '../code/classProject.ts';
import {
  argument,
  type Call,
  chainOf,
  type Def,
  dotted,
  type Expr,
  headOf,
  lastName,
  type Stmt,
  textOf,
} from '../code/code.ts';
import { callsOf } from './callsOf.ts';

/** Which requests something is for. No patterns: all paths. Undefined patterns: they could not be read. */
export interface Matcher {
  readonly patterns: readonly string[] | undefined;
  readonly method: string | undefined;
  readonly text: string;
}

/** One rule of a chain: `requestMatchers("/a").hasRole("B")`. */
export interface Rule {
  readonly matcher: Matcher;
  /** `permitAll`, `hasRole`, `access`, … */
  readonly call: Call;
  readonly line: number;
  readonly locals: ReadonlyMap<string, Expr>;
}

/** A filter of the project that a chain has. */
export interface Filter {
  readonly type: string;
  readonly line: number;
}

/** One `SecurityFilterChain`. */
export interface Chain {
  readonly of: ProjectClass;
  readonly def: Def;
  readonly order: number;
  readonly matchers: readonly Matcher[];
  readonly rules: readonly Rule[];
  readonly filters: readonly Filter[];
  readonly csrf: boolean;
  /** Paths for which forged requests are not looked for. */
  readonly csrfIgnored: readonly string[];
  /** What those get who have not said who they are. */
  readonly stranger: readonly number[];
}

/** Everything of security that the configuration classes say. */
export interface Security {
  readonly chains: readonly Chain[];
  readonly ignored: readonly Matcher[];
}

/** Reads the security configuration of a project: beans of `SecurityFilterChain`, and the older adapter. */
export function readSecurity(project: ClassProject): Security {
  const chains: Chain[] = [];
  const ignored: Matcher[] = [];
  for (const of of project.classes) {
    for (const stmt of of.class.body) {
      if (stmt.k !== 'def') continue;
      const { def } = stmt;
      const takes = def.params.map((one) => dotted(one.type) ?? '');
      if (takes.some((one) => /^(?:Server)?HttpSecurity$/.test(one)) && def.body.length > 0) {
        const returns = dotted(def.returns) ?? '';
        if (
          /SecurityFilterChain$|SecurityWebFilterChain$/.test(returns) ||
          (def.name === 'configure' && isAdapter(project, of))
        )
          chains.push(readChain(project, of, def));
      }
      for (const call of callsOf(def.body))
        if (lastName(call.f) === 'ignoring' || isIgnored(call)) ignored.push(...ignoredBy(project, of, call));
    }
  }
  return {
    chains: chains
      .map((chain, at) => ({ chain, at }))
      .sort((a, b) => a.chain.order - b.chain.order || a.at - b.at)
      .map((one) => one.chain),
    ignored,
  };
}

const matchers = new Set([
  'requestMatchers',
  'antMatchers',
  'mvcMatchers',
  'regexMatchers',
  'pathMatchers',
  'antMatcher',
  'mvcMatcher',
  'matchers',
]);
const verdicts = new Set([
  ...[
    'permitAll',
    'authenticated',
    'fullyAuthenticated',
    'rememberMe',
    'anonymous',
    'denyAll',
    'hasRole',
    'hasAnyRole',
    'hasAuthority',
    'hasAnyAuthority',
  ],
  ...['hasAllRoles', 'hasAllAuthorities', 'access', 'hasIpAddress', 'hasScope', 'hasAnyScope'],
]);

/** The older way: a class that configures, rather than a bean. Others that have a `configure` add to a chain. */
function isAdapter(project: ClassProject, of: ProjectClass): boolean {
  return project
    .lineage(of)
    .some((one) =>
      one.class.bases.some((base) => /^(?:Web|ResourceServer)\w*ConfigurerAdapter$/.test(lastName(base) ?? '')),
    );
}

interface State {
  matchers: Matcher[];
  rules: Rule[];
  filters: Filter[];
  csrf: boolean;
  csrfIgnored: string[];
  basic: boolean;
  form: boolean;
  entry: number | undefined;
}

function readChain(project: ClassProject, of: ProjectClass, def: Def): Chain {
  const state: State = {
    matchers: [],
    rules: [],
    filters: [],
    csrf: true,
    csrfIgnored: [],
    basic: false,
    form: false,
    entry: undefined,
  };
  const locals = new Map<string, Expr>();
  const visit = (body: readonly Stmt[]): void => {
    for (const stmt of body) {
      if (stmt.k === 'set' && stmt.target.k === 'name' && stmt.value) locals.set(stmt.target.v, stmt.value);
      if ((stmt.k === 'expr' || stmt.k === 'return' || stmt.k === 'set') && stmt.value)
        readHttp(project, of, def, chainOf(stmt.value), locals, state);
      else if (stmt.k === 'if') {
        visit(stmt.body);
        visit(stmt.otherwise);
      } else if (stmt.k === 'block') visit(stmt.body);
    }
  };
  visit(def.body);
  const order = annotation(def.marks, 'Order') ?? annotation(of.class.marks, 'Order');
  const written = order && argument(order, 'value', 0);
  const stranger =
    state.entry !== undefined
      ? [state.entry]
      : state.basic && state.form
        ? [302, 401]
        : state.basic
          ? [401]
          : state.form
            ? [302]
            : [403];
  return { of, def, order: written ? orderOf(written) : 2147483647, ...state, stranger };
}

function readHttp(
  project: ClassProject,
  of: ProjectClass,
  def: Def,
  chain: readonly Call[],
  locals: ReadonlyMap<string, Expr>,
  state: State,
): void {
  /** After `authorizeRequests()` without a lambda, and until `and()`, what follows are rules. */
  let inRules = false;
  let inCsrf = false;
  const rules = new RuleReader(project, of, locals, state.rules);
  for (const call of chain) {
    const name = lastName(call.f) ?? '';
    const given = call.args[0]?.value;
    if (name === 'and') {
      inRules = false;
      inCsrf = false;
    } else if (/^authorize(?:HttpRequests|Requests|Exchange)$/.test(name)) {
      if (given?.k === 'fn') readLambda(given, (inner) => new RuleReader(project, of, locals, state.rules).all(inner));
      else if (!given) inRules = true;
      else
        readReferred(project, of, given, (body, owner, own) =>
          readBody(body, (inner) => new RuleReader(project, owner, own, state.rules).all(inner)),
        );
    } else if (inRules && rules.one(call)) continue;
    else if (name === 'csrf') {
      if (!given) inCsrf = true;
      else if (/disable/.test(textOf(given))) state.csrf = false;
      else if (given.k === 'fn')
        readLambda(given, (inner) =>
          state.csrfIgnored.push(
            ...inner
              .filter((one) => /^ignoring/.test(lastName(one.f) ?? ''))
              .flatMap((one) => matcherOf(project, of, one, locals).patterns ?? []),
          ),
        );
    } else if (inCsrf && name === 'disable') state.csrf = false;
    else if (inCsrf && /^ignoring/.test(name))
      state.csrfIgnored.push(...(matcherOf(project, of, call, locals).patterns ?? []));
    else if (/^(?:securityMatchers?|antMatcher|mvcMatcher|requestMatchers?)$/.test(name)) {
      if (given?.k === 'fn')
        readLambda(given, (inner) =>
          state.matchers.push(
            ...inner
              .filter((one) => matchers.has(lastName(one.f) ?? ''))
              .map((one) => matcherOf(project, of, one, locals)),
          ),
        );
      else if (given) state.matchers.push(matcherOf(project, of, call, locals));
    } else if (name === 'httpBasic' || name === 'oauth2ResourceServer')
      state.basic ||= !/disable/.test(given ? textOf(given) : '');
    else if (name === 'formLogin' || name === 'oauth2Login' || name === 'saml2Login')
      state.form ||= !/disable/.test(given ? textOf(given) : '');
    else if (name === 'exceptionHandling' && given?.k === 'fn')
      readLambda(given, (inner) => readEntryPoints(project, of, def, inner, state));
    else if (/^addFilter(?:Before|After|At)?$/.test(name)) {
      const type = given && typeOf(project, of, def, given);
      if (type !== undefined) state.filters.push({ type, line: call.line });
    } else readEntryPoint(project, of, def, call, state);
    // `oauth2ResourceServer(o -> o.authenticationEntryPoint(x))`
    if (given?.k === 'fn' && /^(?:httpBasic|oauth2ResourceServer)$/.test(name))
      readLambda(given, (inner) => readEntryPoints(project, of, def, inner, state));
  }
}

/** Collects `matcher` and what it leads to in turn. */
class RuleReader {
  readonly #project: ClassProject;
  readonly #of: ProjectClass;
  readonly #locals: ReadonlyMap<string, Expr>;
  readonly #rules: Rule[];
  #pending: Matcher | undefined;

  constructor(project: ClassProject, of: ProjectClass, locals: ReadonlyMap<string, Expr>, rules: Rule[]) {
    this.#project = project;
    this.#of = of;
    this.#locals = locals;
    this.#rules = rules;
  }

  all(chain: readonly Call[]): void {
    for (const call of chain) this.one(call);
  }

  one(call: Call): boolean {
    const name = lastName(call.f) ?? '';
    if (matchers.has(name)) this.#pending = matcherOf(this.#project, this.#of, call, this.#locals);
    else if (name === 'anyRequest' || name === 'anyExchange')
      this.#pending = { patterns: [], method: undefined, text: `${name}()` };
    else if (verdicts.has(name) && this.#pending) {
      this.#rules.push({ matcher: this.#pending, call, line: call.line, locals: this.#locals });
      this.#pending = undefined;
    } else return false;
    return true;
  }
}

function matcherOf(project: ClassProject, of: ProjectClass, call: Call, locals: ReadonlyMap<string, Expr>): Matcher {
  const patterns: string[] = [];
  let method: string | undefined;
  let known = true;
  for (const { value } of call.args) {
    const text = textOf(value);
    const verb =
      /(?:HttpMethod|RequestMethod)\.([A-Z]+)/.exec(text)?.[1] ??
      (value.k === 'name' && /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/.test(value.v) ? value.v : undefined);
    if (verb !== undefined) method = verb;
    if (verb !== undefined && value.k !== 'call') continue;
    const inner =
      value.k === 'call' && value.args.length === 2 && value.args[1]?.value.k === 'str'
        ? value.args[1].value
        : undefined;
    if (inner?.k === 'str' && /^[A-Z]+$/.test(inner.v)) method = inner.v;
    if (/EndpointRequest/.test(text)) patterns.push('/actuator/**');
    else if (/PathRequest/.test(text)) patterns.push('/webjars/**');
    else {
      const strings = project.strings(of, value, locals);
      if (strings) patterns.push(...strings);
      else known = false;
    }
  }
  const read = patterns.map((one) => (one.startsWith('/') || lastName(call.f) === 'regexMatchers' ? one : `/${one}`));
  // Without a path it is for all of them, with a method alone as well.
  return {
    patterns: known ? read : undefined,
    method,
    text: `${lastName(call.f) ?? ''}(${call.args.map((one) => textOf(one.value)).join(', ')})`,
  };
}

function readEntryPoints(
  project: ClassProject,
  of: ProjectClass,
  def: Def,
  chain: readonly Call[],
  state: State,
): void {
  for (const one of chain) readEntryPoint(project, of, def, one, state);
}

function readEntryPoint(project: ClassProject, of: ProjectClass, def: Def, call: Call, state: State): void {
  if (lastName(call.f) !== 'authenticationEntryPoint') return;
  const given = call.args[0]?.value;
  if (!given) return;
  const text = textOf(given);
  if (/HttpStatusEntryPoint|HttpStatusServerEntryPoint/.test(text)) state.entry = /FORBIDDEN/.test(text) ? 403 : 401;
  else if (/Http403ForbiddenEntryPoint/.test(text)) state.entry = 403;
  else if (/LoginUrl|RedirectServer/.test(text)) state.entry = 302;
  else if (given.k === 'fn') state.entry = statusIn(JSON.stringify(given.fn.body)) ?? state.entry ?? 401;
  else {
    const type = typeOf(project, of, def, given);
    const is = project.named(of.file, type);
    const commence = is && project.method(is, 'commence');
    state.entry = (commence && statusIn(JSON.stringify(commence.def.body))) ?? 401;
  }
}

function statusIn(text: string): number | undefined {
  if (/UNAUTHORIZED|"401"/.test(text)) return 401;
  if (/FORBIDDEN|"403"/.test(text)) return 403;
  return /sendRedirect/.test(text) ? 302 : undefined;
}

/** The type of what is handed over: `new X()`, a parameter, a field, a bean's method. */
function typeOf(project: ClassProject, of: ProjectClass, def: Def, expr: Expr): string | undefined {
  if (expr.k === 'call') {
    if (expr.made) return lastName(expr.f);
    const bean = project.method(of, lastName(expr.f) ?? '');
    return bean && lastName(bean.def.returns);
  }
  const name = expr.k === 'name' ? expr.v : expr.k === 'dot' ? expr.v : undefined;
  if (name === undefined) return undefined;
  for (const stmt of def.body)
    if (stmt.k === 'set' && stmt.target.k === 'name' && stmt.target.v === name)
      return stmt.value?.k === 'call' && stmt.value.made ? lastName(stmt.value.f) : lastName(stmt.type);
  const param = def.params.find((one) => one.name === name);
  return lastName(param?.type ?? project.field(of, name)?.type);
}

/** Every chain of calls in a lambda's body. */
function readLambda(expr: Extract<Expr, { k: 'fn' }>, take: (chain: readonly Call[]) => void): void {
  readBody(expr.fn.body, take);
}

function readBody(body: readonly Stmt[], take: (chain: readonly Call[]) => void): void {
  for (const stmt of body) {
    if ((stmt.k === 'expr' || stmt.k === 'return' || stmt.k === 'set') && stmt.value) take(chainOf(stmt.value));
    else if (stmt.k === 'if') readBody([...stmt.body, ...stmt.otherwise], take);
    else if (stmt.k === 'block') readBody(stmt.body, take);
  }
}

/** `this::rules`, a field or a method that gives the rules. */
function readReferred(
  project: ClassProject,
  of: ProjectClass,
  expr: Expr,
  take: (body: readonly Stmt[], owner: ProjectClass, locals: ReadonlyMap<string, Expr>) => void,
): void {
  const name = /(?:^|::|\.)(\w+)(?:\(\))?$/.exec(textOf(expr))?.[1];
  const method = name === undefined ? undefined : project.method(of, name);
  if (!method) return;
  const [only] = method.def.body;
  if (only?.k === 'return' && only.value?.k === 'fn') take(only.value.fn.body, method.of, new Map());
  else take(method.def.body, method.of, new Map());
}

function isIgnored(call: Call): boolean {
  return (
    call.f.k === 'dot' && call.f.of.k === 'call' && chainOf(call.f.of).some((one) => lastName(one.f) === 'ignoring')
  );
}

function ignoredBy(project: ClassProject, of: ProjectClass, call: Call): readonly Matcher[] {
  return matchers.has(lastName(call.f) ?? '') && headOf(call).k === 'name'
    ? [matcherOf(project, of, call, new Map())]
    : [];
}

function orderOf(expr: Expr): number {
  const text = textOf(expr).replace(/_/g, '');
  if (/HIGHESTPRECEDENCE/.test(text)) return -2147483648 + Number(/\+\s*(\d+)$/.exec(text)?.[1] ?? 0);
  const number = Number(text);
  return Number.isFinite(number) ? number : 2147483647;
}
