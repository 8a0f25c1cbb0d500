import type { Node } from 'web-tree-sitter';
import { lineOf, partsOf, type Reading, rawText, stringValue, textOf } from './reading.ts';
import type { ClassSyntax, Expression, Member } from './syntax.ts';

/** A class with its decorators; `outer`: decorators that stand in front of `export`. */
export function readClass(node: Node, reading: Reading, outer: readonly Expression[] = []): ClassSyntax {
  const name = node.childForFieldName('name');
  const body = node.childForFieldName('body');
  const heritage = partsOf(node).find((it) => it.type === 'class_heritage');
  const base = heritage && baseOf(heritage);
  return {
    ...(name ? { name: rawText(name, reading) } : {}),
    ...(base ? { extends: reading.expression(base) } : {}),
    decorators: [...outer, ...decoratorsOf(node, reading)],
    members: body ? readMembers(body, reading) : [],
    line: lineOf(name ?? node),
  };
}

/** JavaScript has the expression there, TypeScript an `extends_clause` around it. */
function baseOf(heritage: Node): Node | undefined {
  const [one] = partsOf(heritage);
  if (one?.type === 'implements_clause') return undefined;
  return one?.type === 'extends_clause' ? (one.childForFieldName('value') ?? undefined) : one;
}

/** Decorators that are children of a node, without `@`. */
export function decoratorsOf(node: Node, reading: Reading): Expression[] {
  return partsOf(node).flatMap((it) => (it.type === 'decorator' ? readDecorator(it, reading) : []));
}

function readDecorator(node: Node, reading: Reading): Expression[] {
  const [what] = partsOf(node);
  return what ? [reading.expression(what)] : [];
}

function readMembers(body: Node, reading: Reading): Member[] {
  const members: Member[] = [];
  // TypeScript's grammar has a method's decorators as siblings before it; a field's are its children.
  let decorators: Expression[] = [];
  for (const it of partsOf(body)) {
    if (it.type === 'decorator') {
      decorators.push(...readDecorator(it, reading));
      continue;
    }
    const member = readMember(it, reading);
    if (member) members.push({ ...member, decorators: [...decorators, ...member.decorators] });
    if (it.type !== 'method_signature') decorators = [];
  }
  return members;
}

function readMember(node: Node, reading: Reading): Member | undefined {
  const isField = node.type === 'public_field_definition' || node.type === 'field_definition';
  if (!isField && node.type !== 'method_definition') return undefined;
  const named = node.childForFieldName('name') ?? node.childForFieldName('property');
  if (!named) return undefined;
  const name = named.type === 'string' ? stringValue(named, reading) : rawText(named, reading);
  const before = reading.text.slice(node.startIndex, named.startIndex);
  const shared = {
    name,
    ...(/\bstatic\s/.test(before) ? { isStatic: true as const } : {}),
    decorators: decoratorsOf(node, reading),
    line: lineOf(named),
  };
  if (!isField) {
    const accessor = /\b(get|set)\s+$/.exec(before)?.[1];
    const kind =
      name === 'constructor' ? 'constructor' : accessor === 'get' ? 'getter' : accessor === 'set' ? 'setter' : 'method';
    return { kind, ...shared, function: reading.function(node) };
  }
  const value = node.childForFieldName('value');
  const type = node.childForFieldName('type');
  return {
    kind: 'field',
    ...shared,
    ...(value ? { value: reading.expression(value) } : {}),
    ...(type ? { type: textOf(type, reading).replace(/^:\s*/, '') } : {}),
  };
}
