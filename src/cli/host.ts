import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { visibleLine } from '../core/print/visible.ts';
import type { RunHost } from '../run/run.ts';
import type { Io } from './io.ts';

export interface TerminalHost extends RunHost {
  /** Questions that nobody could answer, for lack of a terminal. */
  unanswered(): readonly string[];
}

/** Asks on the terminal: questions go to standard error, answers come from standard input. Without one, asks nobody. */
export function createHost(io: Io): TerminalHost {
  const unanswered: string[] = [];
  return {
    unanswered: () => unanswered,
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
      return /^y(?:es)?$/i.test((await ask(`${visibleLine(question)} [y/N] `, false)) ?? '');
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
