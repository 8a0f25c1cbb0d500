import type { HttpFile, RequestBlock } from '../../core/http/httpFile.ts';
import { requestId } from '../../core/http/requestId.ts';
import { maskUrl } from '../../core/mask.ts';

export interface SidebarRow {
  /** What the sidebar calls the request: an id without secrets that its target may hold. */
  readonly row: string;
  readonly id: string;
  readonly request: RequestBlock;
}

/** More rows than this are no list any more. */
const mostRows = 500;

/** The requests of a file as the sidebar lists and names them. */
export function rowsOf(file: HttpFile): SidebarRow[] {
  const taken = new Map<string, number>();
  return file.requests.slice(0, mostRows).map((request) => {
    const id = requestId(file, request);
    const masked = maskUrl(id);
    const before = taken.get(masked) ?? 0;
    taken.set(masked, before + 1);
    return { row: before === 0 ? masked : `${masked} (${before + 1})`, id, request };
  });
}
