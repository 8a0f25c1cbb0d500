import { SearchedText, triedOf } from '../facts/searchedText.ts';
import { type Text, text, words } from '../text.ts';
import type { LogReason, LogReasons } from './logReason.ts';
import type { LogRecord } from './logRecord.ts';
import { speakers } from './reasons/index.ts';
import type { Speaker, Wording } from './reasons/wording.ts';

/**
 * What a record says about why a request was refused; undefined where it says nothing that we know. The words of the
 * software that wrote it are tried before those of all other: one log holds the words of many.
 */
export function reasonOf(record: LogRecord): LogReason | undefined {
  let likely: LogReason | undefined;
  for (const subject of subjectsOf(record)) {
    const searched = new SearchedText(subject);
    for (const speaker of inOrder(record)) {
      for (const wording of speaker.wordings) {
        if (likely && wording.certainty === 'likely') continue;
        const may = wording.says.every((it) => searched.mayMatch(triedOf(it)));
        const reason = may ? read(record, subject, speaker, wording) : undefined;
        if (reason?.certainty === 'stated') return reason;
        likely ??= reason;
      }
    }
  }
  return likely;
}

/**
 * The reasons in the records of one request: the best is the one that says why, and not only that it was refused;
 * then the one that states it; then the one that was written first. Undefined where no record tells any.
 */
export function reasonOfAll(records: readonly LogRecord[]): LogReasons | undefined {
  const reasons = records.flatMap((it) => reasonOf(it) ?? []);
  const best = reasons.toSorted((a, b) => rankOf(a) - rankOf(b))[0];
  if (!best) return undefined;
  const isStated = reasons.some((it) => it.cause === best.cause && it.certainty === 'stated');
  return { best: isStated ? { ...best, certainty: 'stated' } : best, others: reasons.filter((it) => it !== best) };
}

function rankOf({ yields, certainty }: LogReason): number {
  return (certainty === 'stated' ? 0 : 1) + (yields ? 2 : 0);
}

/** Longer records are stack traces and dumps: what happened is said at their beginning. */
const longest = 20_000;

/** What is read of a record: what it says; of an application also all of it, where the name of an exception stands in another field. */
function subjectsOf({ kind, message, text: whole }: LogRecord): readonly string[] {
  if (kind === 'access') return [whole.slice(0, longest)];
  const all = withoutEscapes(whole.slice(0, longest));
  if (message === undefined) return [all];
  return kind === 'error' ? [message.slice(0, longest)] : [message.slice(0, longest), all];
}

/** A record in JSON is read like the words that it holds. */
function withoutEscapes(it: string): string {
  return it.includes('\\')
    ? it.replace(/\\(["/\\nt])/g, (_, one: string) => (one === 'n' ? '\n' : one === 't' ? ' ' : one))
    : it;
}

function inOrder({ kind, by }: LogRecord): readonly Speaker[] {
  const tried = kind === 'access' ? speakers.filter((it) => it.access) : speakers;
  const isOwn = (it: Speaker) => by !== undefined && (it.id === by || it.by.includes(by));
  return [...tried.filter(isOwn), ...tried.filter((it) => !it.own && !isOwn(it))];
}

function read(record: LogRecord, subject: string, speaker: Speaker, wording: Wording): LogReason | undefined {
  const values: Record<string, string | undefined> = valuesOf(record);
  let quoted = '';
  for (const it of wording.says) {
    const hit = it.exec(subject);
    if (!hit) return undefined;
    quoted ||= hit[0];
    Object.assign(values, withoutGaps(hit.groups ?? {}));
  }
  for (const it of wording.reads) Object.assign(values, withoutGaps(it.exec(subject)?.groups ?? {}));
  const shows = firstFilled(wording.shows, values);
  const advice = wording.advice === undefined ? undefined : filled(wording.advice, values);
  return {
    record,
    cause: wording.cause,
    certainty: wording.certainty,
    shows: shows ?? text`${words(speaker.name)} says ${quoted.slice(0, 200)}.`,
    speaker: speaker.name,
    words: quoted.slice(0, 400),
    ...(advice ? { advice } : {}),
    ...(wording.yields ? { yields: true } : {}),
    ...(wording.source?.startsWith('https://') ? { link: wording.source } : {}),
  };
}

/** What words and records tell by name: `user`, `path`. */
type Values = Readonly<Record<string, string | undefined>>;

/** What the record tells itself stands in where the words do not. */
function valuesOf({ user, target, method, address, host, text: whole }: LogRecord): Values {
  // What nginx asked in the name of a request is a field of its own.
  const asked = /, subrequest: "(?<subrequest>[^"]{1,300})"/.exec(whole.slice(0, longest))?.groups ?? {};
  return withoutGaps({ user, target, method, address, host, ...asked });
}

function withoutGaps(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, it]) => it !== undefined && it.trim() !== ''));
}

function firstFilled(templates: readonly string[], values: Values): Text | undefined {
  for (const it of templates) {
    const made = filled(it, values);
    if (made) return made;
  }
  return undefined;
}

/** A template with its values; undefined where one is not known. */
function filled(template: string, values: Values): Text | undefined {
  let made = words('');
  for (const [, ours = '', name] of template.matchAll(/([^{]*)(?:\{(\w+)\})?/g)) {
    made = text`${made}${words(ours)}`;
    if (name === undefined) continue;
    const value = values[name];
    if (value === undefined) return undefined;
    made = text`${made}${value.slice(0, 300)}`;
  }
  return made;
}
