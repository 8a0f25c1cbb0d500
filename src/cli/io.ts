/** What a command sees of the world. Tests lend another one. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
  /** All of standard input. */
  readStdin(): Promise<Uint8Array>;
  /** False where standard input is a terminal: nothing waits in it. */
  readonly hasStdin: boolean;
  /** A person can be asked. */
  readonly canAsk: boolean;
  readonly color: boolean;
  /** Standard error is a terminal whose last line can be written over. */
  readonly showsProgress: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Called at Ctrl-C; returns how to stop listening. */
  onInterrupt(listener: () => void): () => void;
}

/** The process's own standard streams. */
export function processIo(): Io {
  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    async readStdin() {
      const chunks: Uint8Array[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
    hasStdin: !process.stdin.isTTY,
    canAsk: process.stdin.isTTY === true && process.stderr.isTTY === true,
    color: process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb',
    showsProgress: process.stderr.isTTY === true && process.env.TERM !== 'dumb',
    width: process.stdout.columns || 80,
    env: process.env,
    now: () => Date.now(),
    onInterrupt(listener) {
      process.on('SIGINT', listener);
      process.on('SIGTERM', listener);
      return () => {
        process.off('SIGINT', listener);
        process.off('SIGTERM', listener);
      };
    },
  };
}
