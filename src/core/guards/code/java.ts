import type { Node } from 'web-tree-sitter';
import { bodies, cLikeStatement } from './cLike.ts';
import type { Arg, Class, Def, Expr, Param, Stmt } from './code.ts';
import { listOf, operation, other, partOf } from './parts.ts';
import { kid, kidsOf, lineOf, plainTree, type Tree } from './plainTree.ts';

/** What a Java file says. */
export function readJava(root: Node, source: string): readonly Stmt[] {
  return plainTree(root, source).kids.flatMap(topLevel);
}

function topLevel(tree: Tree): readonly Stmt[] {
  if (tree.type === 'import_declaration') {
    const from = tree.text.replace(/^import\s+(?:static\s+)?/, '').replace(/[\s;]/g, '');
    const name = from.split('.').at(-1) ?? '';
    return [{ k: 'import', from, names: [[name, name]], line: tree.line }];
  }
  if (tree.type === 'package_declaration')
    return [{ k: 'import', from: tree.text.replace(/^package\s+|[\s;]/g, ''), names: [], line: tree.line }];
  return member(tree);
}

const kinds: ReadonlyMap<string, Class['kind']> = new Map([
  ['class_declaration', 'class'],
  ['record_declaration', 'class'],
  ['interface_declaration', 'interface'],
  ['enum_declaration', 'enum'],
  ['annotation_type_declaration', 'annotation'],
]);

function member(tree: Tree): readonly Stmt[] {
  const { line } = tree;
  const kind = kinds.get(tree.type);
  if (kind) return [{ k: 'class', class: classOf(tree, kind), line: kid(tree, 'name')?.line ?? line }];
  switch (tree.type) {
    case 'method_declaration':
    case 'constructor_declaration':
    case 'compact_constructor_declaration':
      return [{ k: 'def', def: def(tree), line: kid(tree, 'name')?.line ?? line }];
    case 'field_declaration':
    case 'constant_declaration':
    case 'local_variable_declaration': {
      const type = kid(tree, 'type');
      return kidsOf(tree, 'variable_declarator').map((one) => {
        const value = kid(one, 'value');
        const target: Expr = { k: 'name', v: kid(one, 'name')?.text ?? '', line: one.line };
        return {
          k: 'set',
          target,
          ...(value && { value: expression(value) }),
          ...(type && { type: typeOf(type) }),
          line: one.line,
        };
      });
    }
    case 'enum_constant': {
      const args = kid(tree, 'arguments')?.kids.map(expression) ?? [];
      const target: Expr = { k: 'name', v: kid(tree, 'name')?.text ?? '', line };
      return [{ k: 'set', target, value: { k: 'list', items: args, line, text: lineOf(tree) }, line }];
    }
    case 'enum_body_declarations':
    case 'ERROR':
      return tree.kids.flatMap(member);
    default:
      return [];
  }
}

function classOf(tree: Tree, kind: Class['kind']): Class {
  const bases = [kid(tree, 'superclass'), kid(tree, 'interfaces'), ...kidsOf(tree, 'extends_interfaces')].flatMap(
    (one) => (one?.kids ?? []).flatMap((inner) => (inner.type === 'type_list' ? inner.kids : [inner])).map(typeOf),
  );
  const name = kid(tree, 'name');
  return {
    name: name?.text ?? '',
    kind,
    line: name?.line ?? tree.line,
    bases,
    marks: marks(tree),
    words: words(tree),
    body: (kid(tree, 'body')?.kids ?? []).flatMap(member),
  };
}

function def(tree: Tree): Def {
  const name = kid(tree, 'name');
  const returns = kid(tree, 'type');
  return {
    name: name?.text ?? '',
    line: name?.line ?? tree.line,
    params: (kid(tree, 'parameters')?.kids ?? []).map(param),
    body: (kid(tree, 'body')?.kids ?? []).flatMap(statement),
    marks: marks(tree),
    words: words(tree),
    ...(returns && { returns: typeOf(returns) }),
  };
}

function param(tree: Tree): Param {
  const type = kid(tree, 'type');
  return { name: kid(tree, 'name')?.text ?? tree.text, ...(type && { type: typeOf(type) }), marks: marks(tree) };
}

function marks(tree: Tree): readonly Expr[] {
  return kidsOf(kidsOf(tree, 'modifiers')[0], 'annotation', 'marker_annotation').map((one): Expr => {
    const f = named(kid(one, 'name'));
    const args = (kid(one, 'arguments')?.kids ?? []).map((arg): Arg => {
      if (arg.type !== 'element_value_pair') return { value: expression(arg) };
      const value = kid(arg, 'value');
      return { name: kid(arg, 'key')?.text ?? '', value: partOf(arg, value, expression) };
    });
    return { k: 'call', f, args, line: one.line, text: lineOf(one) };
  });
}

function words(tree: Tree): readonly string[] {
  return (kidsOf(tree, 'modifiers')[0]?.text ?? '')
    .split(/\s+/)
    .filter((one) => /^(?:public|private|protected|static|final|abstract|default)$/.test(one));
}

/** A type by its name, without what it is a type of. */
function typeOf(tree: Tree): Expr {
  if (tree.type === 'generic_type' && tree.kids[0]) return typeOf(tree.kids[0]);
  return named(tree);
}

function named(tree: Tree | undefined): Expr {
  const line = tree?.line ?? 1;
  const [head = '', ...rest] = (tree?.text ?? '').replace(/\s/g, '').split('.');
  return rest.reduce<Expr>((of, v) => ({ k: 'dot', of, v, line }), { k: 'name', v: head, line });
}

function statement(tree: Tree): readonly Stmt[] {
  switch (tree.type) {
    case 'local_variable_declaration':
      return member(tree);
    case 'try_statement':
    case 'try_with_resources_statement':
    case 'for_statement':
    case 'enhanced_for_statement':
    case 'while_statement':
    case 'synchronized_statement':
    case 'switch_expression': {
      const parts = tree.kids.filter((one) => /block|clause|body/.test(one.type));
      return bodies(
        tree,
        parts.flatMap((one) => (one.type === 'block' ? statement(one) : one.kids.flatMap(statement))),
      );
    }
    default:
      return cLikeStatement(tree, expression, statement);
  }
}

function expression(tree: Tree): Expr {
  const { line } = tree;
  switch (tree.type) {
    case 'string_literal':
      return { k: 'str', v: stringOf(tree), line };
    case 'identifier':
    case 'type_identifier':
    case 'true':
    case 'false':
    case 'null_literal':
    case 'this':
    case 'super':
    case 'decimal_integer_literal':
      return { k: 'name', v: tree.text, line };
    case 'scoped_identifier':
    case 'scoped_type_identifier':
      return named(tree);
    case 'field_access': {
      const of = kid(tree, 'object');
      return of ? { k: 'dot', of: expression(of), v: kid(tree, 'field')?.text ?? '', line } : other(tree, expression);
    }
    case 'method_invocation': {
      const of = kid(tree, 'object');
      const name = kid(tree, 'name');
      const at = name?.line ?? line;
      const v = name?.text ?? '';
      const f: Expr = of ? { k: 'dot', of: expression(of), v, line: at } : { k: 'name', v, line: at };
      return { k: 'call', f, args: args(tree), line: at, text: lineOf(tree) };
    }
    case 'object_creation_expression':
      return {
        k: 'call',
        f: typeOf(kid(tree, 'type') ?? tree),
        args: args(tree),
        line,
        text: lineOf(tree),
        made: true,
      };
    case 'array_initializer':
    case 'element_value_array_initializer':
      return listOf(tree, expression);
    case 'array_creation_expression':
    case 'cast_expression':
      return partOf(tree, kid(tree, 'value'), expression);
    case 'lambda_expression': {
      const given = kid(tree, 'parameters');
      const body = kid(tree, 'body');
      const names =
        given?.type === 'identifier'
          ? [{ name: given.text }]
          : (given?.kids ?? []).map((one): Param => (one.type === 'identifier' ? { name: one.text } : param(one)));
      const inner: readonly Stmt[] = !body
        ? []
        : body.type === 'block'
          ? statement(body)
          : [{ k: 'return', value: expression(body), line: body.line }];
      return { k: 'fn', fn: { params: names, body: inner }, line, text: lineOf(tree) };
    }
    case 'parenthesized_expression':
      return partOf(tree, tree.kids[0], expression);
    case 'binary_expression':
    case 'unary_expression':
      return operation(tree, expression);
    case 'ternary_expression':
      return operation(tree, expression, '?:');
    case 'annotation':
    case 'marker_annotation':
      return {
        k: 'call',
        f: named(kid(tree, 'name')),
        args: (kid(tree, 'arguments')?.kids ?? []).map((one) => ({ value: expression(one) })),
        line,
        text: lineOf(tree),
      };
    default:
      return other(tree, expression);
  }
}

function args(tree: Tree): readonly Arg[] {
  return (kid(tree, 'arguments')?.kids ?? []).map((one) => ({ value: expression(one) }));
}

function stringOf(tree: Tree): string {
  return tree.kids
    .map((one) => (one.type === 'escape_sequence' ? one.text.slice(1) : one.text))
    .join('')
    .trim();
}
