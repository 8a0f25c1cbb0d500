import type { Fix } from '../../core/cause.ts';
import type { HttpFile } from '../../core/http/httpFile.ts';
import { maskUrl } from '../../core/mask.ts';
import type { Environments } from '../../core/variables/environments.ts';
import type { FileView, ResultView, SidebarState } from '../../sidebar/protocol.ts';
import type { ServerView } from '../../sidebar/serverProtocol.ts';
import type { Decoded } from '../decoded.ts';
import type { HistoryEntry } from '../history.ts';
import type { Recordings } from '../recording/recordings.ts';
import type { RequestRef } from '../requestId.ts';
import { verdict } from '../verdict.ts';
import { readView, refusalListView } from './recording.ts';
import { type FoundOut, resultView } from './result.ts';
import { rowsOf, type SidebarRow } from './rows.ts';
import { tokenView } from './token.ts';

/** Everything that the sidebar shows, as the extension holds it. */
export interface SidebarInput extends FoundOut {
  readonly trusted: boolean;
  readonly environments: Pick<Environments, 'names' | 'users'> | undefined;
  readonly choice: { readonly environment?: string; readonly user?: string };
  readonly document: { readonly uri: string; readonly name: string; readonly file: HttpFile } | undefined;
  /** The last outcome of a request of that document. */
  outcomeOf(id: string): HistoryEntry | undefined;
  readonly sending: { readonly label: string; readonly ref: RequestRef } | undefined;
  /** The outcome that is shown. */
  readonly shown: HistoryEntry | undefined;
  /** What is known of the server's side of it. */
  readonly server?: ServerView | undefined;
  readonly decoded: Decoded | undefined;
  readonly recordings: Pick<Recordings, 'current' | 'isListOpen' | 'filter' | 'chosen' | 'isShown'>;
  /** Whether a click on the fix would do something. */
  available(entry: HistoryEntry, fix: Fix): boolean;
}

/** The whole state, redacted, as plain data. */
export function sidebarState(input: SidebarInput): SidebarState {
  const { trusted, environments, choice, document, sending, shown, recordings, server } = input;
  const rows = document ? rowsOf(document.file) : [];
  const token = decodedToken(input);
  const sendingRow = rowOf(sending?.ref);
  const { current } = recordings;
  if (current && recordings.isListOpen) {
    const refusals = refusalListView(current, recordings.filter, recordings.chosen);
    return { restricted: !trusted, environments: [], users: [], refusals };
  }
  const read = current && recordings.isShown(shown) ? readView(current) : undefined;
  // One of a list: the way back to it matters, and the requests of another file do not.
  if (read?.back !== undefined && shown) {
    return {
      restricted: !trusted,
      environments: [],
      users: [],
      read,
      result: result(shown),
      ...(server ? { server } : {}),
    };
  }
  return {
    restricted: !trusted,
    environments: environments?.names ?? [],
    users: environments?.users ?? [],
    ...choice,
    ...(document ? { file: fileView(input, document, rows) } : {}),
    ...(sending ? { sending: { label: maskUrl(sending.label), ...(sendingRow ? { id: sendingRow } : {}) } } : {}),
    ...(read ? { read } : {}),
    ...(shown ? { result: result(shown) } : {}),
    ...(shown && server ? { server } : {}),
    ...(token ? { token } : {}),
  };

  /** A request of another file has no row here. */
  function rowOf(ref: RequestRef | undefined): string | undefined {
    return ref && ref.uri === document?.uri ? rows.find((it) => it.id === ref.id)?.row : undefined;
  }

  function result(entry: HistoryEntry): ResultView {
    const row = rowOf(entry.ref);
    return {
      ...resultView(entry, trusted, (fix) => input.available(entry, fix), input),
      ...(row === undefined ? {} : { id: row }),
    };
  }
}

function decodedToken({ decoded, shown, verificationOf, careOf, keptIn }: SidebarInput): SidebarState['token'] {
  if (!decoded || decoded.at < (shown?.at ?? 0)) return undefined;
  const { token, secret, from, at } = decoded;
  const verification = verificationOf?.(secret);
  const file = keptIn?.(secret);
  return tokenView(token, secret, {
    at: `from the ${from}`,
    now: Math.floor(at / 1000),
    nowLabel: 'Now',
    ...(verification ? { verification } : {}),
    ...(careOf ? { careOf } : {}),
    ...(file === undefined ? {} : { keptIn: file }),
  });
}

function fileView(
  { outcomeOf }: SidebarInput,
  { name, file }: NonNullable<SidebarInput['document']>,
  rows: readonly SidebarRow[],
): FileView {
  return {
    name,
    count: file.requests.length,
    problems: file.problems.filter((it) => it.severity !== 'hint').length,
    requests: rows.map(({ row, id, request }) => {
      const outcome = outcomeOf(id);
      return {
        id: row,
        name: request.name,
        method: request.method.text,
        target: maskUrl(request.target.text),
        ...(outcome?.exchange && outcome.failedFirst === undefined ? { status: outcome.exchange.response.status } : {}),
        ...(outcome ? { verdict: verdict(outcome) } : {}),
      };
    }),
  };
}
