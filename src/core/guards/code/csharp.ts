import type { Node } from 'web-tree-sitter';
import { bodies, cLikeStatement } from './cLike.ts';
import type { Arg, Class, Def, Expr, Param, Stmt } from './code.ts';
import { named, stringOf, words } from './csharpNames.ts';
import { listOf, operation, other, partOf } from './parts.ts';
import { kid, kidsOf, lineOf, plainTree, type Tree } from './plainTree.ts';

/** What a C# file says. Namespaces are passed through; statements at the top are those of its program. */
export function readCSharp(root: Node, source: string): readonly Stmt[] {
  return plainTree(root, source).kids.flatMap(topLevel);
}

function topLevel(tree: Tree): readonly Stmt[] {
  switch (tree.type) {
    case 'namespace_declaration':
      return (kid(tree, 'body')?.kids ?? []).flatMap(topLevel);
    case 'file_scoped_namespace_declaration':
    case 'ERROR':
    case 'declaration_list':
      return tree.kids.flatMap(topLevel);
    case 'global_statement':
      return tree.kids.flatMap(statement);
    default:
      return member(tree);
  }
}

const kinds: ReadonlyMap<string, Class['kind']> = new Map([
  ['class_declaration', 'class'],
  ['record_declaration', 'class'],
  ['struct_declaration', 'class'],
  ['interface_declaration', 'interface'],
  ['enum_declaration', 'enum'],
]);

function member(tree: Tree): readonly Stmt[] {
  const { line } = tree;
  const kind = kinds.get(tree.type);
  if (kind) return [{ k: 'class', class: classOf(tree, kind), line: kid(tree, 'name')?.line ?? line }];
  switch (tree.type) {
    case 'method_declaration':
    case 'local_function_statement':
    case 'constructor_declaration':
      return [{ k: 'def', def: def(tree), line: kid(tree, 'name')?.line ?? line }];
    case 'field_declaration':
      return tree.kids.flatMap((one) => (one.type === 'variable_declaration' ? variables(one) : []));
    case 'property_declaration': {
      const value = kid(tree, 'value');
      const type = kid(tree, 'type');
      const inner = value?.type === 'arrow_expression_clause' ? value.kids[0] : value;
      const target: Expr = { k: 'name', v: kid(tree, 'name')?.text ?? '', line };
      return [
        { k: 'set', target, ...(inner && { value: expression(inner) }), ...(type && { type: named(type) }), line },
      ];
    }
    case 'enum_member_declaration':
      return [{ k: 'set', target: { k: 'name', v: kid(tree, 'name')?.text ?? '', line }, line }];
    default:
      return [];
  }
}

function variables(tree: Tree): readonly Stmt[] {
  const type = kid(tree, 'type');
  return kidsOf(tree, 'variable_declarator').flatMap((one): readonly Stmt[] => {
    const name = kid(one, 'name') ?? kidsOf(one, 'identifier')[0];
    const value = one.kids.filter((it) => it !== name && it.type !== 'bracketed_argument_list').at(-1);
    return [
      {
        k: 'set',
        target: { k: 'name', v: name?.text ?? '', line: one.line },
        ...(value && { value: expression(value) }),
        ...(type && { type: named(type) }),
        line: one.line,
      },
    ];
  });
}

function classOf(tree: Tree, kind: Class['kind']): Class {
  const bases = (kidsOf(tree, 'base_list')[0]?.kids ?? []).map((one) =>
    one.type === 'primary_constructor_base_type' ? named(one.kids[0]) : named(one),
  );
  const name = kid(tree, 'name');
  const params = kidsOf(tree, 'parameter_list')[0];
  const given: readonly Stmt[] = (params?.kids ?? []).map((one): Stmt => {
    const type = kid(one, 'type');
    return {
      k: 'set',
      target: { k: 'name', v: kid(one, 'name')?.text ?? '', line: one.line },
      ...(type && { type: named(type) }),
      line: one.line,
    };
  });
  return {
    name: name?.text ?? '',
    kind,
    line: name?.line ?? tree.line,
    bases,
    marks: marks(tree),
    words: words(tree),
    body: [...given, ...(kid(tree, 'body')?.kids ?? []).flatMap(member)],
  };
}

function def(tree: Tree): Def {
  const name = kid(tree, 'name');
  const returns = kid(tree, 'returns') ?? kid(tree, 'type');
  const handed = kidsOf(tree, 'constructor_initializer')[0];
  const base: readonly Stmt[] = handed
    ? [
        {
          k: 'expr',
          value: {
            k: 'call',
            f: { k: 'name', v: 'base', line: handed.line },
            args: args(kidsOf(handed, 'argument_list')[0]),
            line: handed.line,
            text: lineOf(handed),
          },
          line: handed.line,
        },
      ]
    : [];
  return {
    name: name?.text ?? '',
    line: name?.line ?? tree.line,
    params: (kid(tree, 'parameters')?.kids ?? []).flatMap(param),
    body: [...base, ...bodyOf(kid(tree, 'body'))],
    marks: marks(tree),
    words: words(tree),
    ...(returns && { returns: named(returns) }),
  };
}

function param(tree: Tree): readonly Param[] {
  if (tree.type !== 'parameter' && tree.type !== 'implicit_parameter') return [];
  const type = kid(tree, 'type');
  const rest = tree.text.startsWith('params ');
  const own = /^(?:\[[^\]]*\]\s*)*this\b/.test(tree.text);
  const text = kid(tree, 'name')?.text ?? tree.text;
  return [
    {
      name: text,
      ...(rest && { rest: true as const }),
      ...(type && { type: named(type) }),
      marks: own ? [{ k: 'name', v: 'this', line: tree.line }] : marks(tree),
    },
  ];
}

function bodyOf(tree: Tree | undefined): readonly Stmt[] {
  if (!tree) return [];
  if (tree.type === 'block') return tree.kids.flatMap(statement);
  const value = tree.type === 'arrow_expression_clause' ? tree.kids[0] : tree;
  return value ? [{ k: 'return', value: expression(value), line: value.line }] : [];
}

/** Attributes as calls; `Roles = "x"` is an argument with a name. */
function marks(tree: Tree): readonly Expr[] {
  return kidsOf(tree, 'attribute_list').flatMap((list) =>
    kidsOf(list, 'attribute').map((one): Expr => {
      const given = (kidsOf(one, 'attribute_argument_list')[0]?.kids ?? []).map((arg): Arg => {
        const inner = arg.kids.at(-1);
        if (inner?.type === 'assignment_expression') {
          const value = kid(inner, 'right');
          return { name: kid(inner, 'left')?.text ?? '', value: partOf(inner, value, expression) };
        }
        const name = arg.kids.length > 1 ? arg.kids[0]?.text.replace(/:$/, '').trim() : undefined;
        return { ...(name !== undefined && { name }), value: partOf(arg, inner, expression) };
      });
      return { k: 'call', f: named(kid(one, 'name')), args: given, line: one.line, text: lineOf(one) };
    }),
  );
}

function statement(tree: Tree): readonly Stmt[] {
  switch (tree.type) {
    case 'local_declaration_statement':
      return tree.kids.flatMap((one) => (one.type === 'variable_declaration' ? variables(one) : []));
    case 'local_function_statement':
      return member(tree);
    case 'try_statement':
    case 'for_statement':
    case 'foreach_statement':
    case 'while_statement':
    case 'using_statement':
    case 'lock_statement':
    case 'switch_statement': {
      const inner = tree.kids.flatMap((one) =>
        one.type === 'block'
          ? [one]
          : one.kids.flatMap((it) => (it.type === 'block' || /_statement$/.test(it.type) ? [it] : it.kids)),
      );
      return bodies(tree, inner.flatMap(statement));
    }
    default:
      return kinds.has(tree.type) ? member(tree) : cLikeStatement(tree, expression, statement);
  }
}

function expression(tree: Tree): Expr {
  const { line } = tree;
  switch (tree.type) {
    case 'string_literal':
    case 'verbatim_string_literal':
    case 'raw_string_literal':
      return { k: 'str', v: stringOf(tree), line };
    case 'interpolated_string_expression': {
      const items = tree.kids.flatMap((one): readonly Expr[] => {
        if (one.type === 'string_content') return [{ k: 'str', v: one.text, line: one.line }];
        const inner =
          one.type === 'interpolation' ? one.kids.find((it) => it.type !== 'interpolation_brace') : undefined;
        return inner ? [expression(inner)] : [];
      });
      return items.length === 0 ? { k: 'str', v: '', line } : { k: 'op', op: '+', items, line, text: lineOf(tree) };
    }
    case 'identifier':
    case 'predefined_type':
    case 'integer_literal':
    case 'boolean_literal':
    case 'null_literal':
    case 'this':
    case 'base':
      return { k: 'name', v: tree.text, line };
    case 'qualified_name':
      return named(tree);
    case 'member_access_expression': {
      const of = kid(tree, 'expression');
      const name = kid(tree, 'name');
      return of
        ? { k: 'dot', of: expression(of), v: (name?.text ?? '').split('<', 1).join(''), line: name?.line ?? line }
        : other(tree, expression);
    }
    case 'conditional_access_expression': {
      const [of, bound] = tree.kids;
      if (!of || !bound) return other(tree, expression);
      const name = bound.text
        .replace(/^[?.]*/, '')
        .split(/[<([]/, 1)
        .join('');
      const f: Expr = { k: 'dot', of: expression(of), v: name, line };
      return bound.type === 'invocation_expression'
        ? { k: 'call', f, args: args(kid(bound, 'arguments')), line, text: lineOf(tree) }
        : f;
    }
    case 'invocation_expression': {
      const f = kid(tree, 'function');
      if (!f) return other(tree, expression);
      const read = f.type === 'generic_name' ? named(f) : expression(f);
      // `UseMiddleware<ApiKey>()`: what it is called with is the type.
      const types = typeArguments(f.type === 'member_access_expression' ? kid(f, 'name') : f);
      return {
        k: 'call',
        f: read,
        args: [...types, ...args(kid(tree, 'arguments'))],
        line: read.line,
        text: lineOf(tree),
      };
    }
    case 'object_creation_expression':
    case 'implicit_object_creation_expression': {
      const set = kid(tree, 'initializer')?.kids ?? [];
      const named_ = set.flatMap((one): readonly Arg[] => {
        const value = one.type === 'assignment_expression' ? kid(one, 'right') : undefined;
        return value ? [{ name: kid(one, 'left')?.text ?? '', value: expression(value) }] : [];
      });
      const type = kid(tree, 'type');
      return {
        k: 'call',
        f: type ? named(type) : { k: 'name', v: 'new', line },
        args: [...args(kid(tree, 'arguments')), ...named_],
        line,
        text: lineOf(tree),
        made: true,
      };
    }
    case 'array_creation_expression':
    case 'implicit_array_creation_expression': {
      const inner = kidsOf(tree, 'initializer_expression')[0];
      return listOf(tree, expression, inner?.kids ?? []);
    }
    case 'collection_expression':
      return listOf(tree, (one) => expression(one.type === 'collection_element' && one.kids[0] ? one.kids[0] : one));
    case 'typeof_expression': {
      const type = kid(tree, 'type') ?? tree.kids[0];
      return type ? named(type) : other(tree, expression);
    }
    case 'lambda_expression':
    case 'anonymous_method_expression': {
      const given = kid(tree, 'parameters');
      const names = given?.type === 'implicit_parameter' ? [{ name: given.text }] : (given?.kids ?? []).flatMap(param);
      return {
        k: 'fn',
        fn: { params: names, body: bodyOf(kid(tree, 'body')), marks: marks(tree) },
        line,
        text: lineOf(tree),
      };
    }
    case 'parenthesized_expression':
    case 'await_expression':
    case 'checked_expression':
      return partOf(tree, tree.kids[0], expression);
    case 'cast_expression':
      return partOf(tree, kid(tree, 'value'), expression);
    case 'binary_expression':
      return operation(tree, expression);
    case 'prefix_unary_expression':
      return operation(tree, expression, kid(tree, 'operator')?.text ?? tree.text.slice(0, 1));
    case 'conditional_expression':
      return operation(tree, expression, '?:');
    default:
      return other(tree, expression);
  }
}

function typeArguments(tree: Tree | undefined): readonly Arg[] {
  if (tree?.type !== 'generic_name') return [];
  return kidsOf(tree, 'type_argument_list').flatMap((list) =>
    list.kids.map((one) => ({ name: '<>', value: named(one) })),
  );
}

function args(tree: Tree | undefined): readonly Arg[] {
  return (tree?.kids ?? []).flatMap((one): readonly Arg[] => {
    const value = one.kids.at(-1);
    if (!value) return [];
    const name = kid(one, 'name')?.text;
    return [{ ...(name !== undefined && one.kids.length > 1 && { name }), value: expression(value) }];
  });
}
