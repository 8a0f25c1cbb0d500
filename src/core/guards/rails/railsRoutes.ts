import { literal } from '../../literal.ts';
import { clip } from '../code/clip.ts';
import { argument, type Call, dotted, type Expr, lastName, plainArguments, type Stmt, textOf } from '../code/code.ts';
import { decided } from '../code/decided.ts';
import { guardFrom, guardsByName, joined, readsCredentials } from '../code/guardFrom.ts';
import { needsAreOf } from '../code/needs.ts';
import { type Asked, mayMeet, truth } from '../code/pathTest.ts';
import type { Linked } from '../framework.ts';
import type { Guard, GuardRemark, Route, SourcePlace } from '../route.ts';
import { type Callback, callbacksFor } from './callbacks.ts';
import { controllerOf } from './controllerOf.ts';
import { Drawing, type Drawn } from './drawn.ts';
import { camelized, singular, underscored } from './inflect.ts';
import { missingActions } from './missingActions.ts';
import { policyAsked } from './policies.ts';
import { type RubyClass, RubyProject } from './rubyProject.ts';
import { type RubyRefusal, RubyRefusals } from './rubyRefusals.ts';

/** What of a Rails application's configuration matters here. */
export interface RailsConfig {
  /** `config.api_only`. */
  readonly api: boolean;
  /** Forged requests are refused without a word, as since Rails 5.2. */
  readonly forgery: boolean;
}

/** The routes of a Rails application in the order in which they are drawn. */
export function railsRoutes(files: ReadonlyMap<string, readonly Stmt[]>, config: RailsConfig): Linked {
  const project = new RubyProject(files);
  const refusals = new RubyRefusals(project);
  const drawn = new Drawing(files, config.api).drawn;
  const remarks: GuardRemark[] = [];

  const route = (one: Drawn): Route => {
    const unread: string[] = [];
    const controller = one.controller === undefined ? undefined : controllerOf(project, one.controller);
    if (one.controller !== undefined && !controller && !/^(?:devise|rails|active_storage|users)\b/.test(one.controller))
      unread.push(`${camelized(one.controller).replaceAll('.', '::')}Controller is not in this folder.`);
    const inside = controller && one.action !== undefined ? actionGuards(controller, one, unread) : [];
    const action = controller && one.action !== undefined ? project.method(controller, one.action) : undefined;
    return {
      method: one.method,
      path: one.path,
      pattern: patternOf(one),
      file: one.file,
      line: one.line,
      framework: 'rails',
      ...decided([...one.guards, ...inside]),
      ...(controller && {
        handler: {
          file: action?.of.file ?? controller.file,
          line: action?.def.line ?? controller.class.line,
          name: `${one.controller ?? ''}#${one.action ?? ''}`,
        },
      }),
      ...(unread.length > 0 && { unread: [...new Set(unread)] }),
    };
  };

  const actionGuards = (controller: RubyClass, one: Drawn, unread: string[]): readonly Guard[] => {
    const action = one.action ?? '';
    const callbacks = callbacksFor(project, controller, action);
    const before = callbacks.flatMap((callback) => callbackGuards(callback, controller, one, unread));
    const forged = usualForgery(controller, one, callbacks);
    const method = project.method(controller, action);
    const inline = method
      ? refused(refusals.ofDef(method.of, controller, method.def), controller, method.of, action, one, method.def.body)
      : [];
    return [...forged, ...before, ...inline];
  };

  /** Since Rails 5.2 `ActionController::Base` does so by itself. */
  const usualForgery = (controller: RubyClass, one: Drawn, callbacks: readonly Callback[]): readonly Guard[] => {
    if (
      !config.forgery ||
      config.api ||
      !writes(one.method) ||
      callbacks.some((it) => it.name === 'protect_from_forgery')
    )
      return [];
    const base = project.lineage(controller).at(-1);
    if (!base || dotted(base.class.bases[0]) !== 'ActionController.Base') return [];
    const skips = project
      .lineage(controller)
      .some((it) =>
        it.class.body.some(
          (stmt) =>
            stmt.k === 'expr' &&
            /skip_forgery_protection|skip_before_action\W+verify_authenticity_token/.test(textOf(stmt.value)),
        ),
      );
    return skips
      ? []
      : [
          {
            name: 'verify_authenticity_token',
            kind: 'csrf',
            file: base.file,
            line: base.class.line,
            needs: [],
            text: 'protect_from_forgery',
            answers: [422],
          },
        ];
  };

  const callbackGuards = (
    callback: Callback,
    controller: RubyClass,
    one: Drawn,
    unread: string[],
  ): readonly Guard[] => {
    const { call, of } = callback;
    const place = { file: of.file, line: call.line };
    const text = call.text;
    if (callback.macro) return macroGuard(callback, controller, one, place);
    const asked = { path: one.path, method: one.method, action: one.action };
    if (!conditionsHold(call, asked, (expr) => project.strings(of, expr))) return [];
    if (callback.fn) {
      const foreign = blockGuard(callback, controller, place, []);
      if (foreign.length > 0 && foreign[0]?.kind !== 'other') return foreign;
      const found = refusals
        .ofBody(of, controller, callback.fn.body)
        .filter((it) => mayMeet(it.tests, asked, (expr) => project.strings(of, expr)));
      if (found.length === 0) return blockGuard(callback, controller, place, unread);
      const [only] = callback.fn.body;
      const called =
        only?.k === 'expr' && only.value.k === 'call' && only.value.f.k === 'name' ? only.value : undefined;
      const name = called ? textOf(called.f) : (found[0]?.by ?? lastName(call.f) ?? '');
      return [fromRefusals(name, found, place, text, controller, of, one.action ?? '', called)];
    }
    const { name } = callback;
    const method = project.method(controller, name);
    if (!method) {
      const known = foreignCallback(name, call, place);
      if (known) return [known];
      if (!guardsByName(name) || /^set_|^load_|^verify_authorized/.test(name)) return [];
      unread.push(`The code of ${name} is not in this folder.`);
      return [{ name, kind: 'other', ...place, needs: [], text: clip(text) }];
    }
    const found = refusals
      .ofDef(method.of, controller, method.def)
      .filter((it) => mayMeet(it.tests, asked, (expr) => project.strings(method.of, expr)));
    // What fetches a record and sends elsewhere where there is none is no guard.
    const meant = found.filter((it) => it.status !== 302 || !it.elsewhere || guardsByName(name));
    return meant.length === 0
      ? []
      : [
          fromRefusals(
            name,
            meant,
            place,
            text,
            controller,
            method.of,
            one.action ?? '',
            undefined,
            { file: method.of.file, line: method.def.line },
            method.def.body,
          ),
        ];
  };

  /** `before_action -> { doorkeeper_authorize! :read }` */
  const blockGuard = (
    callback: Callback,
    controller: RubyClass,
    place: SourcePlace,
    unread: string[],
  ): readonly Guard[] => {
    const [only] = callback.fn?.body ?? [];
    const called = only?.k === 'expr' && only.value.k === 'call' && only.value.f.k === 'name' ? only.value : undefined;
    if (!called || project.method(controller, textOf(called.f))) return [];
    const known = foreignCallback(textOf(called.f), called, place);
    if (known) return [known];
    if (!guardsByName(textOf(called.f))) return [];
    unread.push(`The code of ${textOf(called.f)} is not in this folder.`);
    return [{ name: textOf(called.f), kind: 'other', ...place, needs: [], text: clip(called.text) }];
  };

  const macroGuard = (callback: Callback, controller: RubyClass, one: Drawn, place: SourcePlace): readonly Guard[] => {
    const { call, name } = callback;
    const text = clip(call.text);
    if (name === 'http_basic_authenticate_with')
      return [
        { name, kind: 'authentication', ...place, needs: [], text: 'http_basic_authenticate_with', answers: [401] },
      ];
    if (name === 'rate_limit') return [{ name, kind: 'throttle', ...place, needs: [], text, answers: [429] }];
    if (name === 'protect_from_forgery') {
      const how = argument(call, 'with');
      return writes(one.method) && how?.k === 'str' && how.v === 'exception'
        ? [{ name, kind: 'csrf', ...place, needs: [], text, answers: [422] }]
        : [];
    }
    if (!/resource$/.test(name)) return [];
    const given = plainArguments(call)[0];
    const on =
      given?.k === 'str'
        ? given.v
        : underscored(
            singular(
              controller.name
                .split('.')
                .at(-1)
                ?.replace(/Controller$/, '') ?? '',
            ),
          );
    const rules = project.named('Ability');
    const status = refusals.raised(controller, 'AccessDenied');
    return [
      {
        name,
        kind: 'authorization',
        ...place,
        needs: [one.action ?? ''],
        needsAre: 'ability',
        on: singular(on),
        text,
        ...(rules && { definedAt: { file: rules.file, line: rules.class.line } }),
        ...(status !== undefined && { answers: [status] }),
      },
    ];
  };

  const fromRefusals = (
    name: string,
    found: readonly RubyRefusal[],
    place: SourcePlace,
    text: string,
    controller: RubyClass,
    of: RubyClass,
    action: string,
    called: Call | undefined,
    definedAt?: SourcePlace,
    body: readonly Stmt[] = [],
  ): Guard => {
    const policy = found.find((it) => it.policy);
    const asked = policy?.policy ? policyAsked(project, of, policy.policy, action, policy.line) : undefined;
    if (asked?.remark) remarks.push(asked.remark);
    const inBlock = called && project.method(controller, textOf(called.f));
    const read = guardFrom({
      ...{ name, place, text },
      statuses: found.flatMap((it) => answersOf(it, controller)),
      needs: asked ? { needs: asked.needs, needsAre: 'ability' } : joined(found.map((it) => it.needs)),
      definedAt: definedAt ?? (inBlock ? { file: inBlock.of.file, line: inBlock.def.line } : asked?.definedAt),
      credentials: () => readsCredentials(body),
    });
    const are = read.needs.length > 0 && !read.needsAre ? needsAreOf(name) : undefined;
    const elsewhere = found.every((it) => it.status === 302 && it.elsewhere);
    return {
      ...read,
      ...(are && { needsAre: are }),
      ...(asked?.on !== undefined && { on: asked.on }),
      ...(elsewhere && { kind: 'authorization' as const }),
    };
  };

  const answersOf = (one: RubyRefusal, controller: RubyClass): readonly number[] => {
    if (!one.policy)
      return one.by !== undefined && /^authenticate_\w+!$/.test(one.by) && one.status === 401 && !one.byOf
        ? [302, 401]
        : [one.status];
    const status = refusals.raised(
      controller,
      textOf(one.policy.f) === 'authorize!' && one.policy.args[0]?.value.k === 'str'
        ? 'AccessDenied'
        : 'NotAuthorizedError',
    );
    return status === undefined ? [403] : [status];
  };

  /** Checks in an action itself. Sending elsewhere is how actions end; what checks a password answers for itself. */
  const refused = (
    found: readonly RubyRefusal[],
    controller: RubyClass,
    of: RubyClass,
    action: string,
    one: Drawn,
    body: readonly Stmt[],
  ): readonly Guard[] => {
    const signsIn = /valid_password|"v":"authenticate"|authenticate_by|"v":"password"/.test(JSON.stringify(body));
    const asked = { path: one.path, method: one.method, action };
    const groups = new Map<string, RubyRefusal[]>();
    for (const it of found) {
      if (
        it.status === 302 ||
        (signsIn && it.status === 401) ||
        !mayMeet(it.tests, asked, (expr) => project.strings(of, expr))
      )
        continue;
      const key = `${it.by ?? ''}:${it.line}`;
      groups.set(key, [...(groups.get(key) ?? []), it]);
    }
    return [...groups.values()].flatMap((group): readonly Guard[] => {
      const [first] = group;
      if (!first) return [];
      const test = first.tests.at(-1)?.expr;
      const name = first.by ?? (first.policy ? textOf(first.policy.f) : test ? textOf(test) : undefined);
      if (name === undefined) return [];
      const line = first.by === undefined && !first.policy ? (test?.line ?? first.line) : first.line;
      const text = first.policy?.text ?? (first.by !== undefined ? first.by : test ? `if ${textOf(test)}` : name);
      const kept = first.policy ? group : group.map((it) => (it.needs?.needsAre ? it : { ...it, needs: undefined }));
      return [
        fromRefusals(
          name,
          kept,
          { file: of.file, line },
          text,
          controller,
          of,
          action,
          undefined,
          first.byOf && !first.policy ? { file: first.byOf.file, line: first.byLine ?? 1 } : undefined,
        ),
      ];
    });
  };

  const routes = drawn.map(route);
  return { routes, remarks: [...distinct(remarks), ...missingActions(project, drawn)] };
}

/** `if: -> { action_name == 'x' }` and `unless:`, as far as the request tells them. */
function conditionsHold(call: Call, asked: Asked, strings: (expr: Expr) => readonly string[] | undefined): boolean {
  const said = (name: 'if' | 'unless'): boolean | undefined => {
    const given = argument(call, name);
    const [only] = given?.k === 'fn' ? given.fn.body : [];
    return only?.k === 'expr' || only?.k === 'return' ? only.value && truth(only.value, asked, strings) : undefined;
  };
  return said('if') !== false && said('unless') !== true;
}

/** Callbacks of Devise, Doorkeeper and the like. */
function foreignCallback(name: string, call: Call, place: SourcePlace): Guard | undefined {
  const base = { name, ...place, needs: [], text: clip(call.text) };
  if (/^authenticate_\w+!$/.test(name)) return { ...base, kind: 'authentication', answers: [302, 401] };
  if (name === 'doorkeeper_authorize!') {
    const needs = call.args.flatMap((one) =>
      one.value.k === 'str' && one.name === undefined && one.value.v !== name ? [one.value.v] : [],
    );
    return {
      ...base,
      kind: 'authentication',
      needs,
      ...(needs.length > 0 && { needsAre: 'scope' as const }),
      ...(needs.length > 1 && { anyOf: true as const }),
      answers: needs.length > 0 ? [401, 403] : [401],
    };
  }
  if (name === 'require_login' || name === 'require_authentication')
    return { ...base, kind: 'authentication', answers: [302] };
  if (name === 'verify_authenticity_token') return { ...base, kind: 'csrf', answers: [422] };
  return undefined;
}

function writes(method: string): boolean {
  return /^(?:POST|PUT|PATCH|DELETE|\*)$/.test(method);
}

/** Optional parts in brackets, placeholders, and the format that any path may end with. */
function patternOf(one: Drawn): string {
  let pattern = '';
  let at = 0;
  for (const found of one.path.matchAll(/[:*](\w+)|[()]/g)) {
    pattern += literal(one.path.slice(at, found.index));
    const name = found[1] ?? '';
    if (found[0] === '(') pattern += '(?:';
    else if (found[0] === ')') pattern += ')?';
    else if (name === 'mounted') pattern += '.*';
    else pattern += found[0].startsWith('*') ? '.+' : `(?:${one.segments.get(name) ?? '[^/.?]+'})`;
    at = found.index + found[0].length;
  }
  pattern += literal(one.path.slice(at));
  if (one.path.endsWith('/*mounted')) return `^${pattern.slice(0, -3)}(?:/.*)?$`;
  return one.path === '/' ? '^/$' : `^${pattern}(?:\\.[^/.?]+)?/?$`;
}

function distinct(remarks: readonly GuardRemark[]): readonly GuardRemark[] {
  return [...new Map(remarks.map((one) => [`${one.file}:${one.line} ${one.says}`, one])).values()];
}
