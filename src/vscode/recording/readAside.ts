import { Worker } from 'node:worker_threads';
import type { Exchange } from '../../core/exchange.ts';
import { UserError } from '../userError.ts';
import type { FromThread, Read, ThreadInput, ToThread } from './messages.ts';

/** A text that is being read, and what of it can be asked for afterwards. */
export interface Reading {
  /** Undefined where it was given up. */
  readonly read: Promise<Read | undefined>;
  onProgress:
    | ((progress: { readonly done: number; readonly of: number; readonly refusals: number }) => void)
    | undefined;
  exchangeOf(entry: number): Promise<Exchange>;
  /** Gives it up, or lets go of what was read. */
  end(): void;
}

/** Reads and explains a text in a thread of its own, so that the editor goes on whatever its size. */
export function readAside(threadFile: string, input: ThreadInput): Reading {
  const worker = new Worker(threadFile, { workerData: input, transferList: movable(input) });
  worker.unref();
  const asked = new Map<number, (exchange: Exchange) => void>();
  let hasEnded = false;
  const reading: Reading = {
    onProgress: undefined,
    read: new Promise((done, fail) => {
      worker.on('message', (message: FromThread) => {
        if (message.type === 'read') done(message.read);
        else if (message.type === 'progress') reading.onProgress?.(message);
        else {
          asked.get(message.entry)?.(message.exchange);
          asked.delete(message.entry);
        }
      });
      worker.on('error', (error) => fail(asUserError(error)));
      worker.on('exit', () => {
        hasEnded = true;
        done(undefined);
      });
    }),
    exchangeOf(entry) {
      if (hasEnded) return Promise.reject(new Error('The thread that read this text has ended.'));
      return new Promise((done) => {
        asked.set(entry, done);
        const message: ToThread = { type: 'exchange', entry };
        worker.postMessage(message);
      });
    },
    end: () => void worker.terminate(),
  };
  return reading;
}

/** Bytes that nobody else looks at go over without a copy: of a large file that alone would be felt. */
function movable({ content }: ThreadInput): ArrayBuffer[] {
  if (typeof content === 'string' || !(content.buffer instanceof ArrayBuffer)) return [];
  return content.byteLength === content.buffer.byteLength ? [content.buffer] : [];
}

function asUserError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'ERR_WORKER_OUT_OF_MEMORY') return error;
  return new UserError('This text needs more memory than the editor gives. why401 explain reads it in a terminal.');
}
