import { type Call, type Expr, itemsOf, type Stmt } from './code.ts';

const most = 200;

/**
 * The calls that stand in the body of a `for` over a list that is written out, each once a turn, with what the loop's
 * names stand for in its place: `for bp, path in [(users, '/users')]: app.register_blueprint(bp, url_prefix=path)`.
 * `listed`: what a name for a list stands for. `meant`: what an expression stands for besides, after the names were put in.
 */
export function callsInTurn(
  stmt: Stmt,
  listed: (it: Expr) => Expr,
  meant: (it: Expr) => Expr | undefined = () => undefined,
): readonly Call[] {
  if (stmt.k !== 'block' || stmt.word !== 'for') return [];
  const [first, ...rest] = stmt.body;
  const target = first?.k === 'set' ? first.target : undefined;
  const body = target ? rest : stmt.body;
  return stmt.heads
    .flatMap((it) => itemsOf(listed(it)))
    .slice(0, most)
    .flatMap((item) => {
      const names = namesFor(target, item);
      return body.flatMap((it) => {
        if (it.k !== 'expr') return [];
        const call = putIn(it.value, names, meant, 0);
        return call.k === 'call' ? [call] : [];
      });
    });
}

function namesFor(target: Expr | undefined, item: Expr): ReadonlyMap<string, Expr> {
  if (target?.k === 'name') return new Map([[target.v, item]]);
  if (target?.k !== 'list') return new Map();
  const values = itemsOf(item);
  return new Map(
    target.items.flatMap((it, i) => {
      const value = values[i];
      return it.k === 'name' && value ? [[it.v, value] as const] : [];
    }),
  );
}

function putIn(it: Expr, names: ReadonlyMap<string, Expr>, meant: (it: Expr) => Expr | undefined, depth: number): Expr {
  if (30 < depth) return it;
  const inside = (one: Expr): Expr => putIn(one, names, meant, depth + 1);
  switch (it.k) {
    case 'name':
      return names.get(it.v) ?? it;
    case 'dot': {
      const made: Expr = { ...it, of: inside(it.of) };
      return meant(made) ?? made;
    }
    case 'call':
      return { ...it, f: inside(it.f), args: it.args.map((one) => ({ ...one, value: inside(one.value) })) };
    case 'list':
    case 'op':
      return { ...it, items: it.items.map(inside) };
    case 'str':
      return it.parts ? { ...it, parts: it.parts.map(inside) } : it;
    default:
      return it;
  }
}
