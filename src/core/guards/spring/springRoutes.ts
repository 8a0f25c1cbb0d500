import type { ClassProject } from '../code/classProject.ts';
import { clip } from '../code/clip.ts';
import { type Call, lastName, textOf } from '../code/code.ts';
import { decided } from '../code/decided.ts';
import { guardFrom, joined, readsCredentials } from '../code/guardFrom.ts';
import type { Linked } from '../framework.ts';
import type { Guard, GuardRemark, Route } from '../route.ts';
import { mappingPattern, matchesAnt, sampleOf } from './antPattern.ts';
import { type Chain, type Matcher, type Rule, readSecurity } from './chains.ts';
import { javaRefusals } from './javaRefusals.ts';
import { type Mapping, readMappings } from './mappings.ts';
import { isOn, markGuard, methodSecurity, securityMarks } from './methodSecurity.ts';
import { shadowedRules } from './shadowed.ts';
import { areOf, readSpel } from './spel.ts';

/** The routes of a Spring application. `context`: what the server puts in front of every path. */
export function springRoutes(project: ClassProject, context: string): Linked {
  const { chains, ignored } = readSecurity(project);
  const security = methodSecurity(project, chains.length > 0);
  const routes: Route[] = [];
  const remarks: GuardRemark[] = chains.flatMap(shadowedRules);

  const route = (mapping: Mapping, method: string, path: string): Route => {
    const unread: string[] = [];
    const sample = sampleOf(path, 'w');
    const asked = method === '*' ? 'GET' : method;
    const skipped = ignored.some((one) => meets(one, asked, sample));
    const chain = skipped
      ? undefined
      : chains.find((one) => one.matchers.length === 0 || one.matchers.some((it) => meets(it, asked, sample)));
    const filtered = chain ? chainGuards(chain, method, asked, sample, unread) : [];
    const stranger = chain?.stranger ?? (chains.length > 0 ? [403] : [401]);
    const annotated = securityMarks(project, mapping).flatMap((found): readonly Guard[] => {
      if (!isOn(found, security)) {
        remarks.push(notOn(found.mark, found.of.file));
        return [];
      }
      const guard = markGuard(project, found, stranger);
      return guard ? [guard] : [];
    });
    const whole = context === '' ? path : path === '/' ? context : context + path;
    return {
      method,
      path: whole,
      pattern: mappingPattern(whole),
      file: mapping.file,
      line: mapping.line,
      framework: 'spring',
      ...decided([...filtered, ...annotated, ...inline(mapping)]),
      handler: {
        file: mapping.of.file,
        line: mapping.def.line,
        name: `${mapping.controller.class.name}.${mapping.def.name}`,
      },
      ...(unread.length > 0 && { unread: [...new Set(unread)] }),
    };
  };

  const chainGuards = (
    chain: Chain,
    method: string,
    asked: string,
    sample: string,
    unread: string[],
  ): readonly Guard[] => {
    const guards: Guard[] = [];
    const { file } = chain.of;
    const ignoresForged = chain.csrfIgnored.some((one) => matchesAnt(one, sample));
    if (chain.csrf && !ignoresForged && !/^(?:GET|HEAD|TRACE|OPTIONS)$/.test(method)) {
      guards.push({
        name: 'CsrfFilter',
        kind: 'csrf',
        file,
        line: chain.def.line,
        needs: [],
        text: 'csrf',
        answers: [403],
      });
    }
    for (const filter of chain.filters) {
      const is = project.named(file, filter.type);
      const body =
        is &&
        (project.method(is, 'doFilterInternal') ?? project.method(is, 'doFilter') ?? project.method(is, 'filter'));
      const found = body ? javaRefusals(project, body.of, body.def) : [];
      if (!is || !body || found.length === 0) continue;
      guards.push(
        guardFrom({
          name: filter.type,
          place: { file, line: filter.line },
          text: `addFilter ${filter.type}`,
          statuses: found.map((one) => one.status),
          definedAt: { file: is.file, line: is.class.line },
          credentials: () => readsCredentials(body.def.body),
        }),
      );
    }
    for (const rule of chain.rules) {
      if (!rule.matcher.patterns) {
        unread.push(`Which paths ${clip(rule.matcher.text)} is for could not be read.`);
        continue;
      }
      if (!meets(rule.matcher, asked, sample)) continue;
      const guard = ruleGuard(chain, rule);
      if (guard) guards.push(guard);
      break;
    }
    return guards;
  };

  const ruleGuard = (chain: Chain, rule: Rule): Guard | undefined => {
    const name = lastName(rule.call.f) ?? '';
    const given = rule.call.args.map((one) => one.value);
    const text = clip(`${rule.matcher.text}.${name}(${given.map(textOf).join(', ')})`);
    const base = { name, file: chain.of.file, line: rule.line, text };
    const both = [...new Set([...chain.stranger, 403])].sort((a, b) => a - b);
    switch (name) {
      case 'permitAll':
        return undefined;
      case 'anonymous':
      case 'denyAll':
        return { ...base, kind: 'authorization', needs: [], answers: [403] };
      case 'authenticated':
      case 'fullyAuthenticated':
      case 'rememberMe':
        return { ...base, kind: 'authentication', needs: [], answers: chain.stranger };
      case 'access': {
        const [first] = given;
        const spel =
          first &&
          (project.strings(chain.of, first)?.[0] ?? inText(first.k === 'call' ? first : undefined, project, chain));
        const read = spel === undefined ? undefined : readSpel(spel);
        if (spel !== undefined && !read) return undefined;
        return {
          ...base,
          kind: read?.kind ?? 'authorization',
          needs: read?.needs?.needs ?? [],
          ...(read?.needs?.needsAre && { needsAre: read.needs.needsAre }),
          ...(read?.needs?.anyOf && { anyOf: true }),
          answers: read?.kind === 'authentication' ? chain.stranger : both,
        };
      }
      case 'hasIpAddress':
        return { ...base, kind: 'authorization', needs: [], answers: both };
      default: {
        const needs = given.flatMap((one) => project.strings(chain.of, one, rule.locals) ?? [textOf(one)]);
        const any = name.startsWith('hasAny') && needs.length > 1;
        return {
          ...base,
          kind: 'authorization',
          needs,
          needsAre: areOf(name, needs),
          ...(any && { anyOf: true }),
          answers: both,
        };
      }
    }
  };

  const inline = (mapping: Mapping): readonly Guard[] => {
    const groups = new Map<string, ReturnType<typeof javaRefusals>[number][]>();
    const found = javaRefusals(project, mapping.of, mapping.def);
    if (/authenticate\(|AuthenticationManager/.test(JSON.stringify(mapping.def.body))) return [];
    for (const one of found)
      groups.set(`${one.by ?? ''}:${one.line}`, [...(groups.get(`${one.by ?? ''}:${one.line}`) ?? []), one]);
    return [...groups.values()].flatMap((group): readonly Guard[] => {
      const [first] = group;
      const test = first?.tests.at(-1);
      if (!first || (first.by === undefined && !test)) return [];
      return [
        guardFrom({
          name: first.by ?? (test ? textOf(test) : ''),
          place: { file: mapping.of.file, line: first.by === undefined ? (test?.line ?? first.line) : first.line },
          text: first.by ?? (test ? `if (${textOf(test)})` : ''),
          statuses: group.map((one) => one.status),
          needs: joined(group.map((one) => one.needs).filter((one) => one?.needsAre)),
          ...(first.byOf && { definedAt: { file: first.byOf.file, line: first.byLine ?? 1 } }),
        }),
      ];
    });
  };

  for (const mapping of readMappings(project))
    for (const path of mapping.paths) for (const method of mapping.methods) routes.push(route(mapping, method, path));
  return { routes: byMapping(routes), remarks };
}

function meets(matcher: Matcher, method: string, path: string): boolean {
  if (matcher.method !== undefined && matcher.method !== method) return false;
  if (!matcher.patterns) return false;
  return matcher.patterns.length === 0 || matcher.patterns.some((one) => matchesAnt(one, path));
}

/** The expressions inside `new WebExpressionAuthorizationManager("…")`, or managers joined. */
function inText(call: Call | undefined, project: ClassProject, chain: Chain): string | undefined {
  if (!call) return undefined;
  const text = call.args.map((one) => project.strings(chain.of, one.value)?.[0]).find((one) => one !== undefined);
  if (text !== undefined && /Expression/.test(textOf(call.f))) return text;
  const inner = [...call.text.matchAll(/has(?:Any)?(?:Role|Authority)\([^()]*\)/g)].map((one) => one[0]);
  return inner.length > 0 ? inner.join(/anyOf/.test(call.text) ? ' or ' : ' and ') : undefined;
}

/** What is written out goes before placeholders, wherever it stands: Spring takes the most specific mapping. */
function byMapping(routes: readonly Route[]): readonly Route[] {
  const weight = (path: string): readonly number[] =>
    path.split('/').map((one) => (/\*\*|\{\*/.test(one) ? 3 : one.includes('*') ? 2 : one.includes('{') ? 1 : 0));
  const weighed = routes.map((route, at) => ({ route, at, weights: weight(route.path) }));
  const compare = (a: readonly number[], b: readonly number[]): number => {
    for (let at = 0; at < Math.min(a.length, b.length); at++) if (a[at] !== b[at]) return (a[at] ?? 0) - (b[at] ?? 0);
    return 0;
  };
  return weighed.sort((a, b) => compare(a.weights, b.weights) || a.at - b.at).map((one) => one.route);
}

function notOn(mark: Call, file: string): GuardRemark {
  const name = `@${lastName(mark.f) ?? ''}`;
  return {
    code: 'skipped-by-order',
    file,
    line: mark.line,
    says: `${name} has no effect: no class of this folder turns method security on for it.`,
    certainty: 'likely',
    advice:
      'Put @EnableMethodSecurity on a configuration class, with securedEnabled or jsr250Enabled where @Secured or @RolesAllowed are used.',
  };
}
