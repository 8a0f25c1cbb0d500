import type { RequestBlock } from '../core/http/httpFile.ts';

/** What the comment directives of a request ask of the run. Unknown ones ask nothing. */
export interface RunDirectives {
  readonly followRedirects?: false;
  readonly useCookies?: false;
  readonly verifyTls?: false;
  /** Longest wait for data. */
  readonly timeoutMs?: number;
  /** Longest wait for a connection, by `# @connection-timeout`. */
  readonly connectTimeoutMs?: number;
  /** The question of `# @note`; the empty string for one without words. */
  readonly note?: string;
  readonly disabled?: true;
  /** `# @matrix`: sent in a matrix by itself, whatever its method; `# @matrix false`: not at all. */
  readonly matrix?: boolean;
  /** Requests that `# @ref` and `# @forceRef` name. */
  readonly refs: readonly { readonly name: string; readonly again: boolean }[];
}

/** Reads the directives that this version acts on. Names are compared in either spelling: `no-redirect`, `noRedirect`. */
export function readDirectives(request: RequestBlock): RunDirectives {
  const known = directivesKnown.get(request) ?? read(request);
  directivesKnown.set(request, known);
  return known;
}

/** A parsed request never changes, and a matrix asks for it as every user. */
const directivesKnown = new WeakMap<RequestBlock, RunDirectives>();

function read(request: RequestBlock): RunDirectives {
  const found: { -readonly [Key in keyof RunDirectives]: RunDirectives[Key] } = { refs: [] };
  const refs: { name: string; again: boolean }[] = [];
  for (const { name, argument } of request.directives) {
    switch (name.replaceAll('-', '').toLowerCase()) {
      case 'noredirect':
        found.followRedirects = false;
        break;
      case 'nocookiejar':
        found.useCookies = false;
        break;
      case 'norejectunauthorized':
        found.verifyTls = false;
        break;
      case 'note':
        found.note = argument;
        break;
      case 'disabled':
        if (argument !== 'false') found.disabled = true;
        break;
      case 'matrix':
        found.matrix = argument !== 'false';
        break;
      case 'ref':
      case 'forceref':
        if (argument) refs.push({ name: argument, again: name.toLowerCase() !== 'ref' });
        break;
      case 'timeout': {
        const timeout = readDuration(argument);
        if (timeout !== undefined) found.timeoutMs = timeout;
        break;
      }
      case 'connectiontimeout': {
        const timeout = readDuration(argument);
        if (timeout !== undefined) found.connectTimeoutMs = timeout;
        break;
      }
    }
  }
  return { ...found, refs };
}

/**
 * `5 s`, `500 ms`, `2 m` in milliseconds. A bare number is seconds in JetBrains and milliseconds in httpYac: from 600
 * on it is read as milliseconds, since nobody waits ten minutes.
 */
export function readDuration(text: string): number | undefined {
  const [, digits, unit] = /^(\d{1,9})\s*(ms|s|m)?$/.exec(text.trim()) ?? [];
  if (digits === undefined) return undefined;
  const amount = Number(digits);
  if (unit === 'ms') return amount;
  if (unit === 'm') return amount * 60_000;
  return unit === 's' || amount < 600 ? amount * 1000 : amount;
}
