import type { LogRecord } from '../logRecord.ts';

/** Apache writes what it thinks of one request within moments; on a connection that is kept, others follow later. */
const momentMs = 10;

/**
 * Whether two records of one log were written about one request: in the same moment, and about the same connection, by the
 * client's address and port. Apache's reason and its verdict are such, and only one of them may name the path.
 */
export function isSameBreath(one: LogRecord, other: LogRecord): boolean {
  if (one.file !== other.file || one.at === undefined || other.at === undefined) return false;
  // Times of whole seconds tell no moment.
  if (100 < (one.step ?? 1000) || momentMs < Math.abs(one.at - other.at)) return false;
  const client = clientOf(one);
  return client !== undefined && client === clientOf(other);
}

/** `[client 192.0.2.7:49152]` */
function clientOf({ text }: LogRecord): string | undefined {
  return /\[(?:client|remote) ([^\]\s]{3,60}:\d{1,5})\]/.exec(text.slice(0, 1_000))?.[1];
}
