import { list, type Members, member, members, textMember } from './foreign.ts';

/** The documents of an export in the shape of the format 5, each a tree; undefined for anything else. */
export function insomniaTree(value: unknown): readonly unknown[] | undefined {
  if (/insomnia\.rest\//.test(textMember(value, 'type'))) return [value];
  if (textMember(value, '_type') !== 'export' || !Array.isArray(member(value, 'resources'))) return undefined;
  const resources = list(member(value, 'resources'));
  const byParent = new Map<string, unknown[]>();
  for (const it of resources) {
    const parent = textMember(it, 'parentId');
    byParent.set(parent, [...(byParent.get(parent) ?? []), it].slice(0, 20_000));
  }
  const ids = new Set(resources.map((it) => textMember(it, '_id')));
  const roots = resources.filter((it) => textMember(it, '_type') === 'workspace');
  const orphans = resources.filter(
    (it) => /^request/.test(textMember(it, '_type')) && !ids.has(textMember(it, 'parentId')),
  );
  const trees = roots.map((it) => workspace(it, byParent));
  return orphans.length === 0
    ? trees
    : [...trees, { name: 'Insomnia', collection: orphans.map((it) => node(it, byParent, 0)) }];
}

function workspace(it: unknown, byParent: ReadonlyMap<string, unknown[]>): Members {
  const children = byParent.get(textMember(it, '_id')) ?? [];
  const base = children.find((at) => textMember(at, '_type') === 'environment');
  const subs = base === undefined ? [] : (byParent.get(textMember(base, '_id')) ?? []);
  return {
    name: textMember(it, 'name'),
    collection: ordered(children).map((at) => node(at, byParent, 0)),
    cookieJar: children.find((at) => textMember(at, '_type') === 'cookie_jar'),
    ...(base === undefined
      ? {}
      : { environments: { data: member(base, 'data'), subEnvironments: subs.map((at) => ({ ...members(at) })) } }),
  };
}

/** Requests and folders, by their sort keys. */
function ordered(children: readonly unknown[]): readonly unknown[] {
  const kept = children.filter((it) => /request/.test(textMember(it, '_type')));
  const key = (it: unknown) => Number(member(it, 'metaSortKey')) || 0;
  return kept.toSorted((a, b) => key(a) - key(b));
}

function node(it: unknown, byParent: ReadonlyMap<string, unknown[]>, depth: number): Members {
  const id = textMember(it, '_id');
  const meta = { id };
  const scripts = { preRequest: member(it, 'preRequestScript'), afterResponse: member(it, 'afterResponseScript') };
  if (textMember(it, '_type') === 'request_group') {
    const children = depth < 60 ? ordered(byParent.get(id) ?? []) : [];
    return { ...members(it), meta, scripts, children: children.map((at) => node(at, byParent, depth + 1)) };
  }
  const off = (name: string) => member(it, name) === false;
  const settings = {
    followRedirects: member(it, 'settingFollowRedirects'),
    cookies: { send: !off('settingSendCookies'), store: !off('settingStoreCookies') },
  };
  return { ...members(it), meta, scripts, settings };
}
