import { spawn } from 'node:child_process';

export interface CommandOutput {
  readonly bytes: Uint8Array;
  /** Why it gave less than it should: a whole sentence. */
  readonly problem?: string;
}

const mostBytes = 64_000_000;
const longestMs = 20_000;

/** What a configured program prints: no shell, both streams (`docker logs` writes to both), bounded in bytes and time. */
export function runCommand(
  [program, ...args]: readonly [string, ...string[]],
  signal: AbortSignal,
): Promise<CommandOutput> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    const chunks: Buffer[] = [];
    let size = 0;
    let problem: string | undefined;
    const stop = (why: string) => {
      problem ??= why;
      child.kill();
    };
    const timer = setTimeout(
      () => stop(`${program} took longer than ${longestMs / 1000} seconds; what it printed until then was read.`),
      longestMs,
    );
    const cancel = () => child.kill();
    signal.addEventListener('abort', cancel, { once: true });
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= mostBytes) chunks.push(chunk);
      else stop(`${program} printed more than ${mostBytes / 1_000_000} MB; the beginning of it was read.`);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      if (signal.aborted) reject(signal.reason);
      else resolve({ bytes: Buffer.concat(chunks), ...(problem === undefined ? {} : { problem }) });
    };
    child.on('error', (error: NodeJS.ErrnoException) => {
      problem =
        error.code === 'ENOENT'
          ? `There is no program ${program} here.`
          : `${program} could not be started (${error.code ?? 'no code'}).`;
      end();
    });
    child.on('close', (code) => {
      if (code !== 0 && code !== null && size === 0)
        problem ??= `${program} ended with the code ${code} and printed nothing.`;
      end();
    });
  });
}
