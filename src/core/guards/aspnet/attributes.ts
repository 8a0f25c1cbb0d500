import type { ClassProject, ProjectClass } from '../code/classProject.ts';
import { clip } from '../code/clip.ts';
import { argument, type Call, dotted, type Expr, lastName, textOf } from '../code/code.ts';
import { guardFrom, readsCredentials } from '../code/guardFrom.ts';
import { needsAreOf } from '../code/needs.ts';
import type { Guard, SourcePlace } from '../route.ts';
import { csRefusals } from './csharpRefusals.ts';
import { ofLambda, type Policies, type Policy } from './policies.ts';

/** What is put on an endpoint, in the order in which it is asked. */
export interface Asked {
  readonly guards: readonly Guard[];
  /** Whether it says anything of who may call: the fallback holds only where nothing does. */
  readonly authorizes: boolean;
  /** Whether it lets everybody in, whatever else says. */
  readonly open: boolean;
}

/** How the application answers those who are not signed in, and those who may not. */
export interface Answers {
  readonly stranger: number;
  readonly forbidden: number;
  readonly throttled: number;
}

/** Reads attributes and endpoint metadata of ASP.NET Core as guards. */
export class Attributes {
  readonly #project: ClassProject;
  readonly #policies: Policies;
  readonly #answers: Answers;

  constructor(project: ClassProject, policies: Policies, answers: Answers) {
    this.#project = project;
    this.#policies = policies;
    this.#answers = answers;
  }

  /** The guards that attributes are. `method`: forged requests are not looked for where one only reads. */
  read(of: ProjectClass, marks: readonly Expr[], method: string, unread: string[]): Asked {
    const guards: Guard[] = [];
    let authorizes = false;
    let open = false;
    for (const mark of marks) {
      if (mark.k !== 'call') continue;
      const name = (lastName(mark.f) ?? '').replace(/Attribute$/, '');
      if (name === 'AllowAnonymous') open = true;
      else if (name === 'Authorize') {
        guards.push(this.authorize(of, mark, `[${name}]`, mark.line));
        authorizes = true;
      } else {
        const found = this.#other(of, mark, name, method, unread);
        if (found) guards.push(found);
        if (found?.text.includes('Authorize') || (found && this.#derives(of, mark, 'Authorize'))) authorizes = true;
      }
    }
    return { guards, authorizes, open };
  }

  /** `[Authorize(Roles = "A,B", Policy = "P")]`, or what makes the same as an object. */
  authorize(of: ProjectClass, call: Call, name: string, line: number): Guard {
    const roles = argument(call, 'Roles');
    const policy = argument(call, 'Policy') ?? argument(call, 'policy', 0);
    const listed = roles && this.#project.strings(of, roles)?.join('');
    const needs =
      listed !== undefined
        ? listed
            .split(',')
            .map((one) => one.trim())
            .filter((one) => one !== '')
        : roles
          ? [textOf(roles)]
          : [];
    const place = { file: of.file, line };
    const text = `[${call.text}]`;
    if (needs.length > 0) {
      const any = needs.length > 1;
      return {
        name,
        kind: 'authorization',
        ...place,
        needs,
        needsAre: 'role',
        ...(any && { anyOf: true }),
        text: clip(text),
        ...this.#refuses(),
      };
    }
    if (policy) return this.policy(of, policy, name, text, place);
    return this.signedIn(name, text, place);
  }

  /** A policy by its name, or as `p => p.RequireRole("A")`. */
  policy(of: ProjectClass, expr: Expr, name: string, text: string, place: SourcePlace): Guard {
    if (expr.k === 'fn')
      return this.#ofPolicy(ofLambda(this.#project, of, expr, expr.line), undefined, name, text, place);
    const key = this.#project.strings(of, expr)?.[0] ?? textOf(expr);
    return this.#ofPolicy(this.#policies.named.get(key), key, name, text, place);
  }

  signedIn(name: string, text: string, place: SourcePlace): Guard {
    const { usual } = this.#policies;
    if (usual && usual.kind === 'authorization') return this.#ofPolicy(usual, undefined, name, text, place);
    return { name, kind: 'authentication', ...place, needs: [], text: clip(text), answers: [this.#answers.stranger] };
  }

  /** What holds where nothing is said. */
  fallback(): Guard | undefined {
    const { fallback } = this.#policies;
    if (!fallback) return undefined;
    return this.#ofPolicy(
      fallback,
      undefined,
      'FallbackPolicy',
      'FallbackPolicy',
      fallback.definedAt ?? { file: '', line: 1 },
    );
  }

  throttle(name: string, text: string, place: SourcePlace): Guard {
    return { name, kind: 'throttle', ...place, needs: [], text: clip(text), answers: [this.#answers.throttled] };
  }

  #ofPolicy(
    policy: Policy | undefined,
    key: string | undefined,
    name: string,
    text: string,
    place: SourcePlace,
  ): Guard {
    const needs = policy?.needs?.needs ?? (policy?.kind === 'authentication' || key === undefined ? [] : [key]);
    const are = policy?.needs?.needsAre;
    return {
      name,
      kind: policy?.kind ?? 'authorization',
      ...place,
      needs,
      ...(are && { needsAre: are }),
      ...(policy?.needs?.anyOf && { anyOf: true }),
      text: clip(text),
      ...(policy?.definedAt && { definedAt: policy.definedAt }),
      ...(policy?.kind === 'authentication' ? { answers: [this.#answers.stranger] } : this.#refuses()),
    };
  }

  #refuses(): Pick<Guard, 'answers'> {
    return { answers: [...new Set([this.#answers.stranger, this.#answers.forbidden])].sort((a, b) => a - b) };
  }

  #other(of: ProjectClass, mark: Call, name: string, method: string, unread: string[]): Guard | undefined {
    const place = { file: of.file, line: mark.line };
    const text = `[${mark.text}]`;
    const shown = `[${name}]`;
    switch (name) {
      case 'ValidateAntiForgeryToken':
        return { name: shown, kind: 'csrf', ...place, needs: [], text: clip(text), answers: [400] };
      case 'AutoValidateAntiforgeryToken':
        return /^(?:GET|HEAD|OPTIONS|TRACE)$/.test(method)
          ? undefined
          : { name: shown, kind: 'csrf', ...place, needs: [], text: clip(text), answers: [400] };
      case 'EnableRateLimiting':
        return this.throttle(shown, text, place);
      case 'RequiredScope':
      case 'RequiredScopeOrAppPermission': {
        const needs = mark.args.flatMap((one) => this.#project.strings(of, one.value) ?? []);
        const any = needs.length > 1;
        return {
          name: shown,
          kind: 'authorization',
          ...place,
          needs,
          needsAre: 'scope',
          ...(any && { anyOf: true }),
          text: clip(text),
          answers: [403],
        };
      }
      default:
        break;
    }
    const filter = /^(?:TypeFilter|ServiceFilter)$/.test(name) ? dotted(mark.args[0]?.value) : undefined;
    const is =
      this.#project.named(of.file, filter ?? `${name}Attribute`) ?? this.#project.named(of.file, filter ?? name);
    if (!is) return undefined;
    const title = filter ?? shown;
    if (this.#derives(of, mark, 'Authorize')) return this.#derived(of, mark, is, title, text, place);
    return this.#filter(is, mark, of, title, text, place, unread);
  }

  /** An attribute of the project that extends `AuthorizeAttribute`. */
  #derived(of: ProjectClass, mark: Call, is: ProjectClass, name: string, text: string, place: SourcePlace): Guard {
    const own = mark.args.flatMap((one) => this.#project.strings(of, one.value) ?? [textOf(one.value)]);
    const made = is.class.body.find((one) => one.k === 'def' && one.def.name === is.class.name);
    const set = made?.k === 'def' ? made.def.body : [];
    const handed = set.find((one) => one.k === 'expr' && one.value.k === 'call' && lastName(one.value.f) === 'base');
    const assigned = set.find((one) => one.k === 'set' && /^(?:Roles|Policy)$/.test(lastName(one.target) ?? ''));
    const fixed =
      handed?.k === 'expr' && handed.value.k === 'call'
        ? handed.value.args.flatMap((one) => this.#project.strings(is, one.value) ?? [])
        : assigned?.k === 'set'
          ? (this.#project.strings(is, assigned.value) ?? [])
          : [];
    const policy = fixed[0] === undefined ? undefined : this.#policies.named.get(fixed[0]);
    const definedAt = { file: is.file, line: is.class.line };
    if (policy) return { ...this.#ofPolicy(policy, fixed[0], name, text, place), definedAt };
    const needs = own.length > 0 ? own : fixed;
    const are =
      needs.length > 0
        ? needsAreOf(
            `${name} ${made?.k === 'def' ? made.def.params.map((one) => one.name).join(' ') : ''} ${assigned?.k === 'set' ? (lastName(assigned.target) ?? '') : ''}`,
          )
        : undefined;
    return {
      name,
      kind: needs.length > 0 || handed || assigned ? 'authorization' : 'authentication',
      ...place,
      needs,
      ...(are && { needsAre: are }),
      ...(needs.length > 1 && { anyOf: true }),
      text: clip(text),
      definedAt,
      ...this.#refuses(),
    };
  }

  /** A filter of the project: where its code answers 401 or 403. */
  #filter(
    is: ProjectClass,
    mark: Call,
    of: ProjectClass,
    name: string,
    text: string,
    place: SourcePlace,
    unread: string[],
  ): Guard | undefined {
    const bodies = [
      'OnAuthorization',
      'OnAuthorizationAsync',
      'OnActionExecuting',
      'OnActionExecutionAsync',
      'OnResourceExecuting',
      'OnResourceExecutionAsync',
      'InvokeAsync',
    ].flatMap((one) => {
      const method = this.#project.method(is, one);
      return method ? [method] : [];
    });
    const found = bodies.flatMap((one) => csRefusals(this.#project, one.of, one.def.body));
    const through = this.#throughType(is);
    if (found.length === 0) return through ? this.#filter(through, mark, of, name, text, place, unread) : undefined;
    const given = mark.args.flatMap((one) => this.#project.strings(of, one.value) ?? []);
    const needs = found.map((one) => one.needs).find((one) => one) ?? (given.length > 0 ? { needs: given } : undefined);
    const are = needs?.needsAre ?? needsAreOf(name);
    return guardFrom({
      ...{ name, place, text, definedAt: { file: is.file, line: is.class.line } },
      statuses: found.map((one) => one.status),
      needs: needs && {
        needs: needs.needs,
        ...(are && { needsAre: are }),
        ...(needs.needs.length > 1 && { anyOf: true }),
      },
      credentials: () => bodies.some((one) => readsCredentials(one.def.body)),
    });
  }

  /** `class RequireKeyAttribute() : TypeFilterAttribute(typeof(RequireKeyFilter))`. */
  #throughType(is: ProjectClass): ProjectClass | undefined {
    if (!is.class.bases.some((one) => /^(?:Type|Service)FilterAttribute$/.test(lastName(one) ?? ''))) return undefined;
    for (const stmt of is.class.body) {
      if (stmt.k !== 'def') continue;
      for (const inner of stmt.def.body) {
        if (inner.k !== 'expr' || inner.value.k !== 'call' || lastName(inner.value.f) !== 'base') continue;
        const type = dotted(inner.value.args[0]?.value);
        const found = this.#project.named(is.file, type);
        if (found && found.class !== is.class) return found;
      }
    }
    return this.#project.named(is.file, is.class.name.replace(/Attribute$/, 'Filter'));
  }

  #derives(of: ProjectClass, mark: Call, base: string): boolean {
    const name = lastName(mark.f) ?? '';
    const is =
      this.#project.named(of.file, name.endsWith('Attribute') ? name : `${name}Attribute`) ??
      this.#project.named(of.file, name);
    return (
      is !== undefined &&
      this.#project
        .lineage(is)
        .some((one) => one.class.bases.some((it) => [base, `${base}Attribute`].includes(lastName(it) ?? '')))
    );
  }
}
