import { maskSecretsIn } from '../redact.ts';
import type {
  ImportedCollection,
  ImportedEnvironment,
  ImportedFolder,
  ImportedRequest,
  ImportedSignIn,
  Loss,
} from './collection.ts';
import { withImports } from './crossFile.ts';
import { classified, type Draft } from './draft.ts';
import { createFileNames, safeFileName } from './fileNames.ts';
import { nothing } from './template.ts';
import { referencesOf, writeFile } from './writeFile.ts';

/** What is to be written, nothing of it on a disk yet. Paths have `/` and stay below the folder of the import. */
export interface Imported {
  readonly files: readonly ImportedFile[];
  /** Members of `http-client.env.json` and of `http-client.private.env.json`. */
  readonly publicEnvironments: EnvironmentObject;
  readonly privateEnvironments: EnvironmentObject;
  readonly losses: readonly Loss[];
  /** Variables of the private file that a person has to give a value. */
  readonly unfilled: readonly string[];
  readonly requests: number;
}

export interface ImportedFile {
  readonly path: string;
  readonly content: string | Uint8Array;
  /** It holds requests; others are bodies that these refer to. */
  readonly isHttp: boolean;
}

/** Environment by name: variables, and `Security` in `$shared`. */
export type EnvironmentObject = ReadonlyMap<string, ReadonlyMap<string, unknown>>;

/** Writes one `.http` file for each top folder, one for what stands beside them, and the environments. */
export function writeCollection(collection: ImportedCollection, draft: Draft): Imported {
  const names = createFileNames();
  const files: ImportedFile[] = [];
  const folders = groups(collection);
  const paths = folders.map((it) => names.free(it.name, 'http'));
  for (const [at, folder] of withImports(folders, paths).entries()) {
    const path = paths[at] ?? '';
    const stem = path.slice(0, -'.http'.length);
    const bodies: ImportedFile[] = [];
    const text = writeFile(
      folder,
      headingOf(collection, folder),
      {
        add(content, extension) {
          const name = `bodies/${names.free(`${stem}-${bodies.length + 1}`, extension)}`;
          bodies.push({ path: name, content, isHttp: false });
          return `./${name}`;
        },
      },
      draft,
    );
    const needsNothing = bodies.some((it) => typeof it.content === 'string' && it.content.includes('{{nothing}}'));
    files.push({
      path,
      content: needsNothing && !text.includes('@nothing =') ? `@nothing =\n${text}` : text,
      isHttp: true,
    });
    files.push(...bodies);
  }
  const environments = mergedEnvironments(collection.environments);
  tellUndefined(collection, environments, draft);
  return {
    files,
    publicEnvironments: publicOf(environments, draft),
    privateEnvironments: privateOf(environments, draft),
    losses: draft.losses.map(({ where, what }) => ({ where: maskSecretsIn(where), what: maskSecretsIn(what) })),
    unfilled: draft.unfilled,
    requests: countRequests(collection.items),
  };
}

/** Variables that requests use and nothing gives a value: they may be in an environment that was not handed over. */
function tellUndefined(collection: ImportedCollection, environments: Environments, draft: Draft): void {
  const known = new Set([...environments.values()].flatMap((it) => it.map((own) => own.name)));
  for (const it of [...draft.secrets.keys(), ...draft.unfilled, nothing]) known.add(it);
  const used = new Set<string>();
  const walk = (items: ImportedCollection['items']) => {
    for (const it of items) {
      for (const own of it.variables) known.add(own.name);
      if (it.kind === 'folder') walk(it.items);
      else for (const name of referencesOf(it)) used.add(name);
      // What a handler keeps has its value once that request was sent.
      if (it.kind === 'request') for (const name of keptBy(it.handlers.flat())) known.add(name);
    }
  };
  walk(collection.items);
  const missing = [...used].filter((it) => !known.has(it));
  if (missing.length === 0) return;
  const shown = missing.slice(0, 30).map((it) => `\`${it}\``);
  const more = missing.length - shown.length;
  draft.lose(
    'variables',
    `The source has no value for ${shown.join(', ')}${more ? ` and ${more} more` : ''}: import the environment that has, or write one.`,
  );
}

function keptBy(handler: readonly string[]): readonly string[] {
  return handler.flatMap((it) => /client\.global\.set\("([\p{L}\p{N}_-]{1,200})"/u.exec(it)?.[1] ?? []);
}

/** The folders at the top; requests beside them are a folder of the collection's name. */
function groups({ name, description, items }: ImportedCollection): readonly ImportedFolder[] {
  const loose = items.filter((it) => it.kind === 'request');
  const own: ImportedFolder = {
    kind: 'folder',
    name,
    ...(description === undefined ? {} : { description }),
    variables: [],
    items: loose,
  };
  const folders = items.filter((it) => it.kind === 'folder').filter((it) => 0 < countRequests(it.items));
  return 0 < loose.length ? [own, ...folders] : folders;
}

function headingOf({ name }: ImportedCollection, folder: ImportedFolder): string {
  return name === folder.name || name === '' ? folder.name : `${name}: ${folder.name}`;
}

function countRequests(items: readonly (ImportedFolder | ImportedRequest)[]): number {
  return items.reduce((sum, it) => sum + (it.kind === 'request' ? 1 : countRequests(it.items)), 0);
}

/** `$shared` first; of two of one name the later values count. */
function mergedEnvironments(
  all: readonly ImportedEnvironment[],
): ReadonlyMap<string, ImportedEnvironment['variables']> {
  const merged = new Map<string, ImportedEnvironment['variables']>([['$shared', []]]);
  for (const { name, variables } of all) {
    const key = name === '$shared' ? name : environmentName(name);
    const before = (merged.get(key) ?? []).filter((it) => !variables.some((own) => own.name === it.name));
    merged.set(key, [...before, ...variables]);
  }
  return merged;
}

function environmentName(written: string): string {
  const name = safeFileName(written.replace(/^\$+/, ''));
  return name === 'requests' || name === '__proto__' ? 'imported' : name;
}

type Environments = ReturnType<typeof mergedEnvironments>;

function publicOf(environments: Environments, draft: Draft): EnvironmentObject {
  const made = new Map<string, Map<string, unknown>>();
  for (const [name, variables] of environments) {
    const shown = variables.map((it) => classified(it, draft)).filter((it) => !it.secret);
    const object = new Map<string, unknown>(shown.map((it) => [it.name, it.value]));
    if (name === '$shared' && 0 < draft.signIns.length) object.set('Security', securityOf(draft.signIns));
    if (0 < object.size || name !== '$shared') made.set(name, object);
  }
  return made;
}

function securityOf(signIns: readonly ImportedSignIn[]): unknown {
  return { Auth: Object.fromEntries(signIns.map((it) => [it.id, { Type: 'OAuth2', ...it.fields }])) };
}

function privateOf(environments: Environments, draft: Draft): EnvironmentObject {
  const made = new Map<string, Map<string, unknown>>();
  const add = (environment: string, name: string, value: string) => {
    const object = made.get(environment) ?? new Map<string, unknown>();
    made.set(environment, object.set(name, value));
  };
  for (const [name, value] of draft.secrets) add('$shared', name, value);
  for (const [name, variables] of environments) {
    for (const it of variables.map((own) => classified(own, draft))) if (it.secret) add(name, it.name, it.value);
  }
  const known = new Set([...made.values()].flatMap((it) => [...it.keys()]));
  for (const it of draft.unfilled) if (!known.has(it)) add('$shared', it, '');
  return made;
}
