import type { GridPlace } from '../gridKeys.ts';
import type { FromAudit } from './protocol.ts';
import type { Sorting } from './rows.ts';

/** What the person chose in the tab itself. */
export interface Kept {
  readonly filter: string;
  readonly sorting?: Sorting;
  readonly current: GridPlace;
}

/** What the parts of the audit share. */
export interface AuditUi {
  post(message: FromAudit): void;
  readonly kept: Kept;
  setFilter(filter: string): void;
  sort(sorting: Sorting | undefined): void;
  setCurrent(place: GridPlace): void;
  focus(place: GridPlace): void;
  /** Shows the route at this index below the table; undefined shows none. */
  open(row: number | undefined): void;
}
