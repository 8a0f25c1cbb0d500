import type { Segment } from '../js/segments.ts';

/** A file that Next.js makes a route of, by where it lies. https://nextjs.org/docs/app/api-reference/file-conventions */
export interface RouteFile {
  readonly kind: 'app' | 'pages';
  /** The folder that the application is in: `` or `apps/web`, without `src`. */
  readonly root: string;
  /** As in the file system, groups left out: `/api/posts/[id]`. */
  readonly path: string;
  readonly segments: readonly Segment[];
}

const extension = /\.(?:[cm]?[jt]s|[jt]sx)$/;

/** `route.ts` below `app`, and what is below `pages/api`; undefined for other files. */
export function routeFileOf(file: string): RouteFile | undefined {
  if (!extension.test(file)) return undefined;
  const parts = file.replace(extension, '').split('/');
  const name = parts.at(-1);
  const app = parts.indexOf('app');
  if (name === 'route' && 0 <= app) return ofParts('app', parts.slice(0, app), parts.slice(app + 1, -1));
  const pages = parts.findIndex((it, index) => it === 'pages' && parts[index + 1] === 'api');
  if (pages < 0) return undefined;
  const inside = parts.slice(pages + 1);
  return ofParts('pages', parts.slice(0, pages), name === 'index' ? inside.slice(0, -1) : inside);
}

function ofParts(kind: RouteFile['kind'], root: readonly string[], inside: readonly string[]): RouteFile | undefined {
  // Folders that begin with `_` are private, those in parentheses are groups, those with `@` are slots.
  if (kind === 'app' && inside.some((it) => /^_/.test(it))) return undefined;
  const shown = kind === 'app' ? inside.filter((it) => !/^\([^.].*\)$|^@/.test(it)) : inside;
  const plain = shown.map((it) => it.replace(/^%5F/i, '_'));
  return {
    kind,
    root: root.filter((it, index) => !(it === 'src' && index === root.length - 1)).join('/'),
    path: `/${plain.join('/')}`,
    segments: plain.flatMap(segmentsIn),
  };
}

/** `[id]`, `[...slug]`, `[[...slug]]`. */
function segmentsIn(part: string): readonly Segment[] {
  if (/^\[\[\.\.\..+\]\]$/.test(part)) return [{ is: 'rest' }];
  if (/^\[\.\.\..+\]$/.test(part)) return [{ is: 'param' }, { is: 'rest' }];
  return /^\[.+\]$/.test(part) ? [{ is: 'param' }] : [{ is: 'text', text: part }];
}

/** The folder of a file that lies at the top of an application, or in its `src`: `middleware.ts`, `next.config.js`. */
export function rootOf(file: string): string {
  const parts = file.split('/').slice(0, -1);
  return (parts.at(-1) === 'src' ? parts.slice(0, -1) : parts).join('/');
}

/** Static segments before dynamic ones, these before the rest of a path. */
export function compareRoutes(a: RouteFile, b: RouteFile): number {
  for (let i = 0; i < Math.max(a.segments.length, b.segments.length); i++) {
    const difference = rank(a.segments[i]) - rank(b.segments[i]);
    if (difference !== 0) return difference;
  }
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

function rank(it: Segment | undefined): number {
  return it === undefined ? 0 : it.is === 'text' ? 1 : it.is === 'param' ? 2 : 3;
}
