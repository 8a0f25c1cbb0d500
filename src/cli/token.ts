import { findTokensInText } from '../core/jwt/find.ts';
import { inspectToken } from '../core/jwt/inspect.ts';
import { jsonLine } from '../core/print/jsonLine.ts';
import { visibleLine } from '../core/print/visible.ts';
import { decodeAny } from '../core/read/decodeAny.ts';
import type { Command, ExitCode } from './command.ts';
import type { Io } from './io.ts';
import { readOptions } from './options.ts';
import { printToken } from './tokenText.ts';
import { readKeyText, type Verified, verify } from './tokenVerify.ts';
import { makeView, type TokenOutput } from './tokenView.ts';

export const token: Command = {
  help: `Usage: why401 token [TOKEN | -] [--json] [--verify [--issuer URL]] [--key FILE | --secret-env NAME]

Decodes a token, reads its claims, checks its times and says what is broken in it. Without TOKEN, and for -, it is
read from standard input; what surrounds it there ("Authorization: Bearer …", JSON) may stay. Nothing is sent.

  --verify           ask the token's issuer for its public keys (two GET requests, the token is not in them), and
                     verify the token with them; an issuer that is not on this computer is asked after a question
  --issuer URL       ask this issuer, without a question, and expect it as iss
  --key FILE         verify with this key instead, or open an encrypted token: PEM, certificate, JWK, JWK set or a
                     file that holds a secret; - reads it from standard input. Nothing is sent
  --secret-env NAME  the same with the secret in this environment variable
  --json             one object: kind, masked, header, payload, claims, checks, defects, verification, care

Exit codes: 0 fine, 1 something in it is wrong (expired, broken, not verified), 2 no token, 3 the issuer gave no keys
`,

  async run(args, io) {
    const options = readOptions(args, { flags: ['json', 'verify'], values: ['issuer', 'key', 'secret-env'] });
    if ('wrong' in options) return complain(options.wrong, io);
    if (1 < options.positionals.length) return complain('One TOKEN is expected; quote it if it holds spaces.', io);
    const [given] = options.positionals;
    if (options.values.key === '-' && (given === undefined || given === '-'))
      return complain('Standard input holds the key (--key -), so TOKEN is expected as an argument.', io);
    const { issuer } = options.values;
    const key = await readKeyText(options.values, io);
    if ('wrong' in key) return complain(key.wrong, io);
    const network = options.flags.has('verify');
    if (issuer !== undefined && !network && key.text === undefined)
      return complain('--issuer is asked for its keys with --verify only.', io);
    if (given === undefined && !io.hasStdin) return complain('A TOKEN is expected, or one on standard input.', io);
    const text = given === undefined || given === '-' ? decodeAny(await io.readStdin()) : given;
    const raw = pickToken(text);
    if (raw === '') return complain('There is no token: the input is empty.', io);

    const inspected = inspectToken(raw);
    let verified: Verified | undefined;
    if (network || key.text !== undefined) {
      const how = {
        network,
        ...(issuer === undefined ? {} : { issuer }),
        ...(key.text === undefined ? {} : { key: key.text }),
      };
      const done = await verify(raw, inspected, how, io);
      if ('wrong' in done) return complain(done.wrong, io);
      verified = done;
    }
    const view = makeView(raw, inspected, Math.floor(io.now() / 1000), verified);
    io.out(options.flags.has('json') ? jsonLine(view) : printToken(view, io.color));
    return exitCode(view);
  },
};

function exitCode(view: TokenOutput): ExitCode {
  if (view.verification?.kind === 'no-keys' && view.verification.network) return 3;
  const wrong = view.checks.some((it) => it.outcome === 'wrong') || 0 < view.defects.length;
  const { kind } = view.verification ?? {};
  return wrong || kind === 'not-verified' || kind === 'no-keys' ? 1 : 0;
}

/** The token alone, out of a header line, a JSON body or a command that was pasted around it. */
function pickToken(text: string): string {
  const trimmed = text.trim();
  const field = /^(?:authorization\s*:\s*)?(?:bearer|dpop|token)\s+(\S+)$/i.exec(trimmed);
  if (field?.[1] !== undefined) return field[1];
  // What is broken by a second scheme word or a line break is to be seen whole.
  const broken = /^(?:authorization\s*:\s*)?bearer\s+(bearer\s+\S+)$/i.exec(trimmed)?.[1];
  if (broken !== undefined) return broken;
  if (/^eyJ[\w.-]*\s+[\w.-]+$/.test(trimmed)) return trimmed;
  if (!/[\s{}:]/.test(trimmed)) return trimmed;
  return findTokensInText(trimmed.slice(0, 1_000_000))[0]?.raw ?? trimmed;
}

function complain(message: string, io: Io): ExitCode {
  io.err(`why401: ${visibleLine(message)} why401 token --help says how to call it.\n`);
  return 2;
}
