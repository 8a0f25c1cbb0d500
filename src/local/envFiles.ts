import { Secret } from '../core/secret.ts';
import type {
  EnvironmentProblem,
  Environments,
  EnvironmentValue,
  Layer,
  LayerKind,
} from '../core/variables/environments.ts';
import { isSecretName } from '../core/variables/secretNames.ts';
import { readDotenv } from './dotenv.ts';
import { type EnvFile, readEnvFiles } from './envFolders.ts';
import { type EnvSections, readEnvSections, reserved } from './envSections.ts';
import { mergeSignIn, type SignInSection, signInsOfSetting } from './envSignIns.ts';

export interface EnvironmentOptions {
  /** The workspace folder: the walk upward ends there. Without it, at the nearest folder that looks like a project's root. */
  readonly root?: string;
  /** Unsaved text of an open document, by absolute path; undefined: read the file. */
  openText?(path: string): string | undefined;
  /** `rest-client.environmentVariables`, as the setting stands. */
  readonly restClientVariables?: unknown;
}

/** Reads the environment files that belong to a `.http` file. Reads only; broken files become problems. */
export async function readEnvironments(httpPath: string, options: EnvironmentOptions): Promise<Environments> {
  const files = await readEnvFiles(httpPath, options.root, (path) => options.openText?.(path));
  const json = files.filter((it) => it.kind !== 'dotenv').map(readEnvSections);
  // Visual Studio's `.user` stands over everything, then the private files; within a kind the nearer folder wins.
  const privates = json.filter((it) => it.file.kind === 'private').toSorted((a, b) => rank(a) - rank(b));
  const publics = json.filter((it) => it.file.kind === 'public');
  const setting = readSetting(options.restClientVariables);
  const dotenvs = files
    .filter((it) => it.kind === 'dotenv')
    .map((file) => ({ file, variables: dotenvVariables(file) }));

  const chosen = (environment: string, kinds: readonly EnvSections[], kind: LayerKind) =>
    kinds.map((it) => layer(kind, `environment ${environment} (${it.file.shown})`, it.environments.get(environment)));
  const named = unique(
    [...publics, ...privates].flatMap((it) => [...it.environments.keys()]).concat([...setting.keys()]),
  );
  const fromDotenv = unique(dotenvs.flatMap((it) => it.file.environment ?? [])).filter(
    (it) => !/^(?:example|sample|template|dist|defaults?)$/.test(it),
  );
  const listed = named.filter((it) => it !== '$shared');

  const lay = (environment: string | undefined, user: string | undefined): readonly Layer[] => {
    const users =
      user === undefined
        ? []
        : [...privates, ...publics].map((it) => layer('user', `user ${user} (${it.file.shown})`, it.users.get(user)));
    const own =
      environment === undefined
        ? []
        : [...chosen(environment, privates, 'private'), ...chosen(environment, publics, 'environment')];
    const shared = [...privates, ...publics].map((it) =>
      layer('shared', `$shared (${it.file.shown})`, it.environments.get('$shared'), true),
    );
    const dotenv = dotenvs
      .filter((it) => it.file.environment === undefined || it.file.environment === environment)
      .map((it) => layer('dotenv', it.file.shown, it.variables));
    const settings = [
      ...(environment === undefined
        ? []
        : [
            layer(
              'setting',
              `environment ${environment} (setting rest-client.environmentVariables)`,
              setting.get(environment),
            ),
          ]),
      layer('setting', '$shared (setting rest-client.environmentVariables)', setting.get('$shared'), true),
    ];
    return [...users, ...own, ...shared, ...byPrecedence(dotenv), ...settings].filter((it) => 0 < it.variables.size);
  };

  /** Each request of a run asks for them. */
  const laid = new Map<string | undefined, Map<string | undefined, readonly Layer[]>>();
  const layers = (environment: string | undefined, user: string | undefined): readonly Layer[] => {
    const users = laid.get(environment) ?? new Map<string | undefined, readonly Layer[]>();
    laid.set(environment, users);
    const known = users.get(user) ?? lay(environment, user);
    users.set(user, known);
    return known;
  };

  /** Highest precedence first. */
  const signIns = (environment: string | undefined, user: string | undefined): readonly SignInSection[] => {
    const of = (it: EnvSections, name: string | undefined) => (name === undefined ? [] : (it.signIns.get(name) ?? []));
    const all = [...privates, ...publics];
    return [
      ...all.flatMap((it) => (user === undefined ? [] : (it.userSignIns.get(user) ?? []))),
      ...all.flatMap((it) => of(it, environment)),
      ...all.flatMap((it) => of(it, '$shared')),
      ...settingSignIns(options.restClientVariables, environment),
      ...settingSignIns(options.restClientVariables, '$shared'),
    ];
  };

  return {
    names: listed.length ? listed : fromDotenv,
    users: unique([...publics, ...privates].flatMap((it) => [...it.users.keys()])),
    problems: [...json.flatMap((it) => it.problems), ...clashes(publics, privates)],
    files: files.map((it) => it.path),
    layers: onceEach(layers),
    environmentsWith: (name) =>
      listed.filter((it) => json.some((file) => file.environments.get(it)?.has(name)) || setting.get(it)?.has(name)),
    authIds: onceEach((environment, user) => unique(signIns(environment, user).map((it) => it.id))),
    signIn: (environment, user, id) => mergeSignIn(id, signIns(environment, user)),
  };
}

function rank(it: EnvSections): number {
  return it.file.path.endsWith('.user') ? 0 : 1;
}

/** Files come nearest folder first and sorted by name, so `.env` before `.env.dev`: within a folder the special one wins. */
function byPrecedence(layers: readonly Layer[]): readonly Layer[] {
  const folderOf = (it: Layer) => it.origin.slice(0, it.origin.lastIndexOf('/') + 1);
  const weight = (it: Layer) => {
    const name = it.origin.slice(folderOf(it).length);
    return name === '.env' ? 2 : name.startsWith('.env.') ? 0 : 1;
  };
  const folders = unique(layers.map(folderOf));
  return folders.flatMap((folder) =>
    layers.filter((it) => folderOf(it) === folder).toSorted((a, b) => weight(a) - weight(b)),
  );
}

function layer(
  kind: LayerKind,
  origin: string,
  variables: ReadonlyMap<string, EnvironmentValue> | undefined,
  shared = false,
): Layer {
  return { kind, origin, variables: variables ?? new Map(), ...(shared ? { shared: true as const } : {}) };
}

function dotenvVariables(file: EnvFile): ReadonlyMap<string, EnvironmentValue> {
  return new Map(
    readDotenv(file.text).map(({ name, value, line }) => [
      name,
      {
        value: isSecretName(name) && value !== '' ? new Secret(value) : value,
        origin: `${file.shown}, line ${line}`,
        file: file.path,
        line,
      },
    ]),
  );
}

/** The setting comes from a file of somebody's: whatever is no object of objects is passed over. */
function readSetting(setting: unknown): ReadonlyMap<string, ReadonlyMap<string, EnvironmentValue>> {
  const found = new Map<string, ReadonlyMap<string, EnvironmentValue>>();
  for (const [environment, variables] of entries(setting)) {
    const own = entries(variables).filter(([name]) => !reserved.has(name));
    const values = own.map(([name, value]): [string, EnvironmentValue] => {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      const shown = isSecretName(name) && text !== '' ? new Secret(text) : text;
      return [name, { value: shown, origin: `setting rest-client.environmentVariables, ${environment}` }];
    });
    found.set(environment, new Map(values));
  }
  return found;
}

function settingSignIns(setting: unknown, environment: string | undefined): readonly SignInSection[] {
  const found = entries(setting).find(([name]) => name === environment);
  return found ? signInsOfSetting(found[1], `setting rest-client.environmentVariables, ${found[0]}`) : [];
}

function entries(value: unknown): readonly [string, unknown][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

/** A name with one value in the public file and another in the private one: tools differ in which they take. */
function clashes(publics: readonly EnvSections[], privates: readonly EnvSections[]): readonly EnvironmentProblem[] {
  const problems: EnvironmentProblem[] = [];
  for (const secret of privates) {
    for (const [environment, variables] of secret.environments) {
      for (const [name, value] of variables) {
        const open = publics.find((it) => it.environments.get(environment)?.has(name));
        const other = open?.environments.get(environment)?.get(name);
        if (!open || !other || clear(other.value) === clear(value.value)) continue;
        problems.push({
          file: open.file.path,
          line: other.line ?? 0,
          column: 1,
          severity: 'warning',
          message: `"${name.slice(0, 60)}" of ${environment} has one value here and another in ${value.origin}. Why401 takes the private one, as most tools do; JetBrains takes this one since 2025.2.`,
        });
      }
    }
  }
  return problems;
}

function clear(value: string | Secret): string {
  return typeof value === 'string' ? value : value.reveal();
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

/** What a choice gives, worked out once: every request of a run asks for it. */
function onceEach<Found>(
  find: (environment: string | undefined, user: string | undefined) => Found,
): (environment: string | undefined, user?: string) => Found {
  const found = new Map<string, Found>();
  return (environment, user) => {
    const key = JSON.stringify([environment, user]);
    const known = found.get(key) ?? find(environment, user);
    found.set(key, known);
    return known;
  };
}
