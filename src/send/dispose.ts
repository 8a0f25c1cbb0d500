import { closeConnections } from './pools.ts';
import { removeTemporaryFiles } from './temporary.ts';

/** Ends idle and busy connections and removes the temporary files of large bodies. */
export async function close(): Promise<void> {
  removeTemporaryFiles();
  await closeConnections();
}
