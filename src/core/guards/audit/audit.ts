import type { GuardRemark, Route } from '../route.ts';
import { loneRoles } from './loneRole.ts';
import { unguardedSiblings } from './unguardedSibling.ts';

/** What looks wrong among routes, besides what a framework's reader said: each once, by file and line. */
export function audit(routes: readonly Route[], said: readonly GuardRemark[]): GuardRemark[] {
  const all = [...said, ...unguardedSiblings(routes, said), ...loneRoles(routes)];
  const seen = new Set<string>();
  const once = all.filter((it) => {
    const key = `${it.code}\n${it.file}\n${it.line}\n${it.says}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
  return once.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
}
