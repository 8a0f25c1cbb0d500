import type { ImportedEnvironment } from './collection.ts';
import type { Draft } from './draft.ts';
import { entries, list, member, textMember, words } from './foreign.ts';
import type { OpenApiDocument } from './openApiDocument.ts';
import { literal } from './template.ts';

/** Where an API lives: each server is an environment, the first one counts where none is chosen. */
export interface OpenApiServers {
  readonly environments: readonly ImportedEnvironment[];
  /** What stands in front of a path; an operation or a path may have servers of its own. */
  baseFor(own: readonly unknown[]): string;
}

export function openApiServers(document: OpenApiDocument, draft: Draft): OpenApiServers {
  const { root } = document;
  const written = document.isSwagger ? swaggerServers(root) : list(member(root, 'servers'));
  const servers = written.length === 0 ? [{ url: '/' }] : written;
  const base = draft.variable('baseUrl');
  const read = servers.map((it) => serverOf(it, draft));
  const [first] = read;
  const shared = { name: '$shared', variables: [{ name: base, value: first?.url ?? '' }, ...(first?.variables ?? [])] };
  const used = new Set<string>();
  const named = read.map((it): ImportedEnvironment => {
    let name = it.name;
    for (let i = 2; used.has(name); i++) name = `${it.name} ${i}`;
    used.add(name);
    return { name, variables: [{ name: base, value: it.url }, ...it.variables] };
  });
  return {
    environments: [shared, ...named],
    baseFor(own) {
      const [server] = own;
      return server === undefined ? `{{${base}}}` : serverOf(server, draft).filled;
    },
  };
}

/** `schemes`, `host` and `basePath` of Swagger 2. */
function swaggerServers(root: unknown): readonly unknown[] {
  const host = textMember(root, 'host');
  const schemes = list(member(root, 'schemes')).map(words);
  const path = textMember(root, 'basePath').replace(/\/$/, '');
  if (host === '') return [{ url: path || '/' }];
  return (schemes.length === 0 ? ['https'] : schemes)
    .filter((it) => /^https?$/.test(it))
    .map((it) => ({ url: `${it}://${host}${path}` }));
}

function serverOf(server: unknown, draft: Draft) {
  const written = textMember(server, 'url');
  const defaults = new Map(
    entries(member(server, 'variables')).map(([name, it]) => [name, textMember(it, 'default')] as const),
  );
  const absolute = /^[a-z][a-z0-9+.-]*:\/\//i.test(written) || written.startsWith('{');
  if (!absolute)
    draft.lose(
      'servers',
      `The server \`${written.slice(0, 100)}\` is relative to where the document was had from; http://localhost is written.`,
    );
  const whole = absolute ? written : `http://localhost${written.startsWith('/') ? '' : '/'}${written}`;
  const bare = whole.replace(/(?<!\/)\/{1,20}$/, '');
  const url = bare.replace(/\{([^{}/]{1,100})\}/g, (_, name: string) => `{{${draft.variable(name)}}}`);
  const filled = bare.replace(/\{([^{}/]{1,100})\}/g, (whole, name: string) => defaults.get(name) ?? whole);
  const description = textMember(server, 'description').replace(/\s+/g, ' ').trim();
  const host = /:\/\/([^/?#]+)/.exec(filled)?.[1] ?? 'server';
  return {
    url,
    filled: literal(filled),
    name: description !== '' && description.length <= 40 ? description.replace(/\.$/, '') : host,
    variables: [...defaults].map(([name, value]) => ({ name: draft.variable(name), value: literal(value) })),
  };
}
