import { clip } from '../code/clip.ts';
import { lastName, textOf } from '../code/code.ts';
import type { GuardRemark } from '../route.ts';
import { matchesAnt, sampleOf } from './antPattern.ts';
import type { Chain, Matcher, Rule } from './chains.ts';

/** Rules of a chain that no request reaches, since one that stands earlier takes them all. */
export function shadowedRules(chain: Chain): readonly GuardRemark[] {
  return chain.rules.flatMap((rule, at): readonly GuardRemark[] => {
    const before = chain.rules.slice(0, at).find((one) => covers(one.matcher, rule.matcher));
    if (!before || same(before, rule)) return [];
    const verdict = lastName(before.call.f) ?? '';
    const open = verdict === 'permitAll';
    const lost = lastName(rule.call.f) ?? '';
    // That what is open stays open, or what is closed is closed by more, is no hole.
    if (lost === 'permitAll' && open) return [];
    return [
      {
        code: open ? 'shadowed-by-permit-all' : 'skipped-by-order',
        file: chain.of.file,
        line: rule.line,
        says: `${clip(said(rule))} is never reached: ${clip(said(before))} stands before it and takes the same requests.`,
        certainty: 'sure',
        advice: `Move it above line ${before.line}.`,
        other: { file: chain.of.file, line: before.line },
      },
    ];
  });
}

function said(rule: Rule): string {
  const given = rule.call.args.map((one) => textOf(one.value)).join(', ');
  return `${rule.matcher.text}.${lastName(rule.call.f) ?? ''}(${given})`;
}

function same(a: Rule, b: Rule): boolean {
  return (
    a.call.text === b.call.text ||
    (lastName(a.call.f) === lastName(b.call.f) && a.call.args.length === 0 && b.call.args.length === 0)
  );
}

/** Whether whatever meets `inner` meets `outer` as well. */
function covers(outer: Matcher, inner: Matcher): boolean {
  if (outer.method !== undefined && outer.method !== inner.method) return false;
  if (!outer.patterns || !inner.patterns) return false;
  if (outer.patterns.length === 0) return true;
  if (inner.patterns.length === 0) return outer.patterns.includes('/**');
  return inner.patterns.every((one) =>
    outer.patterns?.some((it) => it === one || ['', 'w', 'w/v/u'].every((deep) => matchesAnt(it, sampleOf(one, deep)))),
  );
}
