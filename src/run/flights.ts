/** Work that many wait for and that is done once. */
export interface Flights<T> {
  /**
   * Joins what is under way for a key, or starts it. Undefined where the caller's signal aborted: the work itself is
   * aborted only when nobody waits for it any more.
   */
  join(key: string, start: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T | undefined>;
}

interface Flight<T> {
  readonly landing: Promise<T>;
  readonly abort: AbortController;
  waiting: number;
}

export function createFlights<T>(): Flights<T> {
  const flights = new Map<string, Flight<T>>();

  function begin(key: string, start: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const abort = new AbortController();
    const flight: Flight<T> = { landing: start(abort.signal), abort, waiting: 0 };
    const leave = () => {
      if (flights.get(key) === flight) flights.delete(key);
    };
    flight.landing.then(leave, leave);
    flights.set(key, flight);
    return flight;
  }

  return {
    join(key, start, signal) {
      if (signal.aborted) return Promise.resolve(undefined);
      const flight = flights.get(key) ?? begin(key, start);
      flight.waiting++;
      return new Promise((resolve, reject) => {
        const giveUp = () => {
          flight.waiting--;
          if (flight.waiting === 0) {
            flights.delete(key);
            flight.abort.abort();
          }
          resolve(undefined);
        };
        signal.addEventListener('abort', giveUp, { once: true });
        flight.landing.then(
          (it) => {
            signal.removeEventListener('abort', giveUp);
            resolve(it);
          },
          (error: unknown) => {
            signal.removeEventListener('abort', giveUp);
            reject(error instanceof Error ? error : new Error(String(error)));
          },
        );
      });
    },
  };
}
