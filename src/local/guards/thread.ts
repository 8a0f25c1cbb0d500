import { parentPort } from 'node:worker_threads';
import type { Route } from '../../core/guards/route.ts';
import { GuardsFolder } from './folder.ts';
import { ownGrammars } from './grammars.ts';
import type { FromGuardsThread, ToGuardsThread } from './messages.ts';
import { differenceOf } from './routeDifference.ts';

/** The thread that reads guards: keeps what it read of each folder, and answers one question after the other. */
const grammars = ownGrammars();
const folders = new Map<string, GuardsFolder>();
/** Of each folder, the routes that were said last. */
const said = new Map<string, readonly Route[]>();
const asked = new Map<number, AbortController>();
let last: Promise<void> = Promise.resolve();

parentPort?.on('message', (message: ToGuardsThread) => {
  if (message.do === 'cancel') asked.get(message.id)?.abort();
  else if (message.do === 'forget') forget(message.root);
  else if (message.do === 'changed') folders.get(message.root)?.changed(message.files);
  else {
    const controller = new AbortController();
    asked.set(message.id, controller);
    last = last.then(() => answer(message.id, message.root, controller.signal));
  }
});

function forget(root: string): void {
  folders.delete(root);
  said.delete(root);
  parentPort?.postMessage({ forgotten: root } satisfies FromGuardsThread);
}

async function answer(id: number, root: string, signal: AbortSignal): Promise<void> {
  const folder = folders.get(root) ?? new GuardsFolder(root, grammars);
  folders.set(root, folder);
  const say = (it: FromGuardsThread) => parentPort?.postMessage(it);
  try {
    signal.throwIfAborted();
    const { routes, ...found } = await folder.read(signal);
    say({ id, root, found, routes: differenceOf(said.get(root) ?? [], routes) });
    said.set(root, routes);
  } catch (error) {
    if (signal.aborted) say({ id, cancelled: true });
    else say({ id, failed: error instanceof Error ? error.name : 'Error' });
  } finally {
    asked.delete(id);
  }
}
