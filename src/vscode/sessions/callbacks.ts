/** Sign-ins that wait for the browser to come back to the editor's own address, told apart by their state. */
export interface Callbacks {
  /** One more sign-in waits. */
  wait(): Waiting;
  /** An address came: its query, as the editor gives it. False: nobody waits for it. */
  arrived(query: string): boolean;
}

export interface Waiting {
  /** The state that its authorization request holds: before it is known, nothing comes. */
  expect(state: string): void;
  /** The query that the browser came back with. Rejects when the signal aborts. */
  received(signal: AbortSignal): Promise<string>;
  close(): void;
}

interface Entry {
  state: string | undefined;
  deliver(query: string): void;
}

export function createCallbacks(): Callbacks {
  const entries = new Set<Entry>();
  return {
    wait() {
      let deliver: (query: string) => void = () => undefined;
      const coming = new Promise<string>((resolve) => {
        deliver = resolve;
      });
      const entry: Entry = { state: undefined, deliver };
      entries.add(entry);
      return {
        expect(state) {
          entry.state = state;
        },
        received: (signal) => untilAborted(coming, signal),
        close: () => void entries.delete(entry),
      };
    },
    arrived(text) {
      const query = exactQuery(text);
      const state = new URLSearchParams(query).get('state') ?? undefined;
      // Any page can open the editor's address: what names no state that is waited for ends nobody's sign-in.
      const entry = [...entries].find((it) => it.state !== undefined && it.state === state);
      if (!entry) return false;
      entries.delete(entry);
      entry.deliver(query);
      return true;
    },
  };
}

/**
 * The query as it was sent. The editor takes the percent-encoding off some addresses and leaves it on others, and a `+`
 * in a code without it would be read as a space.
 */
export function exactQuery(query: string): string {
  return query
    .replace(/^\?/, '')
    .split('&')
    .map((pair) => {
      const at = pair.indexOf('=');
      const name = pair.slice(0, at);
      const value = pair.slice(at + 1);
      const isExact = at < 0 || /%[0-9a-f]{2}/i.test(value) || name === 'error_description';
      return isExact ? pair : `${name}=${encodeURIComponent(value)}`;
    })
    .join('&');
}

function untilAborted<T>(coming: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new Error('The sign-in was cancelled.'));
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    void coming.then((it) => {
      signal.removeEventListener('abort', abort);
      resolve(it);
    });
  });
}
