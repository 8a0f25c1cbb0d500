import type { Expr } from '../code/code.ts';
import type { PythonProject } from '../code/pythonProject.ts';

/** A setting's value, and the file that it is in. */
export interface Setting {
  readonly value: Expr;
  readonly file: string;
}

/** The settings of a Django project, as far as the folder holds them. */
export class Settings {
  readonly #project: PythonProject;
  readonly #files: readonly string[];

  constructor(project: PythonProject) {
    this.#project = project;
    // Of several, those for tests and for one's own machine come last.
    const local = (path: string): number => (/test|local|dev/i.test(path) ? 1 : 0);
    this.#files = [...project.files.keys()]
      .filter((path) => /settings|config|conf/i.test(path))
      .sort((a, b) => local(a) - local(b) || a.length - b.length);
  }

  of(name: string): Setting | undefined {
    for (const file of this.#files) {
      const is = this.#project.meaning(file, name);
      if (is?.k === 'value') return { value: is.value, file: is.file };
    }
    return undefined;
  }

  /** One of Django REST framework's. */
  ofRest(name: string): Setting | undefined {
    const rest = this.of('REST_FRAMEWORK');
    if (rest?.value.k !== 'dict') return undefined;
    const entry = rest.value.entries.find((one) => one.key.k === 'str' && one.key.v === name);
    return entry && { value: entry.value, file: rest.file };
  }
}
