import type { Exchange } from '../exchange.ts';
import { fieldValue } from '../exchange.ts';
import { mayStandIn } from '../refusal.ts';
import { type Text, text, words } from '../text.ts';
import { carriedBy, refusedHop } from './carried.ts';
import { compareAnswers } from './compareAnswers.ts';
import { excludedBy } from './excludedBy.ts';
import { type Change, type Finding, isSame, repeats } from './experiment.ts';
import type { Answer, ProofFacts, Proven, Shown } from './proof.ts';
import { provenBy } from './provenBy.ts';
import { sayings } from './sayings.ts';

/** One experiment with its answer, as the rules read it. */
export interface Row {
  readonly index: number;
  readonly change: Change;
  readonly answer: Answer;
  readonly status?: number;
  readonly exchange?: Exchange;
}

/** What the rules look at. */
export interface Scene {
  readonly original: Exchange;
  readonly rows: readonly Row[];
  /** The answer to this change; undefined where it was not tried, or nothing came back. */
  of(change: Change['change']): Row | undefined;
}

/**
 * What experiments show of a refusal. Only that is concluded which follows from them:
 *
 * - The request as it was is sent again, first and last. Where one of these answers is another one, the server answers by
 *   chance or by time, and nothing follows from anything.
 * - A change that passes (2xx) is sent twice. One thing was changed and decides: that thing is the reason. Where two
 *   changes pass that have nothing to do with each other, neither is.
 * - An answer to a credential that nobody has, equal to the refusal: the server does not tell the two apart. Equal
 *   answers alone do not tell why, since many servers say the same of everything; with another user who passes, address,
 *   path and scheme are in order, and the credential is what is left.
 * - An answer to it that differs: the credential was read, and told from one that nobody has.
 * - No credential 401, one that nobody has 401, this one 403: the caller is known. Which rule refuses is not shown by
 *   that; that another user passes shows that it is about the caller.
 * - What is changed without another answer is not the reason; where a server may want a third value (an `Origin` on its
 *   list), only as far as the values were tried.
 */
export function learn(refused: Exchange, findings: readonly Finding[]): ProofFacts {
  const original = refusedHop(refused);
  const rows = read(original, findings);
  const scene: Scene = {
    original,
    rows,
    of: (change) => rows.find((it) => it.change.change === change && it.answer !== 'nothing'),
  };
  const doubt = doubtIn(rows, findings);
  const shown = rows.map((it): Shown => ({ answer: it.answer, says: said(it, scene, findings[it.index]) }));
  if (doubt) return { findings, shown, doubt, excluded: [] };
  const proven = isChecked(rows, findings) ? provenBy(scene) : undefined;
  return { findings, shown, ...(proven && isRepeated(proven, rows) ? { proven } : {}), excluded: excludedBy(scene) };
}

/** The answers, each beside the refusal. */
export function read(original: Exchange, findings: readonly Finding[]): Row[] {
  const compared = findings.map(
    (it) => it.exchange && compareAnswers(original.response, it.exchange.response, sent(original, it.exchange)),
  );
  const textSettles = findings.every((it, i) => !repeats(it.experiment) || compared[i]?.same.text !== false);
  return findings.map(({ experiment, exchange }, index) => {
    const same = compared[index]?.same;
    const base = { index, change: experiment.change };
    if (!exchange || !same) return { ...base, answer: 'nothing' };
    return { ...base, exchange, status: exchange.response.status, answer: answerOf(exchange, same, textSettles) };
  });
}

function answerOf(
  { response }: Exchange,
  same: { readonly status: boolean; readonly text: boolean; readonly headers: boolean },
  textSettles: boolean,
): Answer {
  // An error inside a 200, and the page of a login, let nobody through.
  if (200 <= response.status && response.status < 300 && !same.status && !mayStandIn(response)) return 'passed';
  if (!same.status) return 'other-status';
  if (!same.headers) return 'other-words';
  if (!textSettles) return 'same-status';
  return same.text ? 'same' : 'other-words';
}

/** What was sent in either, which an answer may repeat. */
function sent(...exchanges: readonly Exchange[]): string[] {
  return exchanges.flatMap((it) => [
    ...carriedBy(it.request).map((one) => one.secret.reveal()),
    ...[fieldValue(it.request.headers, 'Origin') ?? '', fieldValue(it.request.headers, 'Accept') ?? ''],
  ]);
}

function doubtIn(rows: readonly Row[], findings: readonly Finding[]): Text | undefined {
  const limited = rows.find((it) => it.status === 429);
  if (limited) return text`The server limits how often it is asked (${'429'}), so its answers may be about that.`;
  const unequal = rows.find(
    (it) => isRepeat(it, findings) && it.answer !== 'same' && it.answer !== 'same-status' && it.answer !== 'nothing',
  );
  if (unequal)
    return text`The same request is answered ${String(unequal.status)} this time: the answers change by themselves, so nothing follows from the others.`;
  if (!rows.some((it) => isRepeat(it, findings) && it.answer !== 'nothing'))
    return words('The request itself was not answered again, so nothing follows from the others.');
  const wavering = rows.find((it) =>
    rows.some(
      (other) =>
        isSame(it.change, other.change) &&
        it.answer !== other.answer &&
        other.answer !== 'nothing' &&
        it.answer !== 'nothing',
    ),
  );
  if (wavering)
    return words(
      'The same change was answered in two ways: the answers change by themselves, so nothing follows from them.',
    );
  const passed = new Set(rows.filter((it) => it.answer === 'passed').map((it) => aspectOf(it.change)));
  if (1 < passed.size)
    return words(
      'More than one change passes, and they have nothing to do with each other: none of them is shown to be the reason.',
    );
  return undefined;
}

function isRepeat({ index }: Row, findings: readonly Finding[]): boolean {
  const finding = findings[index];
  return finding !== undefined && repeats(finding.experiment);
}

/** The request as it was, before and after all others. */
function isChecked(rows: readonly Row[], findings: readonly Finding[]): boolean {
  const [first, last] = [rows[0], rows.at(-1)];
  return [first, last].every((it) => it && isRepeat(it, findings) && it.answer !== 'nothing') && first !== last;
}

/** What decides was sent twice. */
function isRepeated({ index }: Proven, rows: readonly Row[]): boolean {
  const row = rows[index];
  return (
    row !== undefined && 2 <= rows.filter((it) => isSame(it.change, row.change) && it.answer === row.answer).length
  );
}

/** Changes of one aspect may pass together: all of these are about who asks. */
function aspectOf({ change }: Change): string {
  switch (change) {
    case 'no-credentials':
    case 'garbage-token':
    case 'wrong-signature':
    case 'scheme':
    case 'user':
    case 'no-cookie':
      return 'credentials';
    default:
      return change;
  }
}

function said(row: Row, scene: Scene, finding: Finding | undefined): Text {
  return row.answer === 'nothing'
    ? text`Nothing came back: ${words(finding?.failed ?? 'it was not sent.')}`
    : sayings(row, scene);
}
