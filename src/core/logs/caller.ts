import type { LogRecord } from './logRecord.ts';
import type { ServerRefusal } from './serverRefusal.ts';

/** `GET /orders` */
export function pathOf({ method, target }: LogRecord): string | undefined {
  if (target === undefined) return undefined;
  const path = (target.split(/[?#]/, 1)[0] ?? '').slice(0, 200);
  return method === undefined ? path : `${method} ${path}`;
}

/** The user that a line of the refusal names. */
export function userOf({ record, lines }: ServerRefusal): string | undefined {
  const named = record.user ?? lines.map((it) => it.record.user).find((it) => it !== undefined);
  if (named !== undefined) return named;
  for (const it of [record, ...lines.map((line) => line.record)]) {
    const user = /(?:^|[\s:])user "?([^\s":,]{1,100})"?(?=:|,? (?:was )?not found|: password)/.exec(
      (it.message ?? '').slice(0, 400),
    )?.[1];
    if (user !== undefined) return user;
  }
  return undefined;
}
