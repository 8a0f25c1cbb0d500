import { readFile } from 'node:fs/promises';
import type { Io } from './io.ts';

/** The bytes of a file, or of standard input for `-`; else why they cannot be read. */
export async function readBytes(path: string, io: Io): Promise<Uint8Array | { readonly problem: string }> {
  if (path === '-') return io.readStdin();
  try {
    const bytes = await readFile(path);
    return bytes.length <= longest ? bytes : { problem: 'it is larger than 400 MB' };
  } catch (error) {
    return { problem: describe(error) };
  }
}

/** A string holds a little more than 500 million characters. */
const longest = 400_000_000;

function describe(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EISDIR':
      return 'this is a directory; a file is expected';
    case 'EACCES':
    case 'EPERM':
      return 'the system does not let this user read it';
    case 'ERR_FS_FILE_TOO_LARGE':
      return 'it is larger than 2 GiB';
    default:
      return `the system says ${typeof code === 'string' ? code : 'no more'}`;
  }
}
