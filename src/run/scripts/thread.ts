import { parentPort } from 'node:worker_threads';
import type { ScriptResult, ScriptTask } from './messages.ts';
import { createSandbox } from './sandbox.ts';

/**
 * Runs in a thread of its own (`dist/scripts.cjs`), one script after another: what hangs in the engine itself, where no
 * interrupt is asked for, is ended with the thread, and the editor goes on meanwhile.
 */
async function start(): Promise<void> {
  const run = await createSandbox();
  parentPort?.on('message', (task: ScriptTask) => {
    try {
      parentPort?.postMessage(run(task));
    } catch {
      // The engine's memory may be in any state now: the next script has a new thread.
      parentPort?.postMessage(gaveUp);
      parentPort?.close();
    }
  });
  parentPort?.postMessage('ready');
}

const gaveUp: ScriptResult = {
  changes: [],
  tests: [],
  logs: [],
  failure: { message: 'The script was stopped: something in it is nested too deeply for the engine.' },
};

void start();
