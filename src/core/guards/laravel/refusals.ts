import type { Stmt } from '../php/ast.ts';
import type { CodeContext } from './needs.ts';
import type { FoundMethod } from './program.ts';
import type { Refusal } from './refusal.ts';
import type { RefusalParts } from './refusalParts.ts';
import { Walk } from './walkRefusals.ts';

/** Reads where code of the project refuses. */
export class RefusalReader {
  readonly #parts: RefusalParts;

  constructor(parts: RefusalParts) {
    this.#parts = parts;
  }

  /** The refusals of a method, in the order in which they stand. */
  ofMethod(found: FoundMethod, context: CodeContext, depth = 0): readonly Refusal[] {
    return found.method.body ? this.ofBody(found.method.body, context, depth) : [];
  }

  /** What a method that answers yes or no asks, as one refusal: `authorize()` of a form request. */
  ofAnswer(found: FoundMethod, context: CodeContext): readonly Refusal[] {
    const walk = new Walk(this.#parts, context, 0);
    walk.answer(found.method.body ?? []);
    return walk.found;
  }

  ofBody(body: readonly Stmt[], context: CodeContext, depth = 0): readonly Refusal[] {
    const walk = new Walk(this.#parts, context, depth);
    walk.statements(body, []);
    return walk.found;
  }
}
