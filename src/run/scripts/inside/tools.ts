/**
 * The functions of this folder run inside the sandbox: their text is evaluated there, so each stands on its own and
 * uses nothing but its parameters and the language. What a script does to the globals must not reach them later: they
 * take what they need of the language beforehand.
 */
export interface Tools {
  /** Asks the host for something: JSON text in, JSON text out. */
  ask(what: string, ...values: readonly unknown[]): unknown;
  /** A value in words, for logs and messages. Never throws. */
  show(value: unknown): string;
  /** An error in words, with the first line of its stack that belongs to a script. Never throws. */
  describe(error: unknown): string;
  text(value: unknown): string;
  readonly parse: typeof JSON.parse;
  readonly stringify: typeof JSON.stringify;
  has(object: object, name: string): boolean;
  /** Makes a global of the scripts. */
  define(name: string, value: unknown): void;
  /** Replaces what is left of `{{name}}` by variables that were set meanwhile. */
  fill(template: string): string;
  readonly variables: Record<string, unknown>;
}

export function makeTools(host: (text: string) => string, variables: Record<string, unknown>): Tools {
  // Its octets are not counted with the rest of the memory.
  Reflect.deleteProperty(globalThis, 'SharedArrayBuffer');
  const { parse, stringify } = JSON;
  const { apply, defineProperty } = Reflect;
  const isOwn = Object.prototype.hasOwnProperty;
  const { replace } = String.prototype;
  const string = String;
  const text = (value: unknown): string => {
    try {
      return string(value);
    } catch {
      return 'a value that cannot be shown';
    }
  };
  const show = (value: unknown): string => {
    if (typeof value === 'string') return value;
    if (typeof value === 'object' && value !== null) {
      if (value instanceof Error) return text(value);
      try {
        return stringify(value) ?? text(value);
      } catch {
        return text(value);
      }
    }
    return typeof value === 'function' ? 'a function' : text(value);
  };
  const has = (object: object, name: string) => apply(isOwn, object, [name]);
  return {
    ask(what, ...values) {
      const answer = host(stringify([what, ...values]));
      return answer === '' ? undefined : parse(answer);
    },
    show,
    describe(error) {
      try {
        if (error instanceof Error) return stringify([`${error.name}: ${error.message}`, text(error.stack ?? '')]);
      } catch {
        return stringify(['an error that cannot be shown', '']);
      }
      return stringify([show(error), '']);
    },
    text,
    parse,
    stringify,
    has,
    define(name, value) {
      defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
    },
    fill(template) {
      return apply(replace, template, [
        /\{\{([^{}]{1,200})\}\}/g,
        (whole: string, name: string) => {
          const key = name.trim();
          return has(variables, key) ? show(variables[key]) : whole;
        },
      ]);
    },
    variables,
  };
}
