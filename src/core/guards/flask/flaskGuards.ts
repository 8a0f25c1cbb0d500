import { bind } from '../code/bound.ts';
import { clip } from '../code/clip.ts';
import { type Call, type Expr, itemsOf, lastName, plainArguments, textOf } from '../code/code.ts';
import { guardFrom, guardsByName } from '../code/guardFrom.ts';
import { handledExceptions } from '../code/handledExceptions.ts';
import { needsAreOf } from '../code/needs.ts';
import { mayMeet } from '../code/pathTest.ts';
import { everyStatement } from '../code/pythonFacts.ts';
import { guardOfDef, guardOfRefusals } from '../code/pythonGuards.ts';
import type { PythonProject } from '../code/pythonProject.ts';
import { PythonRefusals } from '../code/pythonRefusals.ts';
import { numberOf } from '../code/pythonStatus.ts';
import type { Guard, SourcePlace } from '../route.ts';
import type { Hook } from './flaskApps.ts';
import { packagedCall, packagedDecorator } from './flaskPackages.ts';

/** What a request is, as far as hooks look at it. */
interface Request {
  readonly path: string;
  readonly method: string;
  readonly endpoint: string | undefined;
}

/** Reads decorators and hooks of a Flask project as guards. */
export class FlaskGuards {
  readonly refusals: PythonRefusals;
  readonly #project: PythonProject;
  readonly #signIn: readonly number[];

  constructor(project: PythonProject) {
    this.#project = project;
    this.refusals = new PythonRefusals(project, handledExceptions(project), packagedCall);
    this.#signIn = signInAnswers(project, this.refusals);
  }

  /** The guard that a decorator is; undefined where it refuses nothing. What cannot be read is added to `unread`. */
  decorator(file: string, mark: Expr, unread: string[]): Guard | undefined {
    const called = mark.k === 'call' ? mark.f : mark;
    const name = this.#project.nameOf(file, called);
    const place: SourcePlace = { file, line: mark.line };
    const text = `@${textOf(mark)}`;
    const is = this.#project.meaning(file, called);
    if (is?.k === 'def') {
      const bound = mark.k === 'call' ? bind(is.def, mark, file) : new Map();
      const guard = guardOfDef(this.refusals, is, { name, place, text, bound });
      if (!guard) return undefined;
      return {
        ...guard,
        ...(guard.needs.length > 0 &&
          !guard.needsAre &&
          are(`${name} ${is.def.params.map((one) => one.name).join(' ')}`)),
      };
    }
    if (is?.k === 'class') {
      const call = this.#project.member(is, '__call__');
      return call?.k === 'def' ? guardOfDef(this.refusals, call, { name, place, text }) : undefined;
    }
    if (is?.k === 'value') {
      // A name for another decorator: `admin_only = roles_required('admin')`.
      const inner = this.decorator(is.file, is.value, unread);
      return (
        inner && {
          ...inner,
          name,
          file,
          line: mark.line,
          text: clip(text),
          definedAt: inner.definedAt ?? { file: is.file, line: is.value.line },
        }
      );
    }
    const principal = this.#principal(file, mark);
    if (principal) return principal;
    const method = called.k === 'dot' ? this.#instanceOf(file, called.of) : undefined;
    const full = method === undefined ? (is?.k === 'foreign' ? is.name : name) : `${method}.${lastName(called) ?? ''}`;
    const known = packagedDecorator(full, mark, this.#signIn);
    if (known) {
      const needs = (known.needs ?? []).flatMap((one) => this.#project.strings(file, one) ?? [textOf(one)]);
      const read = guardFrom({
        name,
        place,
        text,
        statuses: known.answers,
        needs:
          needs.length > 0
            ? {
                needs,
                ...(known.needsAre && { needsAre: known.needsAre }),
                ...(known.anyOf && needs.length > 1 && { anyOf: true }),
              }
            : undefined,
      });
      return { ...read, kind: known.kind };
    }
    const off = mark.k === 'call' && /optional=True/.test(mark.text);
    if (off || !guardsByName(name) || harmless.test(name)) return undefined;
    unread.push(`The code of ${name} is not in this folder.`);
    return { ...guardFrom({ name, place, text, statuses: [] }), kind: 'other' };
  }

  /** The guards that a hook is for a request. */
  hook(hook: Hook, request: Request, unread: string[]): readonly Guard[] {
    const place = { file: hook.file, line: hook.line };
    const marks = hook.marks.flatMap((mark) => {
      const guard = this.decorator(hook.file, mark, unread);
      return guard ? [guard] : [];
    });
    const found = this.refusals
      .ofDef(hook.file, hook.def)
      .filter((one) => mayMeet(one.tests, request, (expr) => this.#project.strings(hook.file, expr)));
    if (found.length === 0) return marks;
    return [
      ...marks,
      guardOfRefusals(found, hook, { name: hook.def.name, place, text: `before_request ${hook.def.name}` }),
    ];
  }

  /** Flask-Principal: `@admin.require(403)` of `admin = Permission(RoleNeed('admin'))`. */
  #principal(file: string, mark: Expr): Guard | undefined {
    if (mark.k !== 'call' || mark.f.k !== 'dot' || mark.f.v !== 'require') return undefined;
    const is = this.#project.meaning(file, mark.f.of);
    const made = is?.k === 'value' ? is : { value: mark.f.of, file };
    if (made.value.k !== 'call' || !/Permission$/.test(lastName(made.value.f) ?? '')) return undefined;
    const wanted = plainArguments(made.value).flatMap(itemsOf);
    const needs = wanted.flatMap((one) =>
      one.k === 'call' ? plainArguments(one).flatMap((arg) => this.#project.strings(made.file, arg) ?? []) : [],
    );
    const status = mark.args.map((one) => numberOf(one.value)).find((one) => one !== undefined);
    const scoped = needsAreOf(wanted.map(textOf).join(' '));
    return {
      ...guardFrom({
        name: textOf(mark.f),
        place: { file, line: mark.line },
        text: `@${textOf(mark)}`,
        statuses: status === undefined ? [] : [status],
        needs:
          needs.length > 0
            ? { needs, ...(scoped && { needsAre: scoped }), ...(needs.length > 1 && { anyOf: true }) }
            : undefined,
        ...(is?.k === 'value' && { definedAt: { file: is.file, line: is.value.line } }),
      }),
      kind: 'authorization',
    };
  }

  /** The class of a package that a name is an instance of: `HTTPBasicAuth` for `auth`. */
  #instanceOf(file: string, expr: Expr): string | undefined {
    const is = this.#project.meaning(file, expr);
    if (is?.k !== 'value' || is.value.k !== 'call') return undefined;
    const made = this.#project.meaning(is.file, (is.value as Call).f);
    return made?.k === 'foreign' ? made.name.split('.').at(-1) : undefined;
  }
}

function are(words: string): Partial<Guard> {
  const kind = needsAreOf(words);
  return kind ? { needsAre: kind } : {};
}

const harmless =
  /csrf\.exempt|permanent|cross_origin|swag|cache|login_manager|user_loader|verify_password|get_user_roles|error_handler|verify_token/;

/** What Flask-Login answers here: where its `login_view` is set it sends there. */
function signInAnswers(project: PythonProject, refusals: PythonRefusals): readonly number[] {
  for (const [file, body] of project.files) {
    for (const stmt of everyStatement(body)) {
      if (stmt.k === 'def' && stmt.def.marks.some((one) => lastName(one) === 'unauthorized_handler')) {
        const answers = refusals.ofBody(file, stmt.def.body).map((one) => one.status);
        if (answers.length > 0) return answers;
      }
    }
  }
  for (const body of project.files.values()) {
    for (const stmt of everyStatement(body)) {
      if (
        stmt.k === 'set' &&
        stmt.target.k === 'dot' &&
        stmt.target.v === 'login_view' &&
        lastName(stmt.value) !== 'None'
      )
        return [302];
    }
  }
  return [401];
}
