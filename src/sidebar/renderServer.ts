import { renderGuards } from './renderGuards.ts';
import { renderServerLog } from './renderServerLog.ts';
import type { ServerView } from './serverProtocol.ts';
import type { Ui } from './ui.ts';

/** Below the reason: what the server wrote of the request, and the code in front of its route. */
export function renderServer(ui: Ui, server: ServerView | undefined): Node[] {
  const parts = [server?.log && renderServerLog(ui, server.log), server?.guards && renderGuards(ui, server.guards)];
  return parts.filter((it) => it !== undefined);
}
