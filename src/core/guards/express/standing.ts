import { atRoute } from '../js/atRoute.ts';
import type { Found } from '../js/guardOf.ts';
import { requestSlot } from '../js/request.ts';
import type { Slot } from '../js/value.ts';
import type { World } from '../js/world.ts';
import type { Guard, Route } from '../route.ts';
import { exempted } from './exempted.ts';
import { matches } from './matches.ts';
import { filler } from './paths.ts';
import type { Prefix } from './prefix.ts';

/** A guard as it stands in the one long list of layers that a request goes through. */
export interface Standing {
  readonly guard: Guard;
  /** RE2 source of the paths in front of which it stands; undefined: not known. */
  readonly covers: string | undefined;
  readonly shown: string;
  /** It stands at these paths only, not at what is below. */
  readonly exact: boolean;
  readonly method: string;
  readonly found: Found;
  /** What `req.path` leaves out here: a path that the mount point matches. */
  readonly base: string | undefined;
  /** Routes that it stands in front of, those that it lets pass as well. */
  readonly over: Route[];
  /** How many routes were read before it. */
  readonly after: number;
}

type Standings = readonly Standing[];

/** Of what is no guard nothing stands. `base`: what `req.path` leaves out. */
export function stand(
  found: Found,
  prefix: Prefix,
  after: number,
  { exact = false, method = '*', base }: { exact?: boolean; method?: string; base: string | undefined },
): Standing[] {
  const { guard } = found;
  if (!guard) return [];
  const standing: Standing = {
    guard,
    found,
    base,
    covers: prefix.source,
    shown: prefix.shown,
    exact,
    method,
    over: [],
    after,
  };
  return [standing];
}

/** Guards by the path that they stand at, where that is plain text; the others are tried each. */
interface Index {
  readonly plain: Map<string, number[]>;
  readonly others: number[];
  size: number;
}

const indexes = new WeakMap<Standings, Index>();

/** Those guards that may stand in front of a path, in order. */
function candidates(into: Standings, { sample }: Prefix): Standings {
  const index: Index = indexes.get(into) ?? { plain: new Map(), others: [], size: 0 };
  indexes.set(into, index);
  for (; index.size < into.length; index.size++) {
    const covers = into[index.size]?.covers;
    const key = covers !== undefined && isPlain(covers) ? covers.toLowerCase() : undefined;
    if (key === undefined) index.others.push(index.size);
    else index.plain.set(key, [...(index.plain.get(key) ?? []), index.size]);
  }
  if (sample === undefined) return into;
  const found = [...index.others];
  const path = sample.toLowerCase();
  for (let at = path.indexOf('/', 1); ; at = path.indexOf('/', at + 1)) {
    found.push(...(index.plain.get(at < 0 ? path : path.slice(0, at)) ?? []));
    if (at < 0) break;
  }
  return found.sort((a, b) => a - b).flatMap((it) => into[it] ?? []);
}

/** What stands in front of a route, as far as it was registered so far. */
export interface Over {
  readonly met: readonly Standing[];
  readonly guards: readonly Guard[];
  readonly unread: readonly string[];
  readonly letThrough: readonly string[];
}

export function standingOver(method: string, full: Prefix, into: Standings, world: World): Over {
  const met: Standing[] = [];
  const guards: Guard[] = [];
  const unread: string[] = [];
  const letThrough: string[] = [];
  for (const it of candidates(into, full)) {
    if (it.method !== '*' && it.method !== method) continue;
    const covered = covers(it, full);
    if (covered === 'no') continue;
    const { name } = it.guard;
    if (covered === 'unknown') {
      unread.push(`Whether \`${name}\` of ${it.shown} runs for this path is not told.`);
      continue;
    }
    met.push(it);
    const exempt = it.found.unless ? exempted(it.found.unless, full, method) : 'no';
    if (exempt === 'yes') {
      letThrough.push(name);
      continue;
    }
    if (exempt === 'unknown')
      unread.push(`\`${name}\` lets some paths pass; whether this one is among them is not told.`);
    const here = inFront(it.found, method, full, it.base, world);
    guards.push(...here.guards);
    unread.push(...here.unread);
    letThrough.push(...here.letThrough);
  }
  return { met, guards, unread, letThrough };
}

/** What one guard is in front of a route. `base`: what `req.path` leaves out for it. */
export function inFront(
  found: Found,
  method: string,
  { sample }: Prefix,
  base: string | undefined,
  world: World,
): Omit<Over, 'met'> {
  const name = found.guard?.name ?? '';
  const requests = () => requestsTo(sample, base, method, found.guard?.file ?? '');
  const here = atRoute(found, method, requests, world);
  return {
    guards: here.guard ? [here.guard] : [],
    unread: [
      ...(here.partly ? [`\`${name}\` stands in front of a part of these paths.`] : []),
      ...here.exceptions.map((it) => `\`${name}\` lets requests pass where \`${it}\`.`),
    ],
    letThrough: here.letsThrough ? [name] : [],
  };
}

/** Requests that the route answers, with words for its parameters and with numbers; none where its path is not known. */
function requestsTo(sample: string | undefined, base: string | undefined, method: string, file: string): Slot[] {
  if (sample === undefined || base === undefined || !isBelow(sample, base)) return [];
  const samples = sample.includes(filler) ? [filler, '1'] : [filler];
  return samples.map((it) => {
    const [mount, path] = [base, sample.slice(base.length) || '/'].map((one) => one.replaceAll(filler, it));
    return requestSlot({ path: path ?? '/', base: mount, method }, file);
  });
}

function isBelow(path: string, base: string): boolean {
  return path.toLowerCase().startsWith(base.toLowerCase()) && /^(?:\/|$)/.test(path.slice(base.length));
}

function covers({ covers: source, exact, shown }: Standing, full: Prefix): 'yes' | 'no' | 'unknown' {
  if (source === '' && !exact) return 'yes';
  if (source === undefined) return 'unknown';
  if (full.sample !== undefined) {
    const plain = isPlain(source) ? `${full.sample}/`.toLowerCase().startsWith(`${source}/`.toLowerCase()) : undefined;
    if (plain === false || (plain && !exact)) return plain ? 'yes' : 'no';
    const matched = matches(exact ? `${source}/?` : `${source}(?:/.*)?`, full.sample === '' ? '/' : full.sample);
    if (matched === undefined) return 'unknown';
    return matched ? 'yes' : 'no';
  }
  return full.shown.startsWith(`${shown}/`) ? 'yes' : 'unknown';
}

/** A pattern that stands for itself. */
function isPlain(source: string): boolean {
  return /^[\w/-]+$/.test(source);
}
