import { dispatch } from '../../src/cli/dispatch.ts';
import type { Io } from '../../src/cli/io.ts';

export interface Called {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Calls the command line in this process, with streams that are kept. The time stands at 2026-11-22 19:04:11 UTC. */
export async function call(
  args: readonly string[],
  given: {
    stdin?: string | Uint8Array;
    env?: Io['env'];
    color?: boolean;
    progress?: boolean;
    interrupt?: AbortSignal;
  } = {},
): Promise<Called> {
  let out = '';
  let err = '';
  const stdin = typeof given.stdin === 'string' ? new TextEncoder().encode(given.stdin) : given.stdin;
  const code = await dispatch(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    readStdin: async () => stdin ?? new Uint8Array(),
    hasStdin: stdin !== undefined,
    canAsk: false,
    color: given.color ?? false,
    showsProgress: given.progress ?? false,
    width: 80,
    env: given.env ?? {},
    now: () => Date.UTC(2026, 10, 22, 19, 4, 11),
    onInterrupt: (listener) => {
      given.interrupt?.addEventListener('abort', listener);
      return () => given.interrupt?.removeEventListener('abort', listener);
    },
  });
  return { code, out, err };
}

/** Each line of `--json` output. */
export function jsonLines(out: string): Record<string, unknown>[] {
  return out
    .split('\n')
    .filter((it) => it !== '')
    .map((it): Record<string, unknown> => JSON.parse(it));
}
