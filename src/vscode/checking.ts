import { createFileChecker, type FileChecker } from '../core/check/checkFile.ts';
import { emptyMemory, type HostMemory, type Lesson, remember } from '../core/check/hostMemory.ts';
import { createWeakSecretFinder, type WeakSecret } from '../core/check/weakSecrets.ts';
import { secretFinding } from '../core/check/writtenSecrets.ts';
import { verifyHmac } from '../local/hmac.ts';

/** What checks requests before they are sent: a bundle of its own (`dist/checking.cjs`), loaded with the first file to check. */
export interface Checking {
  /** A checker for one file. */
  createChecker(): FileChecker;
  readonly secretFinding: typeof secretFinding;
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
    weakSecretOf: createWeakSecretFinder(verifyHmac),
    get memory() {
      return memory;
    },
    learn(lessons) {
      memory = remember(memory, lessons);
    },
  };
}
