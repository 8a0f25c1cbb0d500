import { clip } from '../code/clip.ts';
import type { Expression } from './syntax.ts';

/** An expression as one line of code, about as it was written; at most 120 characters. */
export function printExpression(expression: Expression): string {
  const whole = print(expression, 0);
  return clip(whole);
}

function print(it: Expression, depth: number): string {
  if (12 < depth) return '…';
  const inner = (one: Expression) => print(one, depth + 1);
  switch (it.is) {
    case 'string':
      return `'${it.value.replace(/\s+/g, ' ')}'`;
    case 'number':
      return String(it.value);
    case 'constant':
      return String(it.value);
    case 'template':
      return `\`${it.parts.map((one) => (one.is === 'string' ? one.value : `\${${inner(one)}}`)).join('')}\``;
    case 'regex':
      return `/${it.source}/${it.flags}`;
    case 'name':
      return it.name;
    case 'this':
      return 'this';
    case 'member':
      return `${inner(it.of)}.${it.name}`;
    case 'index':
      return `${inner(it.of)}[${inner(it.at)}]`;
    case 'call':
      return `${it.isNew ? 'new ' : ''}${inner(it.callee)}(${it.args.map(inner).join(', ')})`;
    case 'array':
      return `[${it.items.map(inner).join(', ')}]`;
    case 'spread':
      return `...${inner(it.of)}`;
    case 'choice':
      return `${inner(it.test)} ? ${inner(it.yes)} : ${inner(it.no)}`;
    case 'unary':
      return `${it.operator}${/^\w/.test(it.operator) ? ' ' : ''}${it.of.is === 'binary' ? `(${inner(it.of)})` : inner(it.of)}`;
    case 'binary':
      return `${operand(it.left, it.operator, inner)} ${it.operator} ${operand(it.right, it.operator, inner)}`;
    case 'assign':
      return `${inner(it.to)} ${it.operator} ${inner(it.value)}`;
    case 'function':
      return it.value.name === undefined ? '(…) => …' : `function ${it.value.name}`;
    case 'object':
      return '{…}';
    case 'class':
      return it.value.name ?? 'class';
    default:
      return it.parts.length === 1 && it.parts[0] ? inner(it.parts[0]) : '…';
  }
}

function operand(it: Expression, operator: string, inner: (one: Expression) => string): string {
  const mixed = it.is === 'binary' && it.operator !== operator && /^(?:&&|\|\||\?\?)$/.test(it.operator);
  return mixed ? `(${inner(it)})` : inner(it);
}
