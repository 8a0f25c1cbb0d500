import { access } from 'node:fs/promises';

/** Whether something is at a path and can be reached. */
export function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
