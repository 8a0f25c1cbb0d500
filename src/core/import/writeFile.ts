import { parse } from '../http/parse.ts';
import { visible } from '../print/visible.ts';
import type { ImportedFolder, ImportedRequest, ImportedVariable } from './collection.ts';
import { classified, type Draft } from './draft.ts';
import { proseWithoutSecrets, withoutSecrets } from './hiding.ts';
import { nothing, nothingReference } from './template.ts';
import type { BodyFiles } from './writeBody.ts';
import { comment, type Intended, oneLine, writeRequest } from './writeRequest.ts';

/** One request with what holds for it. */
interface Placed {
  readonly request: ImportedRequest;
  readonly folders: readonly string[];
  /** By name, the inner ones over the outer ones. */
  readonly variables: ReadonlyMap<string, ImportedVariable>;
}

/** The text of one `.http` file: what a folder holds, nested folders included. */
export function writeFile(folder: ImportedFolder, heading: string, files: BodyFiles, draft: Draft): string {
  const placed = flatten(folder, [], new Map());
  const shared = sharedVariables(placed, folder.name, draft);
  const titles = titlesOf(placed).map((it) => proseWithoutSecrets(it, draft));
  const intended: { readonly where: string; readonly it: Intended }[] = [];
  const blocks = placed.map(({ request, folders, variables }, at) => {
    const where = [folder.name, ...folders, request.name].filter((it) => it !== '').join(' / ');
    const own = [...variables.values()].filter((it) => !shared.has(it.name)).map((it) => definition(it, draft));
    const safe = withoutSecrets(request, draft);
    const title = titles[at] ?? '';
    const written = writeRequest(safe, { folders, title, variables: own, files });
    for (const it of written.losses) draft.lose(where, it);
    intended.push({ where, it: written.intended });
    return written.text;
  });
  const head = [
    ...comment(heading),
    ...comment(proseWithoutSecrets(folder.description ?? '', draft)),
    ...[...shared.values()].map((it) => definition(it, draft)).map((it) => `@${it.name} = ${oneLine(it.value)}`),
  ];
  const body = blocks.join('\n');
  const usesNothing = body.includes(nothingReference) || head.some((it) => it.includes(nothingReference));
  const text = `${[...head, ...(usesNothing ? [`@${nothing} =`] : [])].join('\n')}\n\n${body}`;
  check(text, intended, draft);
  return text;
}

function flatten(
  folder: ImportedFolder,
  folders: readonly string[],
  outer: ReadonlyMap<string, ImportedVariable>,
): Placed[] {
  const variables = new Map([...outer, ...folder.variables.map((it) => [it.name, it] as const)]);
  return folder.items.flatMap((it) =>
    it.kind === 'folder'
      ? flatten(it, [...folders, oneLine(it.name)], variables)
      : [
          {
            request: it,
            folders,
            variables: new Map([...variables, ...it.variables.map((own) => [own.name, own] as const)]),
          },
        ],
  );
}

/** What has one value wherever the file has it stands at its top; the rest stands above its request. */
function sharedVariables(
  placed: readonly Placed[],
  where: string,
  draft: Draft,
): ReadonlyMap<string, ImportedVariable> {
  const shared = new Map<string, ImportedVariable>();
  const differing = new Set<string>();
  for (const { variables } of placed) {
    for (const it of variables.values()) {
      const before = shared.get(it.name);
      if (before && before.value !== it.value) differing.add(it.name);
      shared.set(it.name, it);
    }
  }
  tellWiderUse(placed, new Set([...shared.keys(), ...differing]), where, draft);
  for (const name of differing) shared.delete(name);
  return shared;
}

/** A definition counts for the whole file: requests that mean a variable of the environment are named. */
function tellWiderUse(placed: readonly Placed[], names: ReadonlySet<string>, where: string, draft: Draft): void {
  if (names.size === 0) return;
  const wider = new Map<string, string[]>();
  for (const { request, variables } of placed) {
    for (const name of referencesOf(request)) {
      if (names.has(name) && !variables.has(name))
        wider.set(name, [...(wider.get(name) ?? []), request.name].slice(0, 5));
    }
  }
  for (const [name, others] of wider)
    draft.lose(
      where,
      `The variable \`${name}\` of one folder or request counts for the whole file here, so also for: ${others.join(', ')}.`,
    );
}

/** Names of variables that a request refers to. */
export function referencesOf({ url, headers, body, variables }: ImportedRequest): ReadonlySet<string> {
  const texts = [
    url,
    ...headers.flatMap((it) => [it.name, it.value]),
    ...variables.map((it) => it.value),
    ...(body.kind === 'octets' ? [] : [JSON.stringify(body)]),
  ];
  const names = new Set<string>();
  for (const it of texts)
    for (const [, name = ''] of it.matchAll(/\{\{%?([\p{L}\p{N}_-]{1,200})\}\}/gu)) names.add(name);
  return names;
}

/** A secret one refers to the private file. */
function definition(written: ImportedVariable, draft: Draft): ImportedVariable {
  const it = classified(written, draft);
  return it.secret ? { ...it, value: draft.secretTemplate(`${it.name}Value`, it.value) } : it;
}

/** The names of requests; where two are the same, their folders stand in front, else a number behind. */
function titlesOf(placed: readonly Placed[]): readonly string[] {
  const count = (names: readonly string[]) => {
    const counted = new Map<string, number>();
    for (const it of names) counted.set(it, (counted.get(it) ?? 0) + 1);
    return counted;
  };
  const plain = placed.map(({ request }) => titleOf(request));
  const counted = count(plain);
  const qualified = plain.map((it, at) =>
    1 < (counted.get(it) ?? 0) ? [...(placed[at]?.folders ?? []), it].join(' / ') : it,
  );
  const used = new Set<string>();
  const numbers = new Map<string, number>();
  return qualified.map((it) => {
    let title = it;
    let number = numbers.get(it) ?? 2;
    while (used.has(title)) title = `${it} ${number++}`;
    numbers.set(it, number);
    used.add(title);
    return title;
  });
}

function titleOf(request: ImportedRequest): string {
  const name = oneLine(request.name).slice(0, 300);
  const bare = visible(name.replace(/^#+\s*/, '').replace(/[\u0000-\u001f\u007f]/g, ''));
  return bare === '' ? `${request.method} ${oneLine(request.url).slice(0, 100)}` : bare;
}

/** Reads what was written, and says where it would be sent otherwise than it was meant. */
function check(text: string, intended: readonly { readonly where: string; readonly it: Intended }[], draft: Draft) {
  const { requests } = parse(text);
  if (requests.length !== intended.length)
    draft.lose('the file', `${intended.length} requests are written, and ${requests.length} are read from it again.`);
  for (const [at, { where, it }] of intended.entries()) {
    const read = requests[at];
    if (!read) return;
    const headers = read.headers.map((header) => `${header.name.text}: ${header.value.text}`);
    const body = read.bodySpan ? text.slice(read.bodySpan.start, read.bodySpan.end).replace(/\r?\n$/, '') : '';
    const wrong = [
      ...(read.method.text === it.method && read.target.text === it.target ? [] : ['the request line']),
      ...(headers.join('\n') === it.headers.map((own) => `${own.name}: ${own.value}`).join('\n')
        ? []
        : ['the headers']),
      ...(body === it.body ? [] : ['the body']),
    ];
    if (0 < wrong.length)
      draft.lose(
        where,
        `A .http file cannot say this as the source does: ${wrong.join(', ')}. Look at it before sending.`,
      );
  }
}
