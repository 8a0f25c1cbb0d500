import { Worker } from 'node:worker_threads';
import { limits, type ScriptResult, type ScriptTask } from './messages.ts';

/** Where the bundles keep the thread, seen from the file that starts it; in the sources it is the module beside. */
declare const scriptsThread: string | undefined;

/** Milliseconds beyond a script's own time after which its thread is ended. */
const grace = 500;
/** Milliseconds that an idle thread is kept. */
const idle = 10_000;

/** The thread for all scripts, one after another; absent while there is none. */
let kept: Worker | undefined;
let queue: Promise<unknown> = Promise.resolve();
let ending: NodeJS.Timeout | undefined;

/**
 * Runs one script in the sandbox's thread, after those that wait already. The thread is started for the first one.
 * Never throws for what a script does; aborting ends the thread.
 */
export function runScript(task: ScriptTask, signal: AbortSignal): Promise<ScriptResult> {
  const mine = queue.then(() => (signal.aborted ? stopped('It was cancelled.') : runNow(task, signal)));
  queue = mine;
  return mine;
}

async function runNow(task: ScriptTask, signal: AbortSignal): Promise<ScriptResult> {
  clearTimeout(ending);
  try {
    kept ??= await startThread();
  } catch (error) {
    return stopped(`The engine for scripts could not be started: ${error instanceof Error ? error.message : error}`);
  }
  const worker = kept;
  const result = await answerOf(worker, task, signal);
  ending = setTimeout(() => end(worker), idle);
  ending.unref();
  return result;
}

/** The thread's answer. One that comes too late, or not at all, costs the thread. */
function answerOf(worker: Worker, task: ScriptTask, signal: AbortSignal): Promise<ScriptResult> {
  return new Promise((done) => {
    const settle = (result: ScriptResult) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      worker.off('message', settle);
      worker.off('error', failed);
      worker.off('exit', ended);
      done(result);
    };
    const giveUp = (message: string) => {
      end(worker);
      settle(stopped(message));
    };
    const timer = setTimeout(
      () => giveUp(`The script was stopped: it ran for more than ${limits.time / 1000} second.`),
      limits.time + grace,
    );
    const cancel = () => giveUp('It was cancelled.');
    const failed = (error: Error) => giveUp(`The script was stopped: the engine gave up (${error.message}).`);
    const ended = () => giveUp('The script was stopped: its thread ended.');
    signal.addEventListener('abort', cancel, { once: true });
    worker.on('message', settle);
    worker.on('error', failed);
    worker.on('exit', ended);
    worker.postMessage(task);
  });
}

async function startThread(): Promise<Worker> {
  const file = new URL(typeof scriptsThread === 'string' ? scriptsThread : './thread.ts', import.meta.url);
  const worker = new Worker(file, {
    // Nothing of this process is for scripts, should one ever get out of the engine.
    env: {},
    argv: [],
    // The engine's own frames lie on the thread's stack: this is more than its limit ever comes to.
    resourceLimits: { stackSizeMb: 32, maxOldGenerationSizeMb: 256 },
  });
  await new Promise<void>((ready, fail) => {
    worker.once('message', () => ready());
    worker.once('error', fail);
  });
  // An error ends the thread, which is told by its end.
  worker.on('error', () => {});
  worker.on('exit', () => forget(worker));
  // While a script is waited for, its timer keeps the process.
  worker.unref();
  return worker;
}

function end(worker: Worker): void {
  forget(worker);
  void worker.terminate();
}

function forget(worker: Worker): void {
  if (kept === worker) kept = undefined;
}

function stopped(message: string): ScriptResult {
  return { changes: [], tests: [], logs: [], failure: { message } };
}
