import { resolve } from 'node:path';
import { createMemoryStore } from '../core/auth/memoryStore.ts';
import type { SessionStore } from '../core/auth/session.ts';
import { visibleLine } from '../core/print/visible.ts';
import type { Io } from './io.ts';

/** Where to keep what is obtained: the file that was asked for, or nowhere beyond this run. */
export async function sessionsIn(
  path: string | undefined,
  io: Io,
): Promise<{ store: SessionStore } | { wrong: string }> {
  if (path === undefined) return { store: createMemoryStore() };
  const { openSessionFile } = await import('../local/sessionFile.ts');
  try {
    return {
      store: await openSessionFile(resolve(path), (it) => io.err(`why401: ${visibleLine(`${path}: ${it}`)}\n`)),
    };
  } catch (error) {
    return { wrong: `${visibleLine(path)} cannot keep sessions. ${error instanceof Error ? error.message : ''}` };
  }
}
