import { uncalled } from '../js/runAll.ts';
import type { Slot } from '../js/value.ts';
import type { World } from '../js/world.ts';
import type { RouterThing } from './things.ts';

/**
 * Where no application is made in what was read (a framework around it makes it), functions that modules export and that
 * take an `app` or `router` are called with one, so that their routes are seen.
 */
export function callUncalled(world: World, made: RouterThing[]): void {
  for (const { path, value } of uncalled(world.modules, world)) {
    const at = value.syntax.params.findIndex(
      (it) => it.to.is === 'name' && /^(?:app|router|server|express)$/.test(it.to.name),
    );
    // An earlier one may have called it.
    if (at < 0 || world.wasCalled(value.syntax)) continue;
    const site = { file: value.file, line: value.syntax.line, text: '', sometimes: false };
    const thing: RouterThing = {
      type: 'router',
      site,
      layers: [],
      params: [],
      caseSensitive: false,
      strict: false,
      mounted: false,
    };
    const written = { is: 'name', name: 'app', line: site.line } as const;
    const args = value.syntax.params.map(
      (_, i): Slot => ({ value: i === at ? { is: 'thing', thing } : { is: 'unknown' }, written, file: path }),
    );
    world.call(value, args, { file: path, scope: value.scope, depth: 0, sometimes: false, returned: {} }, site);
    made.push(thing);
  }
}
