import { emptyObject } from './access.ts';
import { joinPath } from './resolveModule.ts';
import { constant, type Slot, stringOf, unknown, type Value } from './value.ts';

/** Functions of Node's `path`; undefined for those that are not told. Absolute paths begin at the folder that is read. */
export function callPath(name: string, args: readonly Slot[]): Value | undefined {
  if (name === 'join' || name === 'resolve') return joined(args);
  const [path, ending] = args.map((it) => stringOf(it.value));
  if (path === undefined) return undefined;
  const base = path.slice(path.lastIndexOf('/') + 1);
  const dot = base.lastIndexOf('.');
  const extension = dot <= 0 ? '' : base.slice(dot);
  switch (name) {
    case 'basename':
      return constant(
        ending !== undefined && ending !== base && base.endsWith(ending) ? base.slice(0, -ending.length) : base,
      );
    case 'extname':
      return constant(extension);
    case 'dirname':
      return constant(path.slice(0, Math.max(0, path.lastIndexOf('/'))) || (path.startsWith('/') ? '/' : '.'));
    case 'parse': {
      const made = emptyObject();
      made.fields.set('base', constant(base));
      made.fields.set('name', constant(base.slice(0, base.length - extension.length)));
      made.fields.set('ext', constant(extension));
      return made;
    }
    default:
      return undefined;
  }
}

/** `path.join(__dirname, 'routes')` */
function joined(args: readonly Slot[]): Value {
  const parts = args.map((it) => stringOf(it.value));
  if (parts.some((it) => it === undefined)) return unknown;
  const [head = '', ...rest] = parts.map((it) => it ?? '');
  const made = joinPath(head.replace(/^\//, ''), rest.join('/'));
  return made === undefined ? unknown : constant(head.startsWith('/') ? `/${made}` : made);
}
