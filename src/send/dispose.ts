import { abandonConnecting } from './connect.ts';
import { closeHttp1 } from './http1.ts';
import { closeHttp2 } from './http2.ts';
import { removeTemporaryFiles } from './temporary.ts';

/** Ends idle and busy connections and removes the temporary files of large bodies. */
export async function close(): Promise<void> {
  removeTemporaryFiles();
  abandonConnecting();
  await Promise.all([closeHttp1(), closeHttp2()]);
}
