import type { ExprOf } from '../php/ast.ts';
import type { Interpreter } from './interpret.ts';
import { made } from './made.ts';
import { normal } from './program.ts';
import {
  concatenated,
  deepestCall,
  fileMark,
  isKind,
  isPlain,
  itemOf,
  type ListItem,
  longestText,
  mostItems,
  mostRounds,
  type Scope,
  unknown,
  type Value,
} from './value.ts';

/** A call of a function: of PHP, of the framework, or of the project. */
export function callFunction(on: Interpreter, it: ExprOf<'call'>, scope: Scope): Value {
  const args = on.args(it.args, scope);
  const [first, second] = args.map((one) => one.value);
  const inRoot = (folder: string): Value =>
    `${fileMark}${on.program.root}${folder}${typeof first === 'string' ? `/${first}` : ''}`;
  switch (it.name.toLowerCase()) {
    case 'base_path':
      return inRoot('');
    case 'app_path':
      return inRoot('app');
    case 'config_path':
      return inRoot('config');
    case 'dirname':
      return typeof first === 'string'
        ? first
            .split('/')
            .slice(0, typeof second === 'number' ? -second : -1)
            .join('/')
        : unknown('');
    case 'config':
      return typeof first === 'string' ? on.config(first, second) : unknown(on.text(it, scope));
    case 'env':
      return second ?? unknown(on.text(it, scope));
    case 'app':
    case 'resolve':
      return first === undefined ? { kind: 'app' } : made(first, on.text(it, scope));
    case 'collect':
      return first ?? { kind: 'list', items: [] };
    case 'glob':
      return typeof first === 'string' ? globbed(on, first, it.line, scope) : unknown('glob');
    case 'array_merge':
      return mergedLists(args.map((one) => one.value));
    case 'isset':
    case 'empty':
    case 'is_null': {
      const known = args.every((one) => !isKind(one.value, 'unknown'));
      if (!known) return unknown(on.text(it, scope));
      const isNothing = args.some((one) => one.value === null || (it.name === 'empty' && isEmpty(one.value)));
      return it.name.toLowerCase() === 'isset' ? !isNothing : isNothing;
    }
    case 'is_array':
      return isKind(first, 'unknown') ? unknown(it.name) : isKind(first, 'list');
    case 'is_string':
      return isKind(first, 'unknown') ? unknown(it.name) : typeof first === 'string';
    case 'in_array':
      if (isPlain(first ?? null) && isKind(second, 'list') && second.items.every((one) => isPlain(one.value)))
        return second.items.some((one) => one.value === first);
      return unknown(it.name);
    case 'strtolower':
    case 'lcfirst':
    case 'ucfirst':
    case 'trim':
      return typeof first === 'string' ? changedText(it.name.toLowerCase(), first) : unknown(it.name);
    case 'array_map':
    case 'array_walk': {
      const [closure, list] = isKind(first, 'closure') ? [first, second] : [second, first];
      if (isKind(closure, 'closure') && isKind(list, 'list'))
        for (const one of list.items.slice(0, mostRounds)) on.call(closure, [one.value]);
      return unknown(it.name);
    }
    case 'implode':
    case 'join':
      if (typeof first === 'string' && isKind(second, 'list') && second.items.every((one) => isPlain(one.value)))
        return concatenated(
          on.text(it, scope),
          second.items.flatMap((one, at) => (at === 0 ? [one.value] : [first, one.value])),
        );
      return unknown(on.text(it, scope));
    case 'sprintf': {
      const rest = args.slice(1).map((one) => one.value);
      const isShort = rest.every((one) => isPlain(one) && String(one).length < longestText / (rest.length + 1));
      if (typeof first === 'string' && isShort) return first.replace(/%[sd]/g, () => String(rest.shift() ?? ''));
      return unknown(on.text(it, scope));
    }
    case 'tap':
    case 'value':
      if (isKind(second, 'closure')) on.call(second, [first ?? null]);
      return first ?? null;
    case 'call_user_func':
      return isKind(first, 'closure')
        ? on.call(
            first,
            args.slice(1).map((one) => one.value),
          )
        : unknown(it.name);
  }
  const own = on.program.function(it.name);
  if (!own || on.depth > deepestCall) return unknown(on.text(it, scope));
  const inner: Scope = { file: own.file, variables: new Map() };
  on.bind(
    own.params,
    args.map((one) => one.value),
    inner,
  );
  return on.inside(own.body, inner);
}

/** The files of the project that a pattern fits, as `glob` has them. */
export function globbed(on: Interpreter, pattern: string, line: number, scope: Scope): Value {
  const path = normal(pattern.slice(pattern.startsWith(fileMark) ? fileMark.length : 0));
  const parts = path.split('/');
  const fits = (file: string): boolean => {
    const own = file.split('/');
    return own.length === parts.length && parts.every((part, at) => fitsPart(part, own[at] ?? ''));
  };
  const found = [...on.program.files.keys()].filter(fits).sort();
  return { kind: 'list', items: found.map((it, key) => itemOf(key, fileMark + it, scope.file, line)) };
}

/** `array_merge`: later values of a name take the place of the first, what has none is put behind. */
function mergedLists(lists: readonly Value[]): Value {
  const items: ListItem[] = [];
  let next = 0;
  for (const list of lists)
    for (const it of isKind(list, 'list') ? list.items : []) {
      const at = typeof it.key === 'string' ? items.findIndex((one) => one.key === it.key) : -1;
      if (items.length >= mostItems) break;
      if (at >= 0) items[at] = it;
      else items.push(typeof it.key === 'string' ? it : { ...it, key: next++ });
    }
  return { kind: 'list', items };
}

const isEmpty = (value: Value): boolean =>
  value === '' ||
  value === false ||
  value === 0 ||
  value === '0' ||
  (isKind(value, 'list') && value.items.length === 0);

function changedText(by: string, text: string): string {
  if (by === 'trim') return text.trim();
  if (by === 'strtolower') return text.toLowerCase();
  const first = text.charAt(0);
  return (by === 'ucfirst' ? first.toUpperCase() : first.toLowerCase()) + text.slice(1);
}

/** Whether a part of a path fits a part of a glob: `*.php`. */
function fitsPart(pattern: string, part: string): boolean {
  const pieces = pattern.split(/\*+/);
  let at = 0;
  for (const [index, piece] of pieces.entries()) {
    const found = index === 0 ? (part.startsWith(piece) ? 0 : -1) : part.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return pieces.length > 1 ? pieces.at(-1) === '' || part.endsWith(pieces.at(-1) ?? '') : at === part.length;
}
