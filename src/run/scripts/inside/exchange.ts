import type { Filled, Given } from '../messages.ts';
import type { Tools } from './tools.ts';

/** `request` and `response`. Runs inside the sandbox. */
export function defineExchange(tools: Tools, given: Given): void {
  const { show, has, define, fill, ask, variables } = tools;
  const { request, response } = given;
  const isBefore = given.when === 'before';

  // JetBrains has methods before sending, and functions afterwards: one value is both.
  const template = (it: Filled) =>
    Object.assign(() => it.filled, {
      getRaw: () => it.raw,
      tryGetSubstituted: () => fill(it.filled),
      toString: () => fill(it.filled),
    });
  const field = (it: Filled & { readonly name: string }) =>
    isBefore
      ? { name: it.name, getRawValue: () => it.raw, tryGetSubstitutedValue: () => fill(it.filled) }
      : { name: () => it.name, value: () => it.filled };
  const value = (name: unknown) => {
    const key = show(name);
    for (const place of [variables, given.globals, given.file, given.environment]) {
      if (has(place, key)) return place[key];
    }
    return null;
  };
  define('request', {
    method: request.method,
    url: template(request.url),
    body: template(request.body),
    headers: {
      all: () => request.headers.map(field),
      findByName(name: unknown) {
        const wanted = show(name).toLowerCase();
        const found = request.headers.find((it) => it.name.toLowerCase() === wanted);
        return found ? field(found) : null;
      },
    },
    environment: {
      get: (name: unknown) => (has(given.environment, show(name)) ? given.environment[show(name)] : null),
    },
    variables: {
      get: value,
      set(name: unknown, it: unknown) {
        if (!isBefore) throw new Error('request.variables.set is for scripts before the request; it was sent already.');
        ask('set', 'request', show(name), it === undefined ? null : it);
        variables[show(name)] = it;
      },
    },
    iteration: () => 0,
    templateValue: () => null,
  });
  if (!response) return;

  const isJson = /^[\w.+-]{1,100}\/(?:[\w.-]{1,100}\+)?json$/i.test(response.mimeType);
  let parsed: { readonly value: unknown } | undefined;
  const body = () => {
    if (response.cut)
      throw new Error('The answer has more than 5 MB; only its beginning is kept, so it cannot be read.');
    if (!isJson || response.body === '') return response.body;
    try {
      parsed ??= { value: tools.parse(response.body) };
    } catch {
      parsed = { value: response.body };
    }
    return parsed.value;
  };
  const valuesOf = (name: unknown) => {
    const wanted = show(name).toLowerCase();
    return response.headers.filter(([key]) => key.toLowerCase() === wanted).map(([, it]) => it);
  };
  const headers: Record<string, unknown> = {};
  for (const [name, it] of response.headers) {
    for (const key of [name, name.toLowerCase()]) {
      if (!has(headers, key))
        Object.defineProperty(headers, key, { value: it, enumerable: key === name, writable: true });
    }
  }
  const own = (name: string, it: unknown) => Object.defineProperty(headers, name, { value: it, enumerable: false });
  own('valueOf', (name?: unknown) => (name === undefined ? headers : (valuesOf(name)[0] ?? null)));
  own('valuesOf', valuesOf);
  const cookies = () =>
    valuesOf('set-cookie').map((line) => {
      const [pair = '', ...attributes] = line.split(';');
      const at = pair.indexOf('=');
      const cookie: Record<string, unknown> = {
        name: pair.slice(0, Math.max(at, 0)).trim(),
        value: pair.slice(at + 1).trim(),
      };
      for (const attribute of attributes) {
        const equals = attribute.indexOf('=');
        const name = (equals < 0 ? attribute : attribute.slice(0, equals)).trim().toLowerCase();
        if (/^(?:domain|path|expires|max-age|secure|httponly|samesite)$/.test(name))
          cookie[name] = equals < 0 ? true : attribute.slice(equals + 1).trim();
      }
      return cookie;
    });
  define('response', {
    status: response.status,
    statusCode: response.status,
    statusText: response.statusText,
    get body() {
      return body();
    },
    /** httpYac's name. */
    get parsedBody() {
      return body();
    },
    headers,
    contentType: { mimeType: response.mimeType, charset: response.charset },
    get cookies() {
      return cookies();
    },
    cookiesByName: (name: unknown) => cookies().filter((it) => it.name === show(name)),
    responseTime: response.ms,
  });
}
