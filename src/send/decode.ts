import { createReadStream } from 'node:fs';
import type { Transform } from 'node:stream';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as zlib from 'node:zlib';
import { Received } from './received.ts';

/**
 * Undoes content codings, the last one applied first (RFC 9110, 8.4). Streams, so a small body that unfolds into
 * gigabytes ends in a file and at a limit. Undefined where the bytes are not so encoded, or the coding is unknown.
 */
export async function decode(
  received: Received,
  encodings: readonly string[],
  signal: AbortSignal,
  mostBytes: number,
): Promise<Received | undefined> {
  const steps: Transform[] = [];
  const beginning = received.beginning();
  for (const encoding of encodings.toReversed()) {
    const step = decoder(encoding, beginning);
    // More than a handful of layers is an attack, not an encoding.
    if (!step || 4 < steps.length) return undefined;
    steps.push(step);
  }

  const decoded = new Received();
  const sink = new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      if (mostBytes < decoded.size + chunk.length) {
        done(new Error('too large'));
        return;
      }
      try {
        decoded.add(chunk);
        done();
      } catch {
        done(new Error('no temporary file'));
      }
    },
  });
  const source = received.file === undefined ? Readable.from([beginning]) : createReadStream(received.file);
  try {
    await pipeline([source, ...steps, sink], { signal });
    return decoded;
  } catch {
    return undefined;
  } finally {
    decoded.close();
  }
}

function decoder(encoding: string, beginning: Uint8Array): Transform | undefined {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return zlib.createGunzip({ finishFlush: zlib.constants.Z_SYNC_FLUSH });
    case 'deflate':
      // The name means zlib, but many servers send the bare stream (RFC 9110, 8.4.1.2, note).
      return ((beginning[0] ?? 0) & 0x0f) === 8 ? zlib.createInflate() : zlib.createInflateRaw();
    case 'br':
      return zlib.createBrotliDecompress();
    case 'zstd':
      return zlib.createZstdDecompress();
    default:
      return undefined;
  }
}
