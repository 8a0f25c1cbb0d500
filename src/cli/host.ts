import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { createMemoryStore } from '../core/auth/memoryStore.ts';
import type { SessionStore } from '../core/auth/session.ts';
import { visibleLine } from '../core/print/visible.ts';
import { Secret } from '../core/secret.ts';
import type { RunHost } from '../run/run.ts';
import type { Io } from './io.ts';
import { terminalSignIn } from './signIn.ts';

export interface TerminalHost extends RunHost {
  /** Questions that nobody could answer, for lack of a terminal. */
  unanswered(): readonly string[];
  /** Asks about renewing; without a terminal the answer is no, and nothing is left open by it. */
  mayRenew(question: string): Promise<boolean>;
}

/** `WHY401_TOKEN_ADMIN` for the sign-in `admin`: capitals, and an underscore for whatever else stands in the id. */
export function tokenVariable(id: string): string {
  return `WHY401_TOKEN_${id.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
}

/** Asks on the terminal: questions go to standard error, answers come from standard input. Without one, asks nobody. */
export function createHost(io: Io, sessions: SessionStore = createMemoryStore()): TerminalHost {
  const unanswered: string[] = [];
  const yes = async (question: string) =>
    /^y(?:es)?$/i.test((await ask(`${visibleLine(question)} [y/N] `, false)) ?? '');
  return {
    sessions,
    signIn: terminalSignIn(io, yes),
    ...(io.canAsk
      ? {}
      : {
          withoutPerson:
            'Run the command at a terminal, give a ready token in the environment (WHY401_TOKEN_ and the id in capitals), or use a grant that needs nobody, such as Client Credentials.',
        }),
    givenToken(id) {
      const given = io.env[tokenVariable(id)];
      return given ? new Secret(given) : undefined;
    },
    unanswered: () => unanswered,
    mayRenew: async (question) => io.canAsk && (await yes(question)),
    async prompt({ label, secret, initial, choices }) {
      if (!io.canAsk) {
        unanswered.push(label);
        return undefined;
      }
      if (choices) io.err(`${choices.map((it, i) => `  ${i + 1}  ${visibleLine(it)}`).join('\n')}\n`);
      const hint = initial === undefined || secret ? '' : ` [${visibleLine(initial)}]`;
      const answer = await ask(`${visibleLine(label)}${hint}: `, secret);
      if (answer === undefined) return undefined;
      if (choices) return choices[Number(answer) - 1] ?? choices.find((it) => it === answer);
      return answer === '' ? (initial ?? '') : answer;
    },
    async confirm(question) {
      if (!io.canAsk) {
        unanswered.push(question);
        return false;
      }
      return yes(question);
    },
    now: io.now,
    processEnv: io.env,
    settings: {
      timeoutMs: 60_000,
      followRedirects: true,
      rememberCookies: true,
      clientCertificates: {},
      certificateAuthorities: [],
      insecureHosts: [],
    },
  };
}

/** One line; undefined at the end of input or Ctrl-C. A secret is not echoed. */
function ask(question: string, secret: boolean): Promise<string | undefined> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  process.stderr.write(question);
  const lines = createInterface({
    input: process.stdin,
    output: secret ? silent : process.stderr,
    terminal: true,
    historySize: 0,
  });
  if (!secret) lines.setPrompt(question);
  return new Promise((resolve) => {
    let answer: string | undefined;
    lines.on('line', (line) => {
      answer = line;
      lines.close();
    });
    lines.on('SIGINT', () => lines.close());
    lines.on('close', () => {
      if (secret) process.stderr.write('\n');
      resolve(answer);
    });
  });
}
