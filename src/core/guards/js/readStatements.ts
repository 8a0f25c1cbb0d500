import type { Node } from 'web-tree-sitter';
import { decoratorsOf, readClass } from './readClass.ts';
import { readPattern } from './readFunction.ts';
import { lineOf, partsOf, type Reading, rawText, stringValue } from './reading.ts';
import type { Expression, ImportedName, Statement, SwitchCase } from './syntax.ts';

/** The statements of a program, block or case. */
export function readStatements(node: Node, reading: Reading): Statement[] {
  return partsOf(node).flatMap((it) => readStatement(it, reading));
}

function readStatement(node: Node, reading: Reading): Statement[] {
  if (!reading.enter()) return [];
  try {
    return read(node, reading);
  } finally {
    reading.leave();
  }
}

function read(node: Node, reading: Reading): Statement[] {
  const line = lineOf(node);
  switch (node.type) {
    case 'expression_statement': {
      const [what] = partsOf(node);
      if (!what) return [];
      if (what.type === 'internal_module') return read(what, reading);
      if (what.type === 'sequence_expression')
        return partsOf(what).map((it) => ({ is: 'do', what: reading.expression(it) }));
      return [{ is: 'do', what: reading.expression(what) }];
    }
    case 'lexical_declaration':
    case 'variable_declaration':
      return partsOf(node).flatMap((it) => readDeclarator(it, reading));
    case 'function_declaration':
    case 'generator_function_declaration': {
      const value = reading.function(node);
      return [{ is: 'function', name: value.name ?? '', value }];
    }
    case 'class_declaration':
    case 'abstract_class_declaration': {
      const value = reading.class(node);
      return [{ is: 'class', name: value.name ?? '', value }];
    }
    case 'return_statement': {
      const [value] = partsOf(node);
      return [{ is: 'return', ...(value ? { value: reading.expression(value) } : {}), line }];
    }
    case 'throw_statement': {
      const [value] = partsOf(node);
      return value ? [{ is: 'throw', value: reading.expression(value), line }] : [];
    }
    case 'if_statement':
      return [
        {
          is: 'if',
          test: expressionAt(node, 'condition', reading),
          yes: statementsAt(node, 'consequence', reading),
          no: statementsAt(node, 'alternative', reading),
          line,
        },
      ];
    case 'for_in_statement': {
      const left = node.childForFieldName('left');
      const kind = node.childForFieldName('operator')?.type === 'of' ? 'of' : 'in';
      const over = expressionAt(node, 'right', reading);
      return [
        {
          is: 'loop',
          kind,
          to: left ? readPattern(left, reading) : { is: 'none' },
          over,
          body: statementsAt(node, 'body', reading),
        },
      ];
    }
    case 'for_statement':
    case 'while_statement':
    case 'do_statement':
      return [{ is: 'loop', kind: 'other', to: { is: 'none' }, body: statementsAt(node, 'body', reading) }];
    case 'try_statement': {
      const handler = node.childForFieldName('handler');
      const end = node.childForFieldName('finalizer');
      return [
        {
          is: 'try',
          body: statementsAt(node, 'body', reading),
          handler: handler ? statementsAt(handler, 'body', reading) : [],
          end: end ? statementsAt(end, 'body', reading) : [],
        },
      ];
    }
    case 'switch_statement':
      return [{ is: 'switch', on: expressionAt(node, 'value', reading), cases: readCases(node, reading) }];
    case 'statement_block':
      return [{ is: 'block', body: reading.statements(node) }];
    case 'else_clause':
    case 'labeled_statement':
      return partsOf(node).flatMap((it) => (it.type === 'statement_identifier' ? [] : readStatement(it, reading)));
    case 'import_statement':
      return readImport(node, reading);
    case 'export_statement':
      return readExport(node, reading);
    case 'enum_declaration':
      return readEnum(node, reading, line);
    case 'ERROR':
      return reading.statements(node);
    default:
      return [];
  }
}

function expressionAt(node: Node, field: string, reading: Reading): Expression {
  const it = node.childForFieldName(field);
  return it ? reading.expression(it) : { is: 'other', parts: [], line: lineOf(node) };
}

/** A block's statements, or the one that stands without braces. */
function statementsAt(node: Node, field: string, reading: Reading): Statement[] {
  const it = node.childForFieldName(field);
  if (!it) return [];
  return it.type === 'statement_block' ? reading.statements(it) : readStatement(it, reading);
}

function readDeclarator(node: Node, reading: Reading): Statement[] {
  const name = node.childForFieldName('name');
  if (node.type !== 'variable_declarator' || !name) return [];
  const value = node.childForFieldName('value');
  return [
    {
      is: 'let',
      to: readPattern(name, reading),
      ...(value ? { value: reading.expression(value) } : {}),
      line: lineOf(node),
    },
  ];
}

function readCases(node: Node, reading: Reading): SwitchCase[] {
  const body = node.childForFieldName('body');
  if (!body) return [];
  return partsOf(body).map((it) => {
    const test = it.childForFieldName('value');
    const rest = partsOf(it).filter((one) => one.id !== test?.id);
    return {
      ...(test ? { test: reading.expression(test) } : {}),
      body: rest.flatMap((one) => readStatement(one, reading)),
    };
  });
}

function readImport(node: Node, reading: Reading): Statement[] {
  const names: ImportedName[] = [];
  let source = node.childForFieldName('source');
  for (const clause of partsOf(node)) {
    if (clause.type === 'import_require_clause') {
      source = clause.childForFieldName('source');
      const [local] = partsOf(clause);
      if (local) names.push({ imported: '=', local: rawText(local, reading) });
    }
    if (clause.type !== 'import_clause') continue;
    for (const it of partsOf(clause)) {
      if (it.type === 'identifier') names.push({ imported: 'default', local: rawText(it, reading) });
      if (it.type === 'namespace_import') {
        const [local] = partsOf(it);
        if (local) names.push({ imported: '*', local: rawText(local, reading) });
      }
      if (it.type === 'named_imports')
        names.push(...specifiers(it, reading).map(([imported, local]) => ({ imported, local })));
    }
  }
  if (!source) return [];
  const from = stringValue(source, reading);
  // `import type` is gone at run time, and nothing is followed through it; what it names may be a class all the same.
  reading.imports.add(from);
  return [{ is: 'import', from, names }];
}

/** `a as b` → [a, b]; `a` → [a, a]. */
function specifiers(node: Node, reading: Reading): [string, string][] {
  return partsOf(node).flatMap((it): [string, string][] => {
    const name = it.childForFieldName('name');
    const alias = it.childForFieldName('alias');
    if (!name) return [];
    const plain = (one: Node) => (one.type === 'string' ? stringValue(one, reading) : rawText(one, reading));
    return [[plain(name), plain(alias ?? name)]];
  });
}

function readExport(node: Node, reading: Reading): Statement[] {
  const source = node.childForFieldName('source');
  const declaration = node.childForFieldName('declaration');
  const value = node.childForFieldName('value');
  const isDefault = node.children.some((it) => it?.type === 'default');
  if (declaration) return readDeclared(node, declaration, isDefault, reading);
  if (value) return [{ is: 'export-value', name: 'default', value: reading.expression(value) }];
  const from = source ? stringValue(source, reading) : undefined;
  if (from !== undefined) reading.imports.add(from);
  const parts = partsOf(node);
  const clause = parts.find((it) => it.type === 'export_clause');
  const whole = parts.find((it) => it.type === 'namespace_export');
  const shared = from === undefined ? {} : { from };
  if (clause) {
    const names = specifiers(clause, reading).map(([local, exported]) => ({ local, exported }));
    return [{ is: 'export', names, ...shared }];
  }
  if (whole) {
    const [name] = partsOf(whole);
    return [{ is: 'export', names: [{ local: '*', exported: name ? rawText(name, reading) : '' }], ...shared }];
  }
  if (from !== undefined) return [{ is: 'export', names: [{ local: '*', exported: '*' }], from }];
  // TypeScript's `export = value`.
  const [only] = parts;
  return only ? [{ is: 'export-value', name: '=', value: reading.expression(only) }] : [];
}

function readDeclared(node: Node, declaration: Node, isDefault: boolean, reading: Reading): Statement[] {
  const outer = decoratorsOf(node, reading);
  const isClass = declaration.type === 'class_declaration' || declaration.type === 'abstract_class_declaration';
  const statements: Statement[] = isClass
    ? [classStatement(declaration, outer, reading)]
    : readStatement(declaration, reading);
  const names = statements.flatMap((it) => namesOf(it));
  if (isDefault)
    return [...statements, { is: 'export', names: names.map((local) => ({ local, exported: 'default' })) }];
  return [...statements, { is: 'export', names: names.map((local) => ({ local, exported: local })) }];
}

function classStatement(node: Node, outer: readonly Expression[], reading: Reading): Statement {
  const value = readClass(node, reading, outer);
  return { is: 'class', name: value.name ?? '', value };
}

function namesOf(statement: Statement): string[] {
  if (statement.is === 'function' || statement.is === 'class') return [statement.name];
  if (statement.is !== 'let') return [];
  const { to } = statement;
  if (to.is === 'name') return [to.name];
  return to.is === 'object' ? to.fields.flatMap((it) => (it.to.is === 'name' ? [it.to.name] : [])) : [];
}

/** An enum is an object: members without a value count on from the one before. */
function readEnum(node: Node, reading: Reading, line: number): Statement[] {
  const name = node.childForFieldName('name');
  const body = node.childForFieldName('body');
  if (!name || !body) return [];
  let next = 0;
  const fields = partsOf(body).map((it) => {
    const named = it.childForFieldName('name') ?? it;
    const key = named.type === 'string' ? stringValue(named, reading) : rawText(named, reading);
    const value = it.childForFieldName('value');
    const read: Expression = value ? reading.expression(value) : { is: 'number', value: next, line: lineOf(it) };
    if (read.is === 'number') next = read.value + 1;
    return { key, value: read };
  });
  return [{ is: 'let', to: { is: 'name', name: rawText(name, reading) }, value: { is: 'object', fields, line }, line }];
}
