import * as vscode from 'vscode';
import type { LogSetting } from './contributions.ts';
import type { HistoryEntry } from './history.ts';
import { setting } from './settings.ts';

/** What a look into the logs of a request asks besides files, as it is configured: programs and servers. */
export function asksOf({ ref }: Pick<HistoryEntry, 'ref'>): readonly string[] {
  return asksIn(setting('logs', ref && vscode.Uri.parse(ref.uri, true)));
}

/** The programs and the servers among sources, as they are shown. */
export function asksIn(sources: readonly LogSetting[]): readonly string[] {
  return sources.flatMap((it) => {
    if (typeof it === 'string') return [];
    if (Array.isArray(it.command)) return [it.command.join(' ')];
    for (const server of [it.loki, it.elasticsearch]) {
      const url = typeof server === 'object' ? server.url : server;
      if (typeof url === 'string') return [withoutUser(url)];
    }
    return [];
  });
}

function withoutUser(url: string): string {
  if (!URL.canParse(url)) return url;
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname === '/' ? '' : pathname}`;
}
