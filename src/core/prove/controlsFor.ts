import type { Exchange } from '../exchange.ts';
import { refusedHop } from './carried.ts';
import { type Experiment, type Finding, isSame, mostExperiments, repeats } from './experiment.ts';
import { learn, read } from './learn.ts';
import { decisive } from './provenBy.ts';

/**
 * What is to be sent once more after all others, so that nothing is concluded from a chance: the change that decides,
 * and the request as it was. Nothing where no answer differs from the refusal, or where they are in doubt already.
 */
export function controlsFor(original: Exchange, findings: readonly Finding[]): Experiment[] {
  const hop = refusedHop(original);
  const { shown, doubt } = learn(original, findings);
  const repeat = findings.find((it) => repeats(it.experiment))?.experiment;
  if (doubt || !repeat || mostExperiments < findings.length + 2) return [];
  const passed = decisive({ original: hop, rows: read(hop, findings) })?.index;
  const others = shown.some((it) => it.answer === 'other-words' || it.answer === 'other-status');
  const signature = findings.findIndex((it) => it.experiment.change.change === 'wrong-signature');
  const decides = findings[passed ?? (others ? signature : -1)]?.experiment;
  return decides && !isSame(decides.change, repeat.change) ? [decides, repeat] : [];
}
