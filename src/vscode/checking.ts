import { userPass } from '../core/auth/userPass.ts';
import { createFileChecker, type FileChecker } from '../core/check/checkFile.ts';
import { emptyMemory, type HostMemory, type Lesson, remember } from '../core/check/hostMemory.ts';
import { createWeakSecretFinder, type WeakSecret } from '../core/check/weakSecrets.ts';
import { secretFinding } from '../core/check/writtenSecrets.ts';
import { expiryHints } from '../core/editing/expiryHints.ts';
import { signInReferred } from '../core/variables/variables.ts';
import { verifyHmac } from '../local/hmac.ts';
import { hoverAt, tokenHover } from './hovers.ts';
import { writeRetryCode } from './retryCode.ts';
import { createUnresolvedFinder } from './unresolved.ts';

/** What looks into requests before they are sent: a bundle of its own (`dist/checking.cjs`), loaded with the first file. */
export interface Checking {
  /** A checker for one file. */
  createChecker(): FileChecker;
  readonly secretFinding: typeof secretFinding;
  readonly createUnresolvedFinder: typeof createUnresolvedFinder;
  readonly hoverAt: typeof hoverAt;
  readonly tokenHover: typeof tokenHover;
  readonly expiryHints: typeof expiryHints;
  readonly signInReferred: typeof signInReferred;
  readonly userPass: typeof userPass;
  readonly writeRetryCode: typeof writeRetryCode;
  weakSecretOf(token: string): WeakSecret | undefined;
  /** What answers have taught of hosts, in this window. */
  readonly memory: HostMemory;
  learn(lessons: readonly Lesson[]): void;
}

export function createChecking(): Checking {
  let memory = emptyMemory;
  return {
    createChecker: createFileChecker,
    secretFinding,
    createUnresolvedFinder,
    hoverAt,
    tokenHover,
    expiryHints,
    signInReferred,
    userPass,
    writeRetryCode,
    weakSecretOf: createWeakSecretFinder(verifyHmac),
    get memory() {
      return memory;
    },
    learn(lessons) {
      memory = remember(memory, lessons);
    },
  };
}
