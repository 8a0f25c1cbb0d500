import { type TemporaryFile, temporaryFile } from './temporary.ts';

/** What stays in memory and is shown; the rest goes to a temporary file. */
export const shownBytes = 5 * 1024 * 1024;
/** An answer larger than this is not fetched to its end. */
export const mostBytes = 1024 * 1024 * 1024;

/** Bytes as they come in: in memory up to 5 MB, then in a temporary file that only this user can read. */
export class Received {
  #chunks: Uint8Array[] = [];
  #file: TemporaryFile | undefined;
  #size = 0;

  get size(): number {
    return this.#size;
  }
  get file(): string | undefined {
    return this.#file?.path;
  }

  /** Throws where no temporary file can be written. */
  add(chunk: Uint8Array): void {
    this.#size += chunk.length;
    if (this.#file) {
      this.#file.write(chunk);
      return;
    }
    this.#chunks.push(chunk);
    if (this.#size <= shownBytes) return;
    const file = temporaryFile();
    for (const it of this.#chunks) file.write(it);
    this.#chunks = [Buffer.concat(this.#chunks).subarray(0, shownBytes)];
    this.#file = file;
  }

  close(): void {
    this.#file?.close();
  }

  /** At most the first 5 MB. */
  beginning(): Buffer {
    const [only] = this.#chunks;
    const all =
      this.#chunks.length === 1 && only
        ? Buffer.from(only.buffer, only.byteOffset, only.byteLength)
        : Buffer.concat(this.#chunks);
    return all.subarray(0, shownBytes);
  }
}
