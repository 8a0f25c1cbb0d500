import { findTokensInText } from '../core/jwt/find.ts';
import { inspectToken } from '../core/jwt/inspect.ts';
import type { Token } from '../core/jwt/token.ts';
import { jsonLine } from '../core/print/jsonLine.ts';
import { visibleLine } from '../core/print/visible.ts';
import { decodeAny } from '../core/read/decodeAny.ts';
import type { Verification } from '../send/keys.ts';
import type { Command, ExitCode } from './command.ts';
import type { Io } from './io.ts';
import { readOptions } from './options.ts';
import { printToken } from './tokenText.ts';
import { makeView, type TokenOutput } from './tokenView.ts';

export const token: Command = {
  help: `Usage: why401 token [TOKEN | -] [--json] [--verify]

Decodes a token, reads its claims, checks its times and says what is broken in it. Without TOKEN, and for -, it is
read from standard input; what surrounds it there ("Authorization: Bearer …", JSON) may stay. Nothing is sent.

  --verify    ask the token's issuer for its public keys (two GET requests, the token is not in them), and verify
              the signature with them
  --json      one object: kind, masked, header, payload, claims, checks, defects, verification

Exit codes: 0 fine, 1 something in it is wrong (expired, broken, not verified), 2 no token, 3 the issuer gave no keys
`,

  async run(args, io) {
    const options = readOptions(args, { flags: ['json', 'verify'], values: [] });
    if ('wrong' in options) return complain(options.wrong, io);
    if (1 < options.positionals.length) return complain('One TOKEN is expected; quote it if it holds spaces.', io);
    const [given] = options.positionals;
    if (given === undefined && !io.hasStdin) return complain('A TOKEN is expected, or one on standard input.', io);
    const text = given === undefined || given === '-' ? decodeAny(await io.readStdin()) : given;
    const raw = pickToken(text);
    if (raw === '') return complain('There is no token: the input is empty.', io);

    const inspected = inspectToken(raw);
    const verification = options.flags.has('verify') ? await verify(raw, inspected) : undefined;
    const view = makeView(raw, inspected, Math.floor(io.now() / 1000), verification);
    io.out(options.flags.has('json') ? jsonLine(view) : printToken(view, io.color));
    return exitCode(view);
  },
};

function exitCode(view: TokenOutput): ExitCode {
  if (view.verification?.kind === 'no-keys' && view.verification.network) return 3;
  const wrong = view.checks.some((it) => it.outcome === 'wrong') || 0 < view.defects.length;
  return wrong || (view.verification !== undefined && view.verification.kind !== 'verified') ? 1 : 0;
}

async function verify(raw: string, it: Token): Promise<Verification> {
  const { verifyWithIssuer } = await import('../send/keys.ts');
  return verifyWithIssuer(raw, it.issuer);
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
