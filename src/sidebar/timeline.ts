import type { Moment, TimelineView } from './protocol.ts';

/** Where things stand on the bar, in percent from its left end. */
export interface Bar {
  /** The time in which the token counts; `open`: it names no end. */
  readonly valid?: { readonly from: number; readonly to: number; readonly open: boolean };
  /** From its end until now, or from now until its begin. */
  readonly gap?: { readonly from: number; readonly to: number; readonly kind: 'expired' | 'early' };
  readonly marks: readonly {
    readonly kind: 'issued' | 'not-before' | 'expires' | 'now';
    readonly at: number;
    readonly moment: Moment;
  }[];
}

/** Room left at both ends, in percent, so that a mark is never cut. */
const margin = 4;

/** Lays a token's life along a bar that holds all its moments and now. Undefined where it names no moment. */
export function layOut({ issued, notBefore, expires, now }: TimelineView): Bar | undefined {
  const begin = later(issued, notBefore);
  if (!begin && !expires) return undefined;
  const times = [issued, notBefore, expires, now].flatMap((it) => it?.at ?? []);
  const first = Math.min(...times);
  const last = Math.max(...times);
  const length = Math.max(last - first, 1);
  const position = (time: number) => margin + ((time - first) / length) * (100 - 2 * margin);

  const from = begin ? position(begin.at) : 0;
  const to = expires ? position(expires.at) : 100;
  const here = position(now.at);
  const marks: Bar['marks'] = [
    mark('issued', issued),
    // Most tokens name the same moment twice.
    mark('not-before', notBefore && notBefore.at !== issued?.at ? notBefore : undefined),
    mark('expires', expires),
    mark('now', now),
  ].flat();
  const gap =
    expires && expires.at <= now.at
      ? { gap: { from: to, to: here, kind: 'expired' as const } }
      : begin && now.at < begin.at
        ? { gap: { from: here, to: from, kind: 'early' as const } }
        : {};
  return { ...(from < to ? { valid: { from, to, open: !expires } } : {}), ...gap, marks };

  function mark(kind: Bar['marks'][number]['kind'], moment: Moment | undefined): Bar['marks'] {
    return moment ? [{ kind, at: position(moment.at), moment }] : [];
  }
}

function later(one: Moment | undefined, other: Moment | undefined): Moment | undefined {
  if (!one || !other) return one ?? other;
  return one.at < other.at ? other : one;
}
