import type { GuardsFound } from './folder.ts';

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
  | { readonly id: number; readonly found: GuardsFound }
  | { readonly id: number; readonly cancelled: true }
  | { readonly id: number; readonly failed: string };
