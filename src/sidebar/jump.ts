import type { Place } from '../core/place.ts';
import { lineOf, lineShowing } from './findLine.ts';
import type { EvidenceView } from './protocol.ts';
import type { TabName, Ui } from './ui.ts';

/** Brings a piece of evidence into view: opens what hides it, scrolls there, gives it the focus. */
export function jump(ui: Ui, { place, quote, shows }: EvidenceView): void {
  const tab = tabOf(place);
  if (tab) ui.choose(tab);
  const values = shows.parts.flatMap((it) => ('theirs' in it && !it.prose ? [it.theirs] : []));
  const found = find(place, values, quote) ?? (tab ? document.getElementById(`panel-${tab}`) : null);
  if (!found) return;
  for (let fold = found.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null)
    fold.open = true;
  found.scrollIntoView({ block: 'center' });
  found.focus({ preventScroll: true });
  found.classList.remove('flash');
  // Reading the width makes the browser notice the change, so that a second jump to the same place shows too.
  void found.offsetWidth;
  found.classList.add('flash');
}

function tabOf(place: Place): TabName | undefined {
  switch (place.in) {
    case 'token':
    case 'experiment':
    case 'log':
    case 'source':
      return undefined;
    case 'response-body':
    case 'request-body':
      return 'body';
    case 'earlier':
      return 'hops';
    default:
      return 'headers';
  }
}

function find(place: Place, values: readonly string[], quote: string | undefined): HTMLElement | null {
  switch (place.in) {
    case 'token':
      if (place.section === 'signature') return byPlace('signature') ?? byPlace('token');
      return byPlace(`${place.section ?? 'payload'}:${place.claim}`) ?? byPlace('token');
    case 'request-header':
    case 'response-header':
      return byPlace(`${place.in}:${place.name.toLowerCase()}`);
    case 'request-line':
    case 'url':
      return byPlace('request-line');
    case 'status':
      return byPlace('status');
    case 'earlier':
      return byPlace(`hop:${place.entry}`);
    case 'experiment':
      return byPlace(`experiment:${place.index}`);
    case 'log':
    case 'source':
      return null;
    case 'request-body':
    case 'response-body': {
      const body = byPlace(place.in);
      const lines = body ? [...body.querySelectorAll<HTMLElement>('.line')] : [];
      const texts = lines.map((it) => it.textContent ?? '');
      const at = lineShowing(texts, values) ?? (quote === undefined ? undefined : lineOf(texts, quote));
      return (at === undefined ? undefined : lines[at]) ?? body;
    }
  }
}

function byPlace(name: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-place="${CSS.escape(name)}"]`);
}
