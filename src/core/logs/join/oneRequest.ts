import type { LogRecord } from '../logRecord.ts';
import { sameTarget } from './sameTarget.ts';
import type { ServerLine } from './serverLine.ts';
import { isTimely, offMoment } from './timeFit.ts';
import type { Wanted } from './wanted.ts';

/** The records of an error log that are about one and the same request. */
export interface OneRequest {
  readonly records: readonly LogRecord[];
  /** Others fit as well. */
  readonly isGuess: boolean;
}

/**
 * Of error records of one log that all fit an exchange, those of one request: of one client and connection, rather one that
 * is `better` in what counts first, and that of the moment. Where this leaves more than one: a server writes both of its logs in the same order, so
 * that the first of three equal access lines has the first of three equal requests in the error log.
 */
export function recordsOfOneRequest(
  wanted: Wanted,
  access: readonly ServerLine[],
  fitting: readonly LogRecord[],
  all: readonly LogRecord[],
  better: readonly ((record: LogRecord) => boolean)[],
): OneRequest {
  const groups = new Map<string, LogRecord[]>();
  for (const it of fitting) {
    const key = keyOf(it);
    const group = groups.get(key);
    if (group) group.push(it);
    else groups.set(key, [it]);
  }
  let left = [...groups.values()];
  for (const addresses of [access, access.slice(0, 1)].map((lines) => lines.flatMap((it) => it.record.address ?? [])))
    left = preferred(left, (group) => group.some((it) => it.address !== undefined && addresses.includes(it.address)));
  for (const it of better) left = preferred(left, (group) => group.some(it));
  const offOf = (group: readonly LogRecord[]) => Math.min(...group.slice(0, 50).map((it) => offMoment(it, wanted)));
  const nearest = Math.min(...left.slice(0, 200).map(offOf));
  left = preferred(left, (group) => offOf(group) <= nearest + 5);
  // At the turn of a second both of a server's logs tell the same one.
  const own = access[0]?.sure === 'possible' ? undefined : access[0]?.record;
  left = preferred(left, (group) => group.some((it) => own !== undefined && it.at === own.at && it.step === own.step));
  const [only, ...others] = left;
  if (!only || others.length === 0) return { records: only ?? [], isGuess: false };
  const sorted = left.toSorted((a, b) => (a[0]?.offset ?? 0) - (b[0]?.offset ?? 0));
  // What is refused before anybody is asked for a password is so whoever the user is.
  const place = [true, false]
    .map((sameUser) => placeAmongEquals(wanted, access, all, sameUser))
    .find((it) => it?.of === sorted.length);
  const chosen = place && sorted[place.at];
  return { records: chosen ?? sorted.at(-1) ?? [], isGuess: chosen === undefined };
}

/** nginx's connection; Apache's client with its port, on a connection that is kept the moment besides. */
function keyOf({ requestIds, text, at, step = 1000, file }: LogRecord): string {
  const connection = requestIds?.find((it) => it.startsWith('*'));
  if (connection !== undefined) return `${file} ${connection}`;
  const client = /\[(?:client|remote) ([^\]\s]{3,60}:\d{1,5})\]/.exec(text.slice(0, 1_000))?.[1];
  // Times of whole seconds tell no moment.
  return client === undefined ? file : `${file} ${client} ${step < 1000 ? Math.round((at ?? 0) / 100) : ''}`;
}

function preferred<T>(all: readonly T[], fits: (it: T) => boolean): T[] {
  const some = all.filter(fits);
  return some.length === 0 ? [...all] : some;
}

/** Which of the equal lines of one moment the access line is; undefined where it is not known itself. */
function placeAmongEquals(
  wanted: Wanted,
  [line]: readonly ServerLine[],
  all: readonly LogRecord[],
  sameUser: boolean,
): { readonly at: number; readonly of: number } | undefined {
  if (!line || line.sure === 'possible' || wanted.target === undefined) return undefined;
  const { record } = line;
  const equals = all.filter(
    (it) =>
      it === record ||
      (it.kind === 'access' &&
        it.file === record.file &&
        it.status === record.status &&
        it.method === record.method &&
        it.address === record.address &&
        (!sameUser || it.user === record.user) &&
        it.target !== undefined &&
        3 <= sameTarget(it.target, wanted.target ?? '') &&
        isTimely(it, wanted) &&
        offMoment(it, wanted) === 0),
  );
  return { at: equals.toSorted((a, b) => a.offset - b.offset).indexOf(record), of: equals.length };
}
