import { Worker } from 'node:worker_threads';
import type { Route } from '../../core/guards/route.ts';
import type { GuardsFound } from './folder.ts';
import type { FromGuardsThread, ToGuardsThread } from './messages.ts';
import { applyDifference } from './routeDifference.ts';

/** Reads guards in a thread of its own, which is started by the first question. */
export class GuardsThread {
  readonly #file: string | URL;
  readonly #waiting = new Map<number, { resolve(found: GuardsFound): void; reject(error: Error): void }>();
  #worker: Worker | undefined;
  #last = 0;

  /** `file`: the bundle `guards.cjs`. */
  constructor(file: string | URL) {
    this.#file = file;
  }

  /** Rejects with an AbortError when `signal` says so, else only for faults of our own. */
  async read(root: string, signal?: AbortSignal): Promise<GuardsFound> {
    signal?.throwIfAborted();
    const id = ++this.#last;
    const cancel = () => {
      this.#say({ do: 'cancel', id });
      this.#waiting.get(id)?.reject(new DOMException('Cancelled', 'AbortError'));
    };
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return await new Promise((resolve, reject) => {
        this.#waiting.set(id, { resolve, reject });
        this.#say({ do: 'read', id, root });
      });
    } finally {
      signal?.removeEventListener('abort', cancel);
      this.#waiting.delete(id);
    }
  }

  /** See `GuardsFolder.changed`. */
  changed(root: string, files?: readonly { readonly path: string; readonly text?: string }[]): void {
    if (this.#worker) this.#say({ do: 'changed', root, ...(files ? { files } : {}) });
  }

  forget(root: string): void {
    if (this.#worker) this.#say({ do: 'forget', root });
  }

  async dispose(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #say(message: ToGuardsThread): void {
    this.#worker ??= this.#start();
    this.#worker.postMessage(message);
  }

  #start(): Worker {
    const worker = new Worker(this.#file, {
      resourceLimits: { maxOldGenerationSizeMb: 1_024, maxYoungGenerationSizeMb: 64 },
    });
    worker.unref();
    /** Of each folder, the routes that were said last: answers say what is other. */
    const said = new Map<string, readonly Route[]>();
    worker.on('message', (answer: FromGuardsThread) => {
      if ('forgotten' in answer) {
        said.delete(answer.forgotten);
        return;
      }
      const waiting = this.#waiting.get(answer.id);
      if ('found' in answer) {
        const routes = applyDifference(said.get(answer.root) ?? [], answer.routes);
        said.set(answer.root, routes);
        waiting?.resolve({ ...answer.found, routes });
      } else if (!waiting) return;
      else if ('cancelled' in answer) waiting.reject(new DOMException('Cancelled', 'AbortError'));
      else waiting.reject(new Error(`Reading guards failed: ${answer.failed}`));
    });
    const end = (error: Error) => {
      if (this.#worker === worker) this.#worker = undefined;
      for (const it of this.#waiting.values()) it.reject(error);
    };
    worker.on('error', end);
    worker.on('exit', () => end(new Error('The thread that reads guards ended.')));
    return worker;
  }
}
