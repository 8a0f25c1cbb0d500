import type { Exchange } from '../core/exchange.ts';
import { duration } from '../core/time.ts';
import type { Guard, Turn } from './guard.ts';
import { isRateLimited, waitOf } from './rateLimit.ts';

/** Lets requests go by turns: so many at once at each origin, so many in all, none where too many came. */
export interface Pace {
  readonly turn: Guard['turn'];
  /** An answer says that too many requests came, in whatever way: those that follow wait. */
  hold(origin: string, exchange: Exchange): void;
  /** Nothing more is sent to an origin. */
  close(origin: string, message: string): void;
}

export interface PaceOptions {
  readonly perOrigin: number;
  readonly overall: number;
  readonly signal: AbortSignal;
  now(): number;
  /** Resolves after some milliseconds. */
  wait(ms: number): Promise<void>;
}

/** No longer than this is waited at a time, and in all at one origin, in milliseconds. */
const longestWait = 60_000;
const longestInAll = 300_000;

interface Lane {
  running: number;
  /** How many may run at once now, and at most. */
  width: number;
  most: number;
  paused: boolean;
  waited: number;
  pauses: number;
  closed?: string;
}

interface Waiting {
  readonly origin: string;
  go(turn: Turn): void;
}

export function createPace({ perOrigin, overall, signal, now, wait }: PaceOptions): Pace {
  const lanes = new Map<string, Lane>();
  let waiting: Waiting[] = [];
  let running = 0;
  signal.addEventListener('abort', () => {
    for (const it of waiting) it.go({ kind: 'cancelled' });
    waiting = [];
  });

  function laneOf(origin: string): Lane {
    const known = lanes.get(origin) ?? {
      running: 0,
      width: perOrigin,
      most: perOrigin,
      paused: false,
      waited: 0,
      pauses: 0,
    };
    lanes.set(origin, known);
    return known;
  }

  /** A turn, if it can be had at once. */
  function take(origin: string): Turn | undefined {
    const lane = laneOf(origin);
    if (lane.closed !== undefined) return { kind: 'closed', message: lane.closed };
    if (lane.paused || lane.width <= lane.running || overall <= running) return undefined;
    lane.running++;
    running++;
    let ended = false;
    return {
      kind: 'turn',
      end(exchange) {
        if (ended) return;
        ended = true;
        lane.running--;
        running--;
        if (exchange && isRateLimited(exchange)) hold(origin, exchange);
        else if (exchange && lane.width < lane.most) lane.width++;
        letGo();
      },
    };
  }

  function letGo(): void {
    if (waiting.length === 0) return;
    const left: Waiting[] = [];
    for (const it of waiting) {
      const turn = take(it.origin);
      if (turn) it.go(turn);
      else left.push(it);
    }
    waiting = left;
  }

  /** Waits as long as the answer asks for, then goes on one at a time, and with fewer at once than before. */
  function hold(origin: string, exchange: Exchange): void {
    const lane = laneOf(origin);
    if (lane.paused || lane.closed !== undefined) return;
    const asked = waitOf(exchange, now());
    const ms = Math.max(asked ?? 1000 * 2 ** lane.pauses, 50);
    lane.pauses++;
    lane.waited += ms;
    if (longestWait < ms || longestInAll < lane.waited) {
      const { status } = exchange.response;
      lane.closed = `${origin} answered ${status}: too many requests came. It asks to wait ${duration(ms / 1000)}, so nothing more was sent there.`;
      return;
    }
    lane.paused = true;
    lane.width = 1;
    lane.most = Math.max(1, Math.floor(lane.most / 2));
    void wait(ms).then(() => {
      lane.paused = false;
      letGo();
    });
  }

  return {
    turn(origin) {
      if (signal.aborted) return Promise.resolve({ kind: 'cancelled' });
      const turn = take(origin);
      if (turn) return Promise.resolve(turn);
      return new Promise((go) => {
        waiting.push({ origin, go });
      });
    },
    hold,
    close(origin, message) {
      laneOf(origin).closed ??= message;
      letGo();
    },
  };
}
