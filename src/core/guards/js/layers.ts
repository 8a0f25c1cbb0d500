import type { Placed } from './placed.ts';
import { type Cover, cover, type Segment } from './segments.ts';
import type { Site } from './value.ts';

/** Something that a router runs for requests that it matches, in the order of registration. */
export interface Layer {
  /** `*`: any. */
  readonly methods: readonly string[];
  readonly path: string;
  readonly segments: readonly Segment[];
  /** What runs, in order; of a route the last is the handler. */
  readonly runs: readonly Placed[];
  readonly isRoute: boolean;
  readonly sensitive: boolean;
  readonly site: Site;
  readonly unread?: readonly string[];
}

/** More than this no application has; copies of copies would be without end. */
export const mostLayers = 5_000;

/** A route and what is run before its handler. */
export interface Chain {
  readonly method: string;
  readonly layer: Layer;
  readonly front: readonly Placed[];
  readonly handler: Placed | undefined;
  /** What was put behind a handler that answers by itself. */
  readonly late: readonly Placed[];
  /** Layers that stand in front of a part of what it matches only. */
  readonly partly: readonly Layer[];
}

/** For each route of a list of layers: what of the layers before it runs for it as well. */
export function chainsOf(
  layers: readonly Layer[],
  passesOn: (layer: Layer) => boolean,
  handlerAt: (layer: Layer) => number,
): readonly Chain[] {
  return layers.flatMap((layer, index) =>
    layer.isRoute
      ? layer.methods.map((method) => {
          const front: Placed[] = [];
          const partly: Layer[] = [];
          for (const it of layers.slice(0, index)) {
            if (it.isRoute && !passesOn(it)) continue;
            const covers = coverOf(it, layer, method);
            if (covers === 'all') front.push(...it.runs);
            else if (covers === 'some') partly.push(it);
          }
          const at = handlerAt(layer);
          return {
            method,
            layer,
            front: [...front, ...layer.runs.slice(0, at)],
            handler: layer.runs[at],
            late: layer.runs.slice(at + 1),
            partly,
          };
        })
      : [],
  );
}

function coverOf(layer: Layer, route: Layer, method: string): Cover {
  const all = layer.methods.includes('*');
  if (!all && !layer.methods.includes(method)) return method === '*' ? 'some' : 'none';
  return cover(layer.segments, route.segments, layer.sensitive);
}
