import type { Node } from 'web-tree-sitter';
import { decoratorsOf } from './readClass.ts';
import { lineOf, partsOf, type Reading, rawText, stringValue, textOf } from './reading.ts';
import type { FunctionSyntax, Parameter, Pattern, PatternField } from './syntax.ts';

/** A function, arrow function or method. */
export function readFunction(node: Node, reading: Reading): FunctionSyntax {
  const name = node.childForFieldName('name');
  const body = node.childForFieldName('body');
  const single = node.childForFieldName('parameter');
  const list = node.childForFieldName('parameters');
  const params = single
    ? [{ to: readPattern(single, reading) }]
    : list
      ? partsOf(list).flatMap((it) => readParameter(it, reading) ?? [])
      : [];
  const statements = !body
    ? []
    : body.type === 'statement_block'
      ? reading.statements(body)
      : [{ is: 'return' as const, value: reading.expression(body), line: lineOf(body) }];
  const called =
    name === null ? undefined : name.type === 'string' ? stringValue(name, reading) : rawText(name, reading);
  return {
    ...(called === undefined ? {} : { name: called }),
    params,
    body: statements,
    ...(node.type === 'arrow_function' ? { arrow: true } : {}),
    line: lineOf(node),
  };
}

function readParameter(node: Node, reading: Reading): Parameter | undefined {
  if (node.type !== 'required_parameter' && node.type !== 'optional_parameter') {
    if (node.type === 'decorator') return undefined;
    return readBound(node, reading);
  }
  const pattern = node.childForFieldName('pattern');
  if (!pattern || pattern.type === 'this') return undefined;
  const value = node.childForFieldName('value');
  const type = node.childForFieldName('type');
  const decorators = decoratorsOf(node, reading);
  const field =
    partsOf(node).some((it) => it.type === 'accessibility_modifier') ||
    /^[\s\w]*\breadonly\s/.test(textOf(node, reading));
  return {
    ...readBound(pattern, reading),
    ...(value ? { initial: reading.expression(value) } : {}),
    ...(type ? { type: textOf(type, reading).replace(/^:\s*/, '') } : {}),
    ...(decorators.length === 0 ? {} : { decorators }),
    ...(field ? { field } : {}),
  };
}

function readBound(node: Node, reading: Reading): Parameter {
  if (node.type === 'rest_pattern') {
    const inner = partsOf(node)[0];
    return { to: inner ? readPattern(inner, reading) : { is: 'none' }, rest: true };
  }
  if (node.type === 'assignment_pattern') {
    const [left, right] = [node.childForFieldName('left'), node.childForFieldName('right')];
    return {
      to: left ? readPattern(left, reading) : { is: 'none' },
      ...(right ? { initial: reading.expression(right) } : {}),
    };
  }
  return { to: readPattern(node, reading) };
}

/** What a declaration binds. */
export function readPattern(node: Node, reading: Reading): Pattern {
  switch (node.type) {
    case 'identifier':
      return { is: 'name', name: rawText(node, reading) };
    case 'assignment_pattern': {
      const left = node.childForFieldName('left');
      return left ? readPattern(left, reading) : { is: 'none' };
    }
    case 'object_pattern':
      return readObjectPattern(node, reading);
    case 'array_pattern': {
      const items: Pattern[] = [];
      for (const it of partsOf(node)) {
        const inner = it.type === 'rest_pattern' ? partsOf(it)[0] : undefined;
        if (inner?.type === 'identifier') return { is: 'array', items, rest: rawText(inner, reading) };
        items.push(readPattern(it, reading));
      }
      return { is: 'array', items };
    }
    default:
      return { is: 'none' };
  }
}

function readObjectPattern(node: Node, reading: Reading): Pattern {
  const fields: PatternField[] = [];
  let rest: string | undefined;
  for (const it of partsOf(node)) {
    if (it.type === 'shorthand_property_identifier_pattern') {
      const name = rawText(it, reading);
      fields.push({ key: name, to: { is: 'name', name } });
    } else if (it.type === 'object_assignment_pattern') {
      const [left, right] = [it.childForFieldName('left'), it.childForFieldName('right')];
      if (!left) continue;
      const name = rawText(left, reading);
      fields.push({
        key: name,
        to: { is: 'name', name },
        ...(right ? { initial: reading.expression(right) } : {}),
      });
    } else if (it.type === 'pair_pattern') {
      const [key, value] = [it.childForFieldName('key'), it.childForFieldName('value')];
      if (!key || !value) continue;
      const name = key.type === 'string' ? stringValue(key, reading) : rawText(key, reading);
      const bound = readBound(value, reading);
      fields.push({ key: name, to: bound.to, ...(bound.initial ? { initial: bound.initial } : {}) });
    } else if (it.type === 'rest_pattern') {
      const inner = partsOf(it)[0];
      if (inner) rest = rawText(inner, reading);
    }
  }
  return { is: 'object', fields, ...(rest === undefined ? {} : { rest }) };
}
