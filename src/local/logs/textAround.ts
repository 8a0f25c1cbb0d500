import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { maskLogText } from '../../core/logs/maskLogText.ts';

/** Bytes that are shown on each side of a line. */
const reach = 128 * 1024;

/** More is not unpacked to find a line. */
const mostUnpacked = 2 * 1024 * 1024 * 1024;

/** Whole lines around a byte of a file, secrets masked; packed files are unpacked. `row`: its line, 0-based. */
export async function textAround(
  file: string,
  offset: number,
): Promise<{ readonly text: string; readonly row: number }> {
  // A pipe would be waited for until somebody writes into it.
  if (!(await stat(file)).isFile()) throw new Error('This is no file.');
  const { bytes, start } = /\.gz$/i.test(file) ? await unpackedAround(file, offset) : await bytesAround(file, offset);
  const from = start === 0 ? 0 : bytes.indexOf(10) + 1;
  const end = bytes.lastIndexOf(10);
  const at = Math.max(from, offset - start);
  const before = bytes.subarray(from, at).toString('utf8');
  const text = bytes.subarray(from, end < at ? bytes.length : end).toString('utf8');
  return {
    text: text
      .split('\n')
      .map((it) => maskLogText(it).text)
      .join('\n'),
    row: before.split('\n').length - 1,
  };
}

interface Part {
  readonly bytes: Buffer;
  /** Bytes from the start of the file. */
  readonly start: number;
}

async function bytesAround(file: string, offset: number): Promise<Part> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const start = Math.max(0, Math.min(offset, size) - reach);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2 * reach), 0, 2 * reach, start);
    return { bytes: buffer.subarray(0, bytesRead), start };
  } finally {
    await handle.close();
  }
}

async function unpackedAround(file: string, offset: number): Promise<Part> {
  const source = createReadStream(file);
  const plain = createGunzip();
  source.on('error', (error) => plain.destroy(error));
  const chunks: Buffer[] = [];
  let start = 0;
  let end = 0;
  try {
    for await (const chunk of source.pipe(plain)) {
      chunks.push(chunk);
      end += chunk.length;
      for (let first = chunks[0]; first && start + first.length < offset - reach; first = chunks[0]) {
        start += first.length;
        chunks.shift();
      }
      if (offset + reach < end || mostUnpacked < end) break;
    }
  } finally {
    source.destroy();
  }
  return { bytes: Buffer.concat(chunks), start };
}
