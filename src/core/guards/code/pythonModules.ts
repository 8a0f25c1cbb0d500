/** Where Python modules are among a folder's files. */
export class PythonModules {
  /** Last part of a module's name → files that may be it. */
  readonly #byName = new Map<string, string[]>();
  readonly #paths: ReadonlySet<string> | ReadonlyMap<string, unknown>;

  constructor(paths: ReadonlySet<string> | ReadonlyMap<string, unknown>) {
    this.#paths = paths;
    for (const path of paths.keys()) {
      if (!path.endsWith('.py')) continue;
      const parts = path.slice(0, -3).split('/');
      const name = parts.at(-1) === '__init__' ? parts.at(-2) : parts.at(-1);
      if (name === undefined) continue;
      const known = this.#byName.get(name);
      if (known) known.push(path);
      else this.#byName.set(name, [path]);
    }
  }

  /** The file of a module as `from` names it, with leading dots where it is relative; undefined if it is not in the folder. */
  file(from: string, module: string): string | undefined {
    const dots = module.length - module.replace(/^\.+/, '').length;
    const parts = module.slice(dots).split('.').filter(Boolean);
    if (dots > 0) {
      const folder = from.split('/').slice(0, -dots);
      return this.#at([...folder, ...parts].join('/'));
    }
    const tail = parts.join('/');
    const name = parts.at(-1);
    if (name === undefined || foreign.has(parts[0] ?? '')) return undefined;
    const roots = (this.#byName.get(name) ?? []).flatMap((path) => {
      const stem = path.slice(0, -3).replace(/\/__init__$/, '');
      if (stem !== tail && !stem.endsWith(`/${tail}`)) return [];
      return [{ path, root: stem.slice(0, stem.length - tail.length) }];
    });
    const above = roots.filter((one) => from.startsWith(one.root)).sort((a, b) => b.root.length - a.root.length);
    return (above[0] ?? roots.sort((a, b) => a.root.length - b.root.length)[0])?.path;
  }

  #at(stem: string): string | undefined {
    for (const path of [`${stem}.py`, stem === '' ? '__init__.py' : `${stem}/__init__.py`])
      if (this.#paths.has(path)) return path;
    return undefined;
  }
}

/** Packages that a project's folder does not hold, though it may have files of the same name. */
const foreign = new Set([
  ...[
    'django',
    'rest_framework',
    'rest_framework_simplejwt',
    'flask',
    'fastapi',
    'starlette',
    'pydantic',
    'sqlalchemy',
    'jose',
    'jwt',
  ],
  ...[
    'flask_login',
    'flask_jwt_extended',
    'flask_httpauth',
    'flask_principal',
    'flask_security',
    'flask_restful',
    'flask_restx',
    'flask_smorest',
  ],
  ...[
    'typing',
    'functools',
    'os',
    'sys',
    're',
    'datetime',
    'enum',
    'logging',
    'http',
    'json',
    'werkzeug',
    'passlib',
    'celery',
    'requests',
  ],
]);
