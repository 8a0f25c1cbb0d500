import type { Node } from 'web-tree-sitter';
import type { Arg, Class, Def, Expr, Fn, Param, Stmt } from './code.ts';
import { leaving, listOf, operation, other, partOf } from './parts.ts';
import { kid, kidsOf, lineOf, plainTree, type Tree } from './plainTree.ts';

/** What a Ruby file says. `raise` is a throw; what `private` is said of keeps that word. */
export function readRuby(root: Node, source: string): readonly Stmt[] {
  return statements(plainTree(root, source).kids);
}

function statements(trees: readonly Tree[]): readonly Stmt[] {
  let hidden = false;
  return trees.flatMap((one) => {
    if (one.type === 'identifier' && /^(?:private|protected)$/.test(one.text)) hidden = true;
    else if (one.type === 'identifier' && one.text === 'public') hidden = false;
    return statement(one).map(
      (stmt): Stmt =>
        hidden && stmt.k === 'def' ? { ...stmt, def: { ...stmt.def, words: [...stmt.def.words, 'private'] } } : stmt,
    );
  });
}

function statement(tree: Tree): readonly Stmt[] {
  const { line } = tree;
  switch (tree.type) {
    case 'class':
    case 'module':
      return [{ k: 'class', class: classOf(tree), line }];
    case 'singleton_class':
      return statements(kid(tree, 'body')?.kids ?? []);
    case 'method':
    case 'singleton_method':
      return [{ k: 'def', def: def(tree), line }];
    case 'assignment':
    case 'operator_assignment': {
      const left = kid(tree, 'left');
      const right = kid(tree, 'right');
      return left && right ? [{ k: 'set', target: expression(left), value: expression(right), line }] : [];
    }
    case 'if':
    case 'unless':
    case 'elsif':
      return [conditional(tree)];
    case 'if_modifier':
    case 'unless_modifier': {
      const condition = kid(tree, 'condition');
      const body = kid(tree, 'body');
      return condition && body
        ? [
            {
              k: 'if',
              test: tested(condition, tree.type === 'unless_modifier'),
              body: statement(body),
              otherwise: [],
              line,
            },
          ]
        : [];
    }
    case 'return': {
      const [value] = tree.kids[0]?.type === 'argument_list' ? tree.kids[0].kids : tree.kids;
      return [leaving('return', line, value, expression)];
    }
    case 'begin':
    case 'body_statement':
    case 'block_body':
    case 'then':
    case 'else':
    case 'ensure':
    case 'parenthesized_statements':
    case 'do':
      return statements(tree.kids);
    case 'rescue':
      return [
        {
          k: 'block',
          word: 'except',
          heads: (kid(tree, 'exceptions')?.kids ?? []).map(expression),
          body: statements(kid(tree, 'body')?.kids ?? []),
          line,
        },
      ];
    case 'case':
    case 'while':
    case 'until':
    case 'for': {
      const bodies = tree.kids.flatMap((one) =>
        one.type === 'when' ? (kid(one, 'body')?.kids ?? []) : one.type === 'else' || one.type === 'do' ? one.kids : [],
      );
      return [{ k: 'block', word: tree.type, heads: [], body: statements(bodies), line }];
    }
    case 'binary': {
      // `x or return`, `a && raise(…)`
      const op = kid(tree, 'operator')?.text ?? '';
      const left = kid(tree, 'left');
      const right = kid(tree, 'right');
      if (left && right && /^(?:and|or|&&|\|\|)$/.test(op))
        return [
          { k: 'if', test: tested(left, op === 'or' || op === '||'), body: statement(right), otherwise: [], line },
        ];
      return [{ k: 'expr', value: expression(tree), line }];
    }
    case 'call':
      if (kid(tree, 'method')?.text === 'raise' && !kid(tree, 'receiver')) {
        const [value] = kid(tree, 'arguments')?.kids ?? [];
        return [leaving('throw', line, value, expression)];
      }
      // `private def x`
      if (/^(?:private|protected|public|private_class_method)$/.test(kid(tree, 'method')?.text ?? '')) {
        const inner = (kid(tree, 'arguments')?.kids ?? []).filter((one) => one.type === 'method').flatMap(statement);
        if (inner.length > 0)
          return inner.map(
            (one): Stmt => (one.k === 'def' ? { ...one, def: { ...one.def, words: ['private'] } } : one),
          );
      }
      return [{ k: 'expr', value: expression(tree), line }];
    case 'comment':
    case 'heredoc_body':
      return [];
    case 'ERROR':
      return statements(tree.kids);
    default:
      return [{ k: 'expr', value: expression(tree), line }];
  }
}

function tested(tree: Tree, negated: boolean): Expr {
  const expr = expression(tree);
  return negated ? { k: 'op', op: 'not', items: [expr], line: tree.line, text: `not ${lineOf(tree)}` } : expr;
}

function conditional(tree: Tree): Stmt {
  const condition = kid(tree, 'condition');
  const next = kid(tree, 'alternative');
  const test: Expr = condition
    ? tested(condition, tree.type === 'unless')
    : { k: 'other', items: [], line: tree.line, text: '' };
  return {
    k: 'if',
    test,
    body: statements(kid(tree, 'consequence')?.kids ?? []),
    otherwise: next ? statement(next) : [],
    line: tree.line,
  };
}

function classOf(tree: Tree): Class {
  const base = kid(tree, 'superclass')?.kids[0];
  const name = (kid(tree, 'name')?.text ?? '').replaceAll('::', '.');
  return {
    name,
    kind: tree.type === 'module' ? 'module' : 'class',
    line: tree.line,
    bases: base ? [expression(base)] : [],
    marks: [],
    words: [],
    body: statements(kid(tree, 'body')?.kids ?? []),
  };
}

function def(tree: Tree): Def {
  const body = kid(tree, 'body');
  const inner = !body ? [] : body.type === 'body_statement' ? statements(body.kids) : statement(body);
  return {
    name: kid(tree, 'name')?.text ?? '',
    line: tree.line,
    params: params(kid(tree, 'parameters')),
    body: inner,
    marks: [],
    words: tree.type === 'singleton_method' ? ['self'] : [],
  };
}

function params(tree: Tree | undefined): readonly Param[] {
  return (tree?.kids ?? []).map((one): Param => {
    const name = kid(one, 'name')?.text ?? one.text.replace(/^[*&]+/, '');
    const value = kid(one, 'value');
    return {
      name,
      ...(one.type === 'splat_parameter' && { rest: true as const }),
      ...(value && { value: expression(value) }),
    };
  });
}

function block(tree: Tree | undefined): Fn | undefined {
  if (!tree) return undefined;
  const body = kid(tree, 'body');
  return { params: params(kid(tree, 'parameters')), body: statements(body?.kids ?? []) };
}

function expression(tree: Tree): Expr {
  const { line } = tree;
  switch (tree.type) {
    case 'string':
    case 'bare_string':
    case 'chained_string': {
      const computed = tree.kids.some((one) => one.type === 'interpolation');
      const v = tree.kids
        .map((one) => (one.type === 'interpolation' ? '{}' : one.type === 'string' ? one.text.slice(1, -1) : one.text))
        .join('');
      return { k: 'str', v, line, ...(computed && { computed: true as const }) };
    }
    case 'simple_symbol':
      return { k: 'str', v: tree.text.slice(1), line, symbol: true };
    case 'hash_key_symbol':
      return { k: 'str', v: tree.text.replace(/:$/, ''), line, symbol: true };
    case 'bare_symbol':
    case 'delimited_symbol':
      return { k: 'str', v: tree.kids.map((one) => one.text).join(''), line, symbol: true };
    case 'identifier':
    case 'constant':
    case 'instance_variable':
    case 'class_variable':
    case 'global_variable':
    case 'integer':
    case 'float':
    case 'true':
    case 'false':
    case 'nil':
    case 'self':
    case 'super':
      return { k: 'name', v: tree.text, line };
    case 'scope_resolution': {
      const of = kid(tree, 'scope');
      const v = kid(tree, 'name')?.text ?? '';
      return of ? { k: 'dot', of: expression(of), v, line } : { k: 'name', v, line };
    }
    case 'call': {
      const of = kid(tree, 'receiver');
      const v = kid(tree, 'method')?.text ?? '';
      const f: Expr = of ? { k: 'dot', of: expression(of), v, line } : { k: 'name', v, line };
      const given = kid(tree, 'arguments');
      const inner = block(kid(tree, 'block'));
      // Without arguments `a.b` reads a value; as a call it would be the same.
      if (of && !given && !inner) return f;
      return { k: 'call', f, args: args(given), ...(inner && { block: inner }), line, text: lineOf(tree) };
    }
    case 'array':
    case 'string_array':
    case 'symbol_array':
      return listOf(tree, expression);
    case 'hash':
      return {
        k: 'dict',
        entries: kidsOf(tree, 'pair').flatMap((one) => {
          const key = kid(one, 'key');
          const value = kid(one, 'value');
          return key && value ? [{ key: expression(key), value: expression(value) }] : [];
        }),
        line,
        text: lineOf(tree),
      };
    case 'lambda': {
      const inner = block(kid(tree, 'body'));
      return {
        k: 'fn',
        fn: { params: params(kid(tree, 'parameters')), body: inner?.body ?? [] },
        line,
        text: lineOf(tree),
      };
    }
    case 'block_argument':
    case 'parenthesized_statements':
    case 'splat_argument':
      return partOf(tree, tree.kids[0], expression);
    case 'binary':
    case 'unary':
      return operation(tree, expression);
    case 'conditional':
      return operation(tree, expression, '?:');
    case 'element_reference': {
      const [of, ...index] = tree.kids;
      return of
        ? { k: 'at', of: expression(of), index: index.map(expression), line, text: lineOf(tree) }
        : other(tree, expression);
    }
    default:
      return other(tree, expression);
  }
}

function args(tree: Tree | undefined): readonly Arg[] {
  return (tree?.kids ?? []).map((one): Arg => {
    if (one.type !== 'pair')
      return { value: expression(one), ...(one.type === 'splat_argument' && { star: true as const }) };
    const key = kid(one, 'key');
    const value = kid(one, 'value');
    if (!key || !value) return { value: other(one, expression) };
    // `'/x' => 'a#b'`: not a keyword, though it stands where one might.
    if (key.type === 'hash_key_symbol' || key.type === 'simple_symbol')
      return { name: key.text.replace(/^:|:$/g, ''), value: expression(value) };
    return {
      name: '=>',
      value: listOf(one, expression, [key, value]),
    };
  });
}
