import { type Answer, type Call, problem } from '../respond.ts';
import { type Holes, holes, isHoleName } from './holes.ts';

/** Tells the shop's rules and which of them are broken. */
export function tellRules({ isOpen }: Holes): Answer {
  return {
    status: 200,
    body: holes.map(({ name, rule, open }) => ({ hole: name, open: isOpen(name), rule, whileOpen: open })),
  };
}

/** Breaks or mends a rule: `{"hole": "verb", "open": true}`; `all` stands for every hole. */
export function changeRules(call: Call, switches: Holes): Answer {
  // Browsers name the page that a POST comes from: no page is to change what a developer is looking at.
  const { origin } = call.headers;
  if (origin !== undefined && origin !== call.origin)
    return problem(403, 'Origin not allowed', `The origin ${origin} may not change the rules of the playground.`);
  const { hole, open } = readChange(call.body);
  const known = ['all', ...holes.map((it) => it.name)].join(', ');
  if (hole !== 'all' && !isHoleName(hole))
    return problem(422, 'Hole not known', `"hole" is one of: ${known}. "open" is true or false.`);
  if (typeof open !== 'boolean') return problem(422, 'Open or not', '"open" is true or false.');
  switches.set(hole, open);
  return tellRules(switches);
}

function readChange(body: string): { readonly hole?: unknown; readonly open?: unknown } {
  try {
    const read: unknown = JSON.parse(body);
    return typeof read === 'object' && read !== null ? read : {};
  } catch {
    return {};
  }
}
