import type { Node } from 'web-tree-sitter';
import { lineOf, partsOf, type Reading, rawText, stringValue, textOf, unescaped } from './reading.ts';
import type { CallExpression, Expression, Field } from './syntax.ts';

/** What an expression says; `other` for what is not told apart. */
export function readExpression(node: Node, reading: Reading): Expression {
  if (!reading.enter()) return { is: 'other', parts: [], line: lineOf(node) };
  try {
    return read(node, reading);
  } finally {
    reading.leave();
  }
}

function read(node: Node, reading: Reading): Expression {
  const line = lineOf(node);
  const field = (name: string): Expression => {
    const it = node.childForFieldName(name);
    return it ? reading.expression(it) : { is: 'other', parts: [], line };
  };
  switch (node.type) {
    case 'identifier':
    case 'property_identifier':
    case 'private_property_identifier':
    case 'shorthand_property_identifier':
      return { is: 'name', name: rawText(node, reading), line };
    case 'string':
      return { is: 'string', value: stringValue(node, reading), line };
    case 'number':
      return { is: 'number', value: Number(rawText(node, reading).replace(/_|n$/g, '')), line };
    case 'true':
    case 'false':
      return { is: 'constant', value: node.type === 'true', line };
    case 'null':
      return { is: 'constant', value: null, line };
    case 'undefined':
      return { is: 'constant', value: undefined, line };
    case 'template_string':
      return readTemplate(node, reading, line);
    case 'regex': {
      const pattern = node.childForFieldName('pattern');
      const flags = node.childForFieldName('flags');
      return {
        is: 'regex',
        source: pattern ? rawText(pattern, reading) : '',
        flags: flags ? rawText(flags, reading) : '',
        line,
      };
    }
    case 'this':
      return { is: 'this', line };
    case 'super':
      return { is: 'name', name: 'super', line };
    case 'member_expression': {
      const name = node.childForFieldName('property');
      return {
        is: 'member',
        of: field('object'),
        name: name ? rawText(name, reading) : '',
        line: name ? lineOf(name) : line,
      };
    }
    case 'subscript_expression':
      return { is: 'index', of: field('object'), at: field('index'), line };
    case 'call_expression':
    case 'new_expression':
      return readCall(node, reading, line);
    case 'array':
      return { is: 'array', items: partsOf(node).map((it) => reading.expression(it)), line };
    case 'object':
      return { is: 'object', fields: readFields(node, reading), line };
    case 'spread_element':
      return { is: 'spread', of: first(node, reading, line), line };
    case 'arrow_function':
    case 'function_expression':
    case 'function':
    case 'generator_function':
      return { is: 'function', value: reading.function(node), line };
    case 'class':
      return { is: 'class', value: reading.class(node), line };
    case 'ternary_expression':
      return {
        is: 'choice',
        test: field('condition'),
        yes: field('consequence'),
        no: field('alternative'),
        line,
      };
    case 'binary_expression':
      return { is: 'binary', operator: operator(node), left: field('left'), right: field('right'), line };
    case 'unary_expression':
      return { is: 'unary', operator: operator(node), of: field('argument'), line };
    case 'assignment_expression':
    case 'augmented_assignment_expression':
      return {
        is: 'assign',
        operator: node.type === 'assignment_expression' ? '=' : operator(node),
        to: field('left'),
        value: field('right'),
        line,
      };
    case 'await_expression': {
      const it = first(node, reading, line);
      return it.is === 'call' ? { ...it, awaited: true } : it;
    }
    case 'parenthesized_expression':
    case 'as_expression':
    case 'satisfies_expression':
    case 'non_null_expression':
    case 'expression_statement':
    case 'else_clause':
      return first(node, reading, line);
    case 'type_assertion': {
      const last = partsOf(node).at(-1);
      return last ? reading.expression(last) : { is: 'other', parts: [], line };
    }
    case 'sequence_expression': {
      const parts = partsOf(node).map((it) => reading.expression(it));
      return { is: 'other', parts, line };
    }
    default:
      if (/(?:type|annotation|arguments|predicate)$/.test(node.type)) return { is: 'other', parts: [], line };
      return { is: 'other', parts: partsOf(node).map((it) => reading.expression(it)), line };
  }
}

function first(node: Node, reading: Reading, line: number): Expression {
  const it = partsOf(node)[0];
  return it ? reading.expression(it) : { is: 'other', parts: [], line };
}

function operator(node: Node): string {
  return node.childForFieldName('operator')?.type ?? '';
}

function readCall(node: Node, reading: Reading, line: number): CallExpression {
  const isNew = node.type === 'new_expression';
  const callee = node.childForFieldName(isNew ? 'constructor' : 'function');
  const given = node.childForFieldName('arguments');
  const args = !given
    ? []
    : given.type === 'template_string'
      ? [reading.expression(given)]
      : partsOf(given).map((it) => reading.expression(it));
  const imports =
    callee?.type === 'import' || (callee?.type === 'identifier' && rawText(callee, reading) === 'require');
  if (imports && args[0]?.is === 'string') reading.imports.add(args[0].value);
  else if (imports) reading.importsOthers = true;
  const called: Expression =
    callee?.type === 'import'
      ? { is: 'name', name: 'import', line }
      : callee
        ? reading.expression(callee)
        : { is: 'other', parts: [], line };
  return { is: 'call', callee: called, args, ...(isNew ? { isNew } : {}), line, text: textOf(node, reading) };
}

function readFields(node: Node, reading: Reading): Field[] {
  return partsOf(node).flatMap((it): Field[] => {
    if (it.type === 'spread_element') return [{ key: undefined, value: first(it, reading, lineOf(it)) }];
    if (it.type === 'shorthand_property_identifier')
      return [{ key: rawText(it, reading), value: reading.expression(it) }];
    if (it.type === 'method_definition') {
      const value = reading.function(it);
      return [{ key: value.name ?? '', value: { is: 'function', value, line: value.line } }];
    }
    const key = it.childForFieldName('key');
    const value = it.childForFieldName('value');
    if (it.type !== 'pair' || !key || !value) return [];
    return [{ key: readKey(key, reading), value: reading.expression(value) }];
  });
}

function readKey(node: Node, reading: Reading): string | Expression {
  if (node.type === 'computed_property_name') {
    const key = first(node, reading, lineOf(node));
    return key.is === 'string' ? key.value : key;
  }
  return node.type === 'string' ? stringValue(node, reading) : rawText(node, reading);
}

function readTemplate(node: Node, reading: Reading, line: number): Expression {
  const parts: Expression[] = [];
  // Older grammars do not name the text between substitutions.
  let from = node.startIndex + 1;
  const textTo = (to: number) => {
    if (from < to) parts.push({ is: 'string', value: unescaped(reading.text.slice(from, to)), line });
  };
  for (const it of partsOf(node)) {
    if (it.type !== 'template_substitution') continue;
    textTo(it.startIndex);
    parts.push(first(it, reading, lineOf(it)));
    from = it.endIndex;
  }
  textTo(node.endIndex - 1);
  const [only] = parts;
  if (parts.length === 0) return { is: 'string', value: '', line };
  return parts.length === 1 && only?.is === 'string' ? only : { is: 'template', parts, line };
}
