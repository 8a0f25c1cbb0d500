import { causes } from '../../../src/core/causes/index.ts';
import { diagnose } from '../../../src/core/diagnose.ts';
import { readFacts } from '../../../src/core/facts.ts';
import { readNotes } from '../../../src/core/manners/index.ts';
import type { Note } from '../../../src/core/manners/note.ts';
import { plain } from '../../../src/core/text.ts';
import { exchange, now } from '../../check.ts';

/** The notes on an exchange written as on the wire (see check.ts). */
export function notesOn(wire: string): readonly Note[] {
  const facts = readFacts(exchange(wire), now * 1000);
  const best = diagnose(facts, causes).findings[0];
  return readNotes(facts, best && { id: best.cause.id, certainty: best.found.certainty });
}

/** `id: what it says`, one line each. */
export function lines(wire: string): string[] {
  return notesOn(wire).map((it) => `${it.id}: ${plain(it.says)}`);
}

/** What one note says; undefined where there is none. */
export function says(wire: string, id: string): string | undefined {
  const note = notesOn(wire).find((it) => it.id === id);
  return note && plain(note.says);
}

/** What one note advises. */
export function instead(wire: string, id: string): string | undefined {
  const note = notesOn(wire).find((it) => it.id === id);
  return note && plain(note.instead);
}
