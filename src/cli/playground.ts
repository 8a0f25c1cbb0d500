import type { Command } from './command.ts';
import { readOptions } from './options.ts';

export const playground: Command = {
  help: `Usage: why401 playground [--port P]

Runs a small API and token issuer on 127.0.0.1 that can refuse in every way, until Ctrl-C.

  --port P    1 to 65535; without it, any free port

Exit codes: 0 ended by Ctrl-C, 2 the port cannot be used
`,

  async run(args, io) {
    const options = readOptions(args, { flags: [], values: ['port'] });
    const port = 'wrong' in options ? 0 : Number(options.values.port ?? 0);
    const wrong =
      'wrong' in options
        ? options.wrong
        : 0 < options.positionals.length
          ? 'It takes no FILE.'
          : Number.isInteger(port) && 0 <= port && port <= 65535
            ? undefined
            : '--port is a number from 1 to 65535.';
    if (wrong !== undefined) {
      io.err(`why401: ${wrong} why401 playground --help says how to call it.\n`);
      return 2;
    }
    const { startPlayground } = await import('../playground/index.ts');
    try {
      const server = await startPlayground({ port });
      io.out(`The playground listens at ${server.origin}. Ctrl-C ends it.\n`);
      await new Promise<void>((resolve) => {
        const stop = io.onInterrupt(() => {
          stop();
          resolve();
        });
      });
      await server.close();
      return 0;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
      const reason = code === 'EADDRINUSE' ? 'another program has it' : 'the system does not let this user have it';
      io.err(`why401: Port ${port} cannot be used: ${reason}. Without --port, a free one is taken.\n`);
      return 2;
    }
  },
};
