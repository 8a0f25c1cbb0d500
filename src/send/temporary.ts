import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let directory: string | undefined;
let count = 0;

export interface TemporaryFile {
  readonly path: string;
  write(chunk: Uint8Array): void;
  close(): void;
}

/** A new file for a large body: mode 0600 in a directory of mode 0700, removed when sending is closed or the process ends. */
export function temporaryFile(): TemporaryFile {
  if (directory === undefined) {
    directory = mkdtempSync(join(tmpdir(), 'why401-'));
    process.once('exit', removeTemporaryFiles);
  }
  const path = join(directory, `body-${++count}`);
  const file = openSync(path, 'wx', 0o600);
  let open = true;
  return {
    path,
    write(chunk) {
      for (let at = 0; at < chunk.length; ) at += writeSync(file, chunk, at);
    },
    close() {
      if (open) closeSync(file);
      open = false;
    },
  };
}

/** Removes every temporary body. */
export function removeTemporaryFiles(): void {
  if (directory === undefined) return;
  process.off('exit', removeTemporaryFiles);
  rmSync(directory, { recursive: true, force: true });
  directory = undefined;
}
