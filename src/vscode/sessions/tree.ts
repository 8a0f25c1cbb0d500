import * as vscode from 'vscode';
import type { Session, SessionKey } from '../../core/auth/session.ts';
import type { App } from '../app.ts';
import { withoutLinks } from '../userError.ts';
import { type SessionRow, sessionRow } from './row.ts';

/** A row of the list, or one of what is told below it. */
export type SessionNode = SessionRow | SessionDetail;

interface SessionDetail {
  readonly of: SessionRow;
  readonly name: string;
  readonly value: string;
}

export interface SessionTree {
  /** The sessions, or what is told of one. */
  children(node: SessionNode | undefined): Promise<readonly SessionNode[]>;
  item(node: SessionNode): vscode.TreeItem;
  /** Whether what was told last is true still. */
  isTrue(): boolean;
}

/** The sessions as the editor's list takes them. */
export function createSessionTree({ sessions, now }: Pick<App, 'sessions' | 'now'>): SessionTree {
  let told = '';

  function rowsOf(known: readonly Session[]): SessionRow[] {
    const several = 1 < new Set(known.map((it) => it.key.environment)).size;
    return known.map((it) => sessionRow(it, now(), several)).sort((a, b) => a.label.localeCompare(b.label));
  }

  return {
    async children(node) {
      if (node) return detailsOf(node);
      const rows = rowsOf(await sessions.list());
      told = wordsOf(rows);
      return rows;
    },
    item: (node) => ('of' in node ? detailItem(node) : rowItem(node)),
    isTrue: () => wordsOf(rowsOf(sessions.known ?? [])) === told,
  };
}

/** The key of a session that a menu of the list handed over. */
export function sessionKeyOf(argument: unknown): SessionKey | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  if ('key' in argument) return sessionKeyOf(argument.key);
  const { id, environment, user } = { id: undefined, environment: undefined, user: undefined, ...argument };
  if (typeof id !== 'string') return undefined;
  return {
    id,
    ...(typeof environment === 'string' ? { environment } : {}),
    ...(typeof user === 'string' ? { user } : {}),
  };
}

function detailsOf(node: SessionNode): SessionNode[] {
  return 'of' in node ? [] : node.details.map(([name, value]) => ({ of: node, name, value }));
}

function rowItem(row: SessionRow): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = row.id;
  item.description = row.description;
  item.iconPath = icons[row.look];
  item.tooltip = tooltip(row);
  item.contextValue = row.context;
  item.accessibilityInformation = { label: row.spoken };
  return item;
}

function detailItem({ of, name, value }: SessionDetail): vscode.TreeItem {
  const item = new vscode.TreeItem(name);
  item.id = `${of.id} ${name}`;
  item.description = value;
  item.tooltip = value;
  item.contextValue = 'detail';
  item.accessibilityInformation = { label: `${name}: ${value}` };
  return item;
}

const icons: Readonly<Record<SessionRow['look'], vscode.ThemeIcon>> = {
  renewable: new vscode.ThemeIcon('key', new vscode.ThemeColor('testing.iconPassed')),
  lasting: new vscode.ThemeIcon('key'),
  ending: new vscode.ThemeIcon('watch', new vscode.ThemeColor('list.warningForeground')),
  // What is renewed when it is used need not worry anybody.
  'ending-renewable': new vscode.ThemeIcon('watch'),
  'ended-renewable': new vscode.ThemeIcon('history'),
  ended: new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('list.errorForeground')),
};

/** What is theirs is text: no Markdown in it counts, and no link. */
function tooltip({ label, description, details }: SessionRow): vscode.MarkdownString {
  const made = new vscode.MarkdownString();
  made
    .appendMarkdown('**')
    .appendText(withoutLinks(label))
    .appendMarkdown('**  \n')
    .appendText(description)
    .appendMarkdown('\n\n---\n');
  for (const [name, value] of details) made.appendMarkdown(`  \n${name}: `).appendText(withoutLinks(value));
  return made;
}

function wordsOf(rows: readonly SessionRow[]): string {
  return JSON.stringify(rows.map(({ id, description, look }) => [id, description, look]));
}
