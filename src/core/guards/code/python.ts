import type { Node } from 'web-tree-sitter';
import type { Arg, Class, Def, Expr, Param, Stmt } from './code.ts';
import { leaving, listOf, operation, other, partOf } from './parts.ts';
import { kid, kidsOf, lineOf, plainTree, type Tree } from './plainTree.ts';

/** What a Python file says. */
export function readPython(root: Node, source: string): readonly Stmt[] {
  return statements(plainTree(root, source));
}

function statements(tree: Tree | undefined): readonly Stmt[] {
  return tree ? tree.kids.flatMap((one) => statement(one)) : [];
}

function statement(tree: Tree): readonly Stmt[] {
  const { line } = tree;
  switch (tree.type) {
    case 'function_definition':
      return [{ k: 'def', def: def(tree, []), line }];
    case 'class_definition':
      return [{ k: 'class', class: classOf(tree, []), line }];
    case 'decorated_definition': {
      const marks = kidsOf(tree, 'decorator').flatMap((one) => one.kids.slice(0, 1).map(expression));
      const inner = kid(tree, 'definition');
      if (inner?.type === 'class_definition') return [{ k: 'class', class: classOf(inner, marks), line: inner.line }];
      return inner ? [{ k: 'def', def: def(inner, marks), line: inner.line }] : [];
    }
    case 'expression_statement':
      return tree.kids.flatMap((one) => simple(one));
    case 'if_statement':
      return [
        ifStatement(
          tree,
          tree.kids.filter((one) => one.type === 'elif_clause' || one.type === 'else_clause'),
        ),
      ];
    case 'return_statement':
      return [leaving('return', line, tree.kids[0], expression)];
    case 'raise_statement':
      return [leaving('throw', line, tree.kids[0], expression)];
    case 'import_statement':
      return tree.kids.map((one) => {
        const [module, as] = importedName(one);
        return { k: 'import', from: module, names: as === module ? [] : [['', as]], line };
      });
    case 'import_from_statement': {
      const from = kid(tree, 'module_name')?.text.replace(/\s/g, '') ?? '';
      const names = tree.kids.filter((one) => one.field === 'name').map(importedName);
      if (tree.kids.some((one) => one.type === 'wildcard_import')) names.push(['*', '*']);
      return [{ k: 'import', from, names, line }];
    }
    case 'for_statement':
    case 'while_statement':
    case 'with_statement':
    case 'try_statement':
    case 'match_statement': {
      const heads = tree.kids.filter((one) => one.field === 'right' || one.field === 'condition').map(expression);
      const items = kidsOf(kidsOf(tree, 'with_clause')[0], 'with_item').flatMap((one) => one.kids.map(expression));
      const word = tree.type.slice(0, tree.type.indexOf('_'));
      return [
        { k: 'block', word, heads: [...heads, ...items], body: [...each(tree), ...tree.kids.flatMap(inside)], line },
      ];
    }
    case 'assert_statement':
      return [];
    case 'ERROR':
      return statements(tree);
    default:
      return [];
  }
}

/** `for role in roles`: a name for one of them; `for bp, path in …`: several. */
function each(tree: Tree): readonly Stmt[] {
  const left = tree.type === 'for_statement' ? kid(tree, 'left') : undefined;
  const right = kid(tree, 'right');
  if (!left || !right) return [];
  const target = expression(left);
  if (left.type === 'pattern_list' || left.type === 'tuple_pattern')
    return [
      {
        k: 'set',
        target: { k: 'list', items: left.kids.map(expression), line: left.line, text: lineOf(left) },
        line: tree.line,
      },
    ];
  return left.type === 'identifier' ? [{ k: 'set', target, value: expression(right), line: tree.line }] : [];
}

/** The statements of a `try`'s or a loop's parts. */
function inside(tree: Tree): readonly Stmt[] {
  switch (tree.type) {
    case 'block':
      return statements(tree);
    case 'except_clause': {
      return [
        {
          k: 'block',
          word: 'except',
          heads: tree.kids.filter((one) => one.type !== 'block').map(expression),
          body: tree.kids.flatMap(inside),
          line: tree.line,
        },
      ];
    }
    case 'else_clause':
    case 'finally_clause':
    case 'case_clause':
    case 'except_group_clause':
      return tree.kids.flatMap(inside);
    default:
      return [];
  }
}

function ifStatement(tree: Tree, clauses: readonly Tree[]): Stmt {
  const [next, ...more] = clauses;
  const condition = kid(tree, 'condition');
  let otherwise: readonly Stmt[] = [];
  if (next?.type === 'elif_clause') otherwise = [ifStatement(next, more)];
  else if (next) otherwise = statements(kid(next, 'body'));
  const test: Expr = condition ? expression(condition) : { k: 'other', items: [], line: tree.line, text: '' };
  return { k: 'if', test, body: statements(kid(tree, 'consequence')), otherwise, line: tree.line };
}

function simple(tree: Tree): readonly Stmt[] {
  const { line } = tree;
  if (tree.type !== 'assignment' && tree.type !== 'augmented_assignment')
    return [{ k: 'expr', value: expression(tree), line }];
  const left = kid(tree, 'left');
  const right = kid(tree, 'right');
  const type = kid(tree, 'type')?.kids[0];
  if (!left) return [];
  const target = expression(left);
  if (tree.type === 'augmented_assignment' && right) {
    const value: Expr = { k: 'op', op: '+', items: [target, expression(right)], line, text: lineOf(tree) };
    return [{ k: 'set', target, value, line }];
  }
  if (right?.type === 'assignment') return [...simple(right), { k: 'set', target, value: chained(right), line }];
  return [
    { k: 'set', target, ...(right && { value: expression(right) }), ...(type && { type: expression(type) }), line },
  ];
}

/** The value of `a = b = value`. */
function chained(tree: Tree): Expr {
  const right = kid(tree, 'right');
  if (right?.type === 'assignment') return chained(right);
  return right ? expression(right) : { k: 'other', items: [], line: tree.line, text: '' };
}

function importedName(tree: Tree): readonly [string, string] {
  const name = (tree.type === 'aliased_import' ? kid(tree, 'name')?.text : tree.text) ?? '';
  return [name, kid(tree, 'alias')?.text ?? name];
}

function def(tree: Tree, marks: readonly Expr[]): Def {
  const returns = kid(tree, 'return_type')?.kids[0];
  return {
    name: kid(tree, 'name')?.text ?? '',
    line: tree.line,
    params: params(kid(tree, 'parameters')),
    body: statements(kid(tree, 'body')),
    marks,
    words: [],
    ...(returns && { returns: expression(returns) }),
  };
}

function params(tree: Tree | undefined): readonly Param[] {
  return (tree?.kids ?? []).map((one): Param => {
    const name = kid(one, 'name')?.text ?? /^\**\s*(\w+)/.exec(one.text)?.[1] ?? one.text;
    const type = kid(one, 'type')?.kids[0];
    const value = kid(one, 'value');
    const rest = one.text.startsWith('*');
    return {
      name,
      ...(rest && { rest: true as const }),
      ...(type && { type: expression(type) }),
      ...(value && { value: expression(value) }),
    };
  });
}

function classOf(tree: Tree, marks: readonly Expr[]): Class {
  const bases = (kid(tree, 'superclasses')?.kids ?? [])
    .filter((one) => one.type !== 'keyword_argument')
    .map(expression);
  return {
    name: kid(tree, 'name')?.text ?? '',
    kind: 'class',
    line: tree.line,
    bases,
    marks,
    words: [],
    body: statements(kid(tree, 'body')),
  };
}

function expression(tree: Tree): Expr {
  const { line } = tree;
  switch (tree.type) {
    case 'identifier':
    case 'true':
    case 'false':
    case 'none':
    case 'integer':
    case 'float':
      return { k: 'name', v: tree.text, line };
    case 'string':
      return string(tree);
    case 'concatenated_string': {
      const parts = tree.kids.map(string);
      const computed = parts.some((one) => one.k === 'str' && one.computed);
      return {
        k: 'str',
        v: parts.map((one) => (one.k === 'str' ? one.v : '')).join(''),
        line,
        ...(computed && { computed: true, parts }),
      };
    }
    case 'attribute': {
      const of = kid(tree, 'object');
      return of
        ? { k: 'dot', of: expression(of), v: kid(tree, 'attribute')?.text ?? '', line }
        : other(tree, expression);
    }
    case 'call': {
      const f = kid(tree, 'function');
      const args = kid(tree, 'arguments');
      if (!f) return other(tree, expression);
      const read = args?.type === 'argument_list' ? args.kids.map(arg) : args ? [{ value: expression(args) }] : [];
      return { k: 'call', f: expression(f), args: read, line, text: lineOf(tree) };
    }
    case 'list':
    case 'tuple':
    case 'set':
    case 'expression_list':
    case 'pattern_list':
    case 'tuple_pattern':
      return listOf(tree, expression);
    case 'parenthesized_expression':
    case 'await':
    case 'keyword_separator':
    case 'list_splat':
    case 'type':
      return partOf(tree, tree.kids[0], expression);
    case 'dictionary': {
      const entries = kidsOf(tree, 'pair').flatMap((one) => {
        const key = kid(one, 'key');
        const value = kid(one, 'value');
        return key && value ? [{ key: expression(key), value: expression(value) }] : [];
      });
      return { k: 'dict', entries, line, text: lineOf(tree) };
    }
    case 'lambda': {
      const body = kid(tree, 'body');
      const returned: readonly Stmt[] = body ? [{ k: 'return', value: expression(body), line: body.line }] : [];
      return { k: 'fn', fn: { params: params(kid(tree, 'parameters')), body: returned }, line, text: lineOf(tree) };
    }
    case 'boolean_operator':
    case 'binary_operator':
    case 'unary_operator':
      return operation(tree, expression);
    case 'comparison_operator': {
      const op = tree.kids
        .filter((one) => one.field === 'operators')
        .map((one) => one.text)
        .join(' ')
        .replace(/\s+/g, ' ');
      return operation(tree, expression, op);
    }
    case 'not_operator':
      return operation(tree, expression, 'not');
    case 'conditional_expression':
      return operation(tree, expression, '?:');
    case 'subscript':
    case 'generic_type': {
      const [of, ...index] =
        tree.type === 'subscript'
          ? tree.kids
          : tree.kids.flatMap((one) => (one.type === 'type_parameter' ? one.kids : [one]));
      return of
        ? { k: 'at', of: expression(of), index: index.map(expression), line, text: lineOf(tree) }
        : other(tree, expression);
    }
    case 'named_expression':
      return partOf(tree, kid(tree, 'value'), expression);
    default:
      return other(tree, expression);
  }
}

function arg(tree: Tree): Arg {
  if (tree.type === 'keyword_argument') {
    const value = kid(tree, 'value');
    return { name: kid(tree, 'name')?.text ?? '', value: partOf(tree, value, expression) };
  }
  if (tree.type === 'list_splat' || tree.type === 'dictionary_splat') {
    return { value: partOf(tree, tree.kids[0], expression), star: true };
  }
  return { value: expression(tree) };
}

/** A string's value; raw or not, escapes are kept as they are written, except for quotes and the backslash itself. */
function string(tree: Tree): Expr {
  const { line } = tree;
  const start = kidsOf(tree, 'string_start')[0]?.text ?? '';
  const holes = kidsOf(tree, 'interpolation').length > 0;
  const raw = /r/i.test(start);
  const parts = tree.kids.flatMap((one): readonly Expr[] => {
    if (one.type === 'string_content')
      return [{ k: 'str', v: raw ? one.text : one.text.replace(/\\(['"\\])/g, '$1'), line }];
    // What is formatted besides is not worked out.
    const [inside, ...rest] = one.kids;
    return one.type === 'interpolation'
      ? [inside && rest.length === 0 ? expression(inside) : other(one, expression)]
      : [];
  });
  const v = parts.map((one) => (one.k === 'str' ? one.v : '{}')).join('');
  return { k: 'str', v, line, ...(holes && { computed: true, parts }) };
}
