import { visibleLine } from '../core/print/visible.ts';
import type { Command, ExitCode } from './command.ts';
import type { Io } from './io.ts';

const help = `Why401: why was this request refused, and what now?

Usage: why401 COMMAND [ARGUMENT…]

  send FILE         send requests of a .http file and explain each refusal
  explain FILE…     explain the refusals in a HAR, in curl -v output or in raw HTTP messages
  check FILE…       say what of .http files will be refused, before anything is sent
  matrix FILE…      send requests as each user, and say who got what they should not
  guards [DIR]      list the routes of an application with what guards them, and what looks wrong
  logs [LOG…]       find what a server's own logs say about its refusals
  token [TOKEN]     decode a token and check what it says
  parse FILE…       show how .http files are read
  playground        run a small server on this computer that refuses in every way

why401 COMMAND --help says more. - as a FILE or TOKEN reads standard input.

Exit codes: 0 fine, 1 refused, 2 wrong usage or unreadable input, 3 no answer from the network
`;

/** Each command is loaded when it is called: explaining needs no network code. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  send: async () => (await import('./send.ts')).send,
  explain: async () => (await import('./explain.ts')).explainCommand,
  check: async () => (await import('./check.ts')).checkCommand,
  matrix: async () => (await import('./matrix.ts')).matrix,
  guards: async () => (await import('./guards.ts')).guardsCommand,
  token: async () => (await import('./token.ts')).token,
  parse: async () => (await import('./parse.ts')).parseCommand,
  logs: async () => (await import('./logs.ts')).logsCommand,
  playground: async () => (await import('./playground.ts')).playground,
};

const planned = new Set(['import']);

/** Runs one command; the only place where an exception becomes words. */
export async function dispatch(args: readonly string[], io: Io): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === '--help' || name === '-h' || name === 'help') {
    io.out(help);
    return 0;
  }
  if (name === '--version' || name === '-v') {
    const { version } = await import('./version.ts');
    io.out(`${version}\n`);
    return 0;
  }
  const load = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    if (name === undefined) io.err(help);
    else if (planned.has(name)) io.err(`why401: this version doesn't have ${name}. why401 --help lists what it has.\n`);
    else io.err(`why401: there is no command ${visibleLine(name)}. why401 --help lists them.\n`);
    return 2;
  }
  try {
    const command = await load();
    const end = rest.indexOf('--');
    if (rest.slice(0, end < 0 ? undefined : end).some((it) => it === '--help' || it === '-h')) {
      io.out(command.help);
      return 0;
    }
    return await command.run(rest, io);
  } catch (error) {
    // A bug of ours: where it is helps whoever reports it, and what it says may hold a secret.
    const where = error instanceof Error ? (error.stack ?? '').split('\n').filter((it) => /^\s+at /.test(it)) : [];
    io.err(`why401: a fault in why401 itself stopped "${name}".\n${where.slice(0, 5).join('\n')}\n`);
    return 2;
  }
}
