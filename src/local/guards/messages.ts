import type { GuardsFound } from './folder.ts';
import type { RouteDifference } from './routeDifference.ts';

/** To the thread that reads guards. `id`: which answer belongs to it. */
export type ToGuardsThread =
  | { readonly do: 'read'; readonly id: number; readonly root: string }
  /** Files that changed, relative to `root`; without any all is listed anew. */
  | {
      readonly do: 'changed';
      readonly root: string;
      readonly files?: readonly { readonly path: string; readonly text?: string }[];
    }
  | { readonly do: 'cancel'; readonly id: number }
  /** What is known of the folder is let go. */
  | { readonly do: 'forget'; readonly root: string };

export type FromGuardsThread =
  /** `routes`: beside those that were said of this folder before; copying all of them takes longer than reading them. */
  | {
      readonly id: number;
      readonly root: string;
      readonly found: Omit<GuardsFound, 'routes'>;
      readonly routes: RouteDifference;
    }
  | { readonly id: number; readonly cancelled: true }
  | { readonly id: number; readonly failed: string }
  | { readonly forgotten: string };
