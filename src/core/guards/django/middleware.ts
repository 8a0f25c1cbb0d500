import type { Expr } from '../code/code.ts';
import { itemsOf } from '../code/code.ts';
import { mayMeet } from '../code/pathTest.ts';
import { guardOfRefusals } from '../code/pythonGuards.ts';
import type { PythonProject } from '../code/pythonProject.ts';
import type { PythonRefusals } from '../code/pythonRefusals.ts';
import type { Guard } from '../route.ts';
import type { Settings } from './settings.ts';

/** What middleware is asked about a route. */
export interface ToMiddleware {
  readonly path: string;
  readonly method: string;
  /** The view says that forged requests are not looked for, or looks for them itself. */
  readonly exempt: boolean;
  /** The view says that it needs no sign-in. */
  readonly open: boolean;
}

/** The middleware of the settings that may refuse, in order. */
export class DjangoMiddleware {
  readonly #project: PythonProject;
  readonly #refusals: PythonRefusals;
  readonly #listed: readonly { readonly expr: Extract<Expr, { k: 'str' }>; readonly file: string }[];

  constructor(project: PythonProject, settings: Settings, refusals: PythonRefusals) {
    this.#project = project;
    this.#refusals = refusals;
    const setting = settings.of('MIDDLEWARE') ?? settings.of('MIDDLEWARE_CLASSES');
    const flat = (expr: Expr): readonly Expr[] => (expr.k === 'op' ? expr.items.flatMap(flat) : itemsOf(expr));
    this.#listed = setting
      ? flat(setting.value).flatMap((expr) => (expr.k === 'str' ? [{ expr, file: setting.file }] : []))
      : [];
  }

  guards(asked: ToMiddleware): readonly Guard[] {
    const before: Guard[] = [];
    /** `process_view` runs after all of what comes before the view. */
    const atView: Guard[] = [];
    for (const { expr, file } of this.#listed) {
      const name = expr.v.split('.').at(-1) ?? '';
      const place = { file, line: expr.line };
      if (name === 'CsrfViewMiddleware') {
        if (!asked.exempt && !isReading(asked.method))
          atView.push({ name, kind: 'csrf', ...place, needs: [], text: expr.v, answers: [403] });
        continue;
      }
      if (expr.v === 'django.contrib.auth.middleware.LoginRequiredMiddleware') {
        if (!asked.open)
          atView.push({ name, kind: 'authentication', ...place, needs: [], text: expr.v, answers: [302] });
        continue;
      }
      const is = this.#project.meaning(file, expr.v);
      if (is?.k !== 'class' && is?.k !== 'def') continue;
      const hooks =
        is.k === 'def'
          ? [is]
          : ['process_request', '__call__', 'process_view'].flatMap((hook) => {
              const member = this.#project.member(is, hook);
              return member?.k === 'def' ? [member] : [];
            });
      for (const hook of hooks) {
        const found = (
          is.k === 'class' ? this.#refusals.ofMethod(is, hook) : this.#refusals.ofDef(hook.file, hook.def)
        ).filter((one) => mayMeet(one.tests, asked, (test) => this.#project.strings(hook.file, test)));
        if (found.length === 0) continue;
        (hook.def.name === 'process_view' ? atView : before).push(
          guardOfRefusals(found, hook, { name, place, text: expr.v }),
        );
      }
    }
    return [...before, ...atView];
  }
}

/** Methods for which Django looks for no forged request (RFC 9110, 9.2.1). */
export function isReading(method: string): boolean {
  return /^(?:GET|HEAD|OPTIONS|TRACE)$/.test(method);
}
