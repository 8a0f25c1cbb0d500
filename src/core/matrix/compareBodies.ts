import type { Exchange } from '../exchange.ts';
import { secretsOf } from '../knownSecrets.ts';
import { maskText } from '../mask.ts';
import { type Text, text } from '../text.ts';
import { type AnsweredCell, accessOfAnswer } from './answerAccess.ts';
import { type BodyPrint, bodyPrint, type Identifier } from './bodyPrint.ts';
import type { CellOutcome, MatrixRow, MatrixUser } from './matrix.ts';
import { carriesCredentials } from './statusNotes.ts';
import { wantedAccess, wantFor } from './want.ts';
import { aboutCaller, asksForOwn, type Identity, identitiesOf } from './whoIs.ts';

/** A body that a user was let in to. */
interface Seen {
  /** Index in `users`. */
  readonly user: number;
  readonly exchange: Exchange;
  readonly print: BodyPrint;
  readonly anonymous: boolean;
}

/**
 * What bodies tell that statuses don't, by the index of the cell: another user's object is visible, or two users get the
 * same where each should get their own. What anybody may see, and what nobody is known to own, is passed over.
 */
export function compareBodies(
  rows: readonly MatrixRow[],
  users: readonly MatrixUser[],
  outcomes: readonly CellOutcome[],
): ReadonlyMap<number, readonly Text[]> {
  const seen = rows.map((_, row) => seenIn(outcomes.slice(row * users.length, (row + 1) * users.length)));
  const own = seen.flat().filter((it) => asksForOwn(it.exchange.request.url) && !it.anonymous);
  const identities = identitiesOf(
    users.map((_, user) => sentBy(user, users.length, outcomes)),
    own,
  );
  const notes = new Map<number, readonly Text[]>();
  rows.forEach((row, rowIndex) => {
    const answers = seen[rowIndex] ?? [];
    for (const it of answers) {
      const name = users[it.user]?.name ?? '';
      const want = wantFor(row.expectations, name);
      const note =
        sameAsOther(it, answers, identities, users) ??
        (want && wantedAccess(want) === 'let-in' ? undefined : anothers(it, answers, identities, users));
      if (note) notes.set(rowIndex * users.length + it.user, [maskText(note, secretsOf(it.exchange))]);
    }
  });
  return notes;
}

function seenIn(outcomes: readonly CellOutcome[]): readonly Seen[] {
  const letIn = outcomes.flatMap((it, user) =>
    it.kind === 'answered' && accessOfAnswer(it) === 'let-in' ? [{ user, exchange: it.exchange }] : [],
  );
  return letIn.flatMap(({ user, exchange }) => {
    const print = bodyPrint(exchange.response.body);
    return print ? [{ user, exchange, print, anonymous: !carriesCredentials(exchange) }] : [];
  });
}

/** One exchange of a user: all of theirs carry the same credentials. */
function sentBy(user: number, width: number, outcomes: readonly CellOutcome[]): Exchange | undefined {
  let first: AnsweredCell | undefined;
  for (let i = user; i < outcomes.length; i += width) {
    const it = outcomes[i];
    if (it?.kind !== 'answered') continue;
    first ??= it;
    if (carriesCredentials(it.exchange)) return it.exchange;
  }
  return first?.exchange;
}

/** An address that stands for whoever asks, and answers two users with the same person. */
function sameAsOther(
  it: Seen,
  answers: readonly Seen[],
  identities: readonly Identity[],
  users: readonly MatrixUser[],
): Text | undefined {
  if (!asksForOwn(it.exchange.request.url)) return undefined;
  const about = aboutCaller(it.print);
  if (about.some(({ value }) => identities[it.user]?.person.has(value))) return undefined;
  const like = answers.filter(
    (one) => one.user !== it.user && shownBy(one.exchange) !== shownBy(it.exchange) && sameAbout(about, one),
  );
  // Whose it is: who is known by it, whoever stands before them; else who comes first.
  const other =
    like.find((one) => about.some(({ value }) => identities[one.user]?.person.has(value))) ??
    like.find((one) => it.anonymous || (!one.anonymous && one.user < it.user));
  const by = other && (about.find(({ value }) => identities[other.user]?.person.has(value)) ?? about[0]);
  if (!by) return undefined;
  return text`the same as for ${nameOf(other, users)} by ${by.path} ${by.value}, though this address stands for whoever asks`;
}

function sameAbout(about: readonly Identifier[], other: Seen): boolean {
  const theirs = new Map(aboutCaller(other.print).map(({ path, value }) => [path, value]));
  return theirs.size === about.length && about.every(({ path, value }) => theirs.get(path) === value);
}

/** What a request shows of its user, for telling two users apart. */
function shownBy({ request, earlier }: Exchange): string {
  const { headers } = earlier[0]?.request ?? request;
  return headers
    .filter(({ name }) => /^(?:authorization|cookie)$|key|token/i.test(name))
    .map(({ name, value }) => `${name.toLowerCase()}: ${value}`)
    .join('\n');
}

/** A body that names one owner or tenant, and that is another user's. */
function anothers(
  it: Seen,
  answers: readonly Seen[],
  identities: readonly Identity[],
  users: readonly MatrixUser[],
): Text | undefined {
  const owner = othersAmong(it, ofPerson(it.print), 'person', identities);
  if (owner && !(owner.found.kind === 'owner' && isPublic(it, answers)))
    return text`shows what belongs to ${users[owner.user]?.name ?? ''}: ${owner.found.path} is ${owner.found.value}`;
  const tenants = it.print.identifiers.filter(({ kind }) => kind === 'tenant');
  const tenant = othersAmong(it, tenants, 'tenants', identities);
  if (tenant && !isPublic(it, answers))
    return text`shows what belongs to the tenant of ${users[tenant.user]?.name ?? ''}: ${tenant.found.path} is ${tenant.found.value}`;
  return undefined;
}

function ofPerson({ identifiers }: BodyPrint): readonly Identifier[] {
  return identifiers.filter(({ kind }) => kind === 'owner' || kind === 'person');
}

/** The other user whom all of this names. Undefined where it may be the caller's own, or is of several. */
function othersAmong(
  it: Seen,
  identifiers: readonly Identifier[],
  by: keyof Identity,
  identities: readonly Identity[],
): { readonly user: number; readonly found: Identifier } | undefined {
  const mine = identities[it.user]?.[by];
  // A caller of whom nothing is known may be anybody; one who shows nothing is nobody.
  if (!mine || (mine.size === 0 && !it.anonymous) || isOfSeveral(identifiers)) return undefined;
  if (by === 'tenants' && it.anonymous) return undefined;
  if (identifiers.some(({ value }) => mine.has(value))) return undefined;
  const named = identities.flatMap((identity, user) => {
    const found = user === it.user ? undefined : identifiers.find(({ value }) => identity[by].has(value));
    return found ? [{ user, found }] : [];
  });
  const values = new Set(named.map(({ found }) => `${found.path} ${found.value}`));
  return values.size === 1 ? named[0] : undefined;
}

/** A list of things of several people: who may see it is no question of owners. */
function isOfSeveral(identifiers: readonly Identifier[]): boolean {
  const values = new Map<string, string>();
  return identifiers.some(({ path, value }) => {
    const before = values.get(path);
    values.set(path, value);
    return before !== undefined && before !== value;
  });
}

/** Whether somebody who shows nothing sees the very same. */
function isPublic(it: Seen, answers: readonly Seen[]): boolean {
  return answers.some((one) => one.anonymous && one.print.shape === it.print.shape && sameIdentifiers(one, it));
}

function sameIdentifiers(one: Seen, other: Seen): boolean {
  const a = one.print.identifiers;
  const b = other.print.identifiers;
  return a.length === b.length && a.every((it, i) => it.path === b[i]?.path && it.value === b[i]?.value);
}

function nameOf({ user }: Seen, users: readonly MatrixUser[]): string {
  return users[user]?.name ?? '';
}
