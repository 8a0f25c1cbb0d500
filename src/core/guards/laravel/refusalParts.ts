import type { Abilities } from './abilities.ts';
import type { Asked } from './gateChecks.ts';
import type { NeedReader } from './needs.ts';
import type { Program } from './program.ts';

/** What refusals are read with. */
export interface RefusalParts {
  readonly program: Program;
  readonly needs: NeedReader;
  readonly abilities: Abilities;
  /** Told of each ability that is asked for. */
  readonly asked: (asked: Asked) => void;
  /** Statements and expressions that are still looked at: code that calls itself in many ways is not followed for ever. */
  readonly budget: { left: number };
  /** Methods that refuse nothing, whoever calls them without arguments, and how deep they were when that was seen. */
  readonly silent: Map<object, number>;
}
