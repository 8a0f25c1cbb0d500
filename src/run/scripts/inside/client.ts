import type { Given } from '../messages.ts';
import type { Tools } from './tools.ts';

/** `client`, `console` and the names with `$`, as JetBrains' scripts know them. Runs inside the sandbox. */
export function defineClient(tools: Tools, given: Given): void {
  const { ask, show, has, define } = tools;
  const globals: Record<string, unknown> = given.globals;
  const headers: Record<string, string> = given.globalHeaders;

  const reader = (values: Readonly<Record<string, unknown>>) => ({
    get: (name: unknown) => {
      const key = show(name);
      return has(values, key) ? values[key] : null;
    },
  });
  const clear = (values: Record<string, unknown>, where: string, name: unknown) => {
    delete values[show(name)];
    ask('clear', where, show(name));
  };
  const clearAll = (values: Record<string, unknown>, where: string) => {
    for (const name of Object.keys(values)) delete values[name];
    ask('clear', where);
  };

  const global = {
    ...reader(globals),
    set(name: unknown, value: unknown) {
      const key = show(name);
      ask('set', 'globals', key, value === undefined ? null : value);
      globals[key] = value;
    },
    isEmpty: () => Object.keys(globals).length === 0,
    clear: (name: unknown) => clear(globals, 'globals', name),
    clearAll: () => clearAll(globals, 'globals'),
    headers: {
      ...reader(headers),
      set(name: unknown, value: unknown) {
        ask('set-header', show(name), show(value));
        headers[show(name)] = show(value);
      },
      clear: (name: unknown) => clear(headers, 'headers', name),
      clearAll: () => clearAll(headers, 'headers'),
      all: () => Object.keys(headers).map((name) => ({ name, value: headers[name] })),
    },
  };

  const log = (...values: readonly unknown[]) => void ask('log', values.map(show).join(' '));
  const test = (name: unknown, run?: unknown) => {
    if (typeof name !== 'string' || typeof run !== 'function')
      throw new TypeError('client.test takes a name and a function.');
    try {
      const given = run();
      // What a promise comes to is known later.
      if (given instanceof Promise) {
        given.then(
          () => ask('test', name, true),
          (error: unknown) => ask('test', name, false, tools.describe(error)),
        );
        return;
      }
    } catch (error) {
      ask('test', name, false, tools.describe(error));
      return;
    }
    ask('test', name, true);
  };

  define('client', {
    global,
    variables: { global, file: reader(given.file), environment: reader(given.environment) },
    test,
    assert(condition: unknown, message?: unknown) {
      if (!condition) throw new Error(message === undefined ? 'The assertion does not hold.' : show(message));
    },
    log,
    exit() {
      ask('exit');
      // The host ends what goes on behind this, also where the script catches it.
      throw new Error('client.exit()');
    },
  });
  define('console', { log, info: log, warn: log, error: log, debug: log });
  define('$env', { ...given.processEnv });

  const drawn =
    (name: string) =>
    (...values: readonly unknown[]) => {
      const drawn = ask('dynamic', values.length === 0 ? name : `${name}(${values.map(show).join(', ')})`);
      if (typeof drawn !== 'string') throw new Error(`${name} gave no value.`);
      return drawn;
    };
  const number =
    (name: string) =>
    (...values: readonly unknown[]) =>
      Number(drawn(name)(...values));
  define('$random', {
    integer: number('$random.integer'),
    float: number('$random.float'),
    alphabetic: drawn('$random.alphabetic'),
    alphanumeric: drawn('$random.alphanumeric'),
    hexadecimal: drawn('$random.hexadecimal'),
    get email() {
      return drawn('$random.email')();
    },
    get uuid() {
      return drawn('$random.uuid')();
    },
  });
  for (const name of ['$uuid', '$timestamp', '$isoTimestamp', '$randomInt'])
    Object.defineProperty(globalThis, name, { get: drawn(name), configurable: true });
}
