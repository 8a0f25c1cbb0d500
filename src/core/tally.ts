import type { CauseId } from './causeIds.ts';
import type { Exchange } from './exchange.ts';
import type { Explained } from './explainAll.ts';

/** One refusal of a long log in a line: enough to list, count and filter it by. */
export interface Refusal {
  /** As the causes are counted: the best finding's. */
  readonly cause: CauseId;
  readonly title: string;
  /** With its port, where the URL names one; undefined where the request was not recorded. */
  readonly host: string | undefined;
}

export interface Count<Key> {
  readonly key: Key;
  readonly count: number;
}

/** What a refusal is counted under. */
export function refusalOf({ exchange, report }: Explained): Refusal {
  const best = report.findings[0];
  return { cause: best?.id ?? 'unknown', title: best?.title ?? 'Not refused', host: hostOf(exchange) };
}

/** How often each occurs, most often first; those of equal count in the order they came in. */
export function countBy<Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): Count<Key>[] {
  const counts = new Map<Key, number>();
  for (const it of items) {
    const key = keyOf(it);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => ({ key, count })).sort((a, b) => b.count - a.count);
}

function hostOf({ request, requestNotShown }: Exchange): string | undefined {
  if (requestNotShown || !URL.canParse(request.url)) return undefined;
  const { host } = new URL(request.url);
  return host === '' ? undefined : host.slice(0, 255);
}
