import * as vscode from 'vscode';
import type { FromServer } from '../../sidebar/serverProtocol.ts';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';

/** Does what is clicked in the sections of the server's side. */
export async function receiveServer(app: App, message: FromServer): Promise<void> {
  const entry = app.history.latest;
  const look = entry?.exchange && app.serverLogs.of(entry.exchange);
  const found = look?.state === 'done' ? look.found : undefined;
  switch (message.type) {
    case 'look-at-log':
      return run(commands.lookAtLog);
    case 'cancel-log':
      return app.serverLogs.cancel();
    case 'open-log-settings':
      return run('workbench.action.openSettings', '@id:why401.logs');
    case 'look-at-guards':
      return run(commands.lookAtGuards);
    case 'cancel-guards':
      return app.guards.cancel();
    case 'audit-guards':
      return run(commands.auditGuards);
    case 'open-log-line': {
      const record = found?.lines[message.line]?.record;
      if (record) await (await import('../places/index.ts')).openLog(record);
      return;
    }
    case 'open-looked': {
      const file = found?.looked[message.looked];
      if (file !== undefined) await (await import('../places/index.ts')).openLog({ file });
      return;
    }
    case 'open-source': {
      const matched = entry && app.guards.matchOf(entry);
      if (!matched) return;
      const { placeOf } = await import('../guards/index.ts');
      const place = placeOf(matched.route, message);
      if (place) await (await import('../places/index.ts')).openSource(matched.folder, place);
    }
  }
}

async function run(command: string, ...args: unknown[]): Promise<void> {
  await vscode.commands.executeCommand(command, ...args);
}
