import { type Def, dotted, type Expr, plainArguments, type Stmt } from './code.ts';

/** What parameters stand for: the names that a function uses → what was handed over, and in which file that is written. */
export type Bound = ReadonlyMap<string, { readonly value: Expr; readonly file: string }>;

/** What a call hands over, by the names of the parameters; rest parameters take what is left as a list. */
export function bind(def: Def, call: Expr, file: string, outer: Bound = new Map()): Bound {
  const bound = new Map<string, { value: Expr; file: string }>();
  if (call.k !== 'call') return bound;
  const params = def.params.filter((one) => one.name !== 'self' && one.name !== 'cls');
  const plain = [...plainArguments(call)];
  const carried = (value: Expr): { value: Expr; file: string } => outer.get(dotted(value) ?? '') ?? { value, file };
  for (const arg of call.args) if (arg.star) plain.push(arg.value);
  params.forEach((param, at) => {
    const byName = call.args.find((one) => one.name === param.name)?.value;
    const value = byName ?? plain[at];
    if (param.rest ? plain.length > at : at === params.length - 1 && plain.length > at + 1) {
      bound.set(param.name, { value: { k: 'list', items: plain.slice(at), line: call.line, text: '' }, file });
    } else if (value) bound.set(param.name, carried(value));
    else if (param.value && param.value.k !== 'call') bound.set(param.name, { value: param.value, file });
  });
  return bound;
}

/** `self.roles = roles` of an initializer: what its members stand for. */
export function bindMembers(init: Def, bound: Bound): Bound {
  const members = new Map(bound);
  const visit = (body: readonly Stmt[]): void => {
    for (const stmt of body) {
      if (stmt.k === 'if') {
        visit(stmt.otherwise);
        visit(stmt.body);
      }
      const target = stmt.k === 'set' ? dotted(stmt.target) : undefined;
      if (stmt.k !== 'set' || !target?.startsWith('self.') || !stmt.value) continue;
      const only =
        stmt.value.k === 'call'
          ? stmt.value.args
          : stmt.value.k === 'list'
            ? stmt.value.items.map((value) => ({ value }))
            : [];
      // `set(roles)` and `[role]` are of the same values.
      const value = only.length === 1 ? (only[0]?.value ?? stmt.value) : stmt.value;
      const handed = bound.get(dotted(value) ?? '');
      if (handed) members.set(target, handed);
    }
  };
  visit(init.body);
  return members;
}
