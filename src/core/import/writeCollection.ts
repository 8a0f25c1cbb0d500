import type {
  ImportedCollection,
  ImportedEnvironment,
  ImportedFolder,
  ImportedRequest,
  ImportedSignIn,
  Loss,
} from './collection.ts';
import { classified, type Draft } from './draft.ts';
import { createFileNames, safeFileName } from './fileNames.ts';
import { writeFile } from './writeFile.ts';

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
  for (const folder of groups(collection)) {
    const path = names.free(folder.name, 'http');
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
  return {
    files,
    publicEnvironments: publicOf(environments, draft),
    privateEnvironments: privateOf(environments, draft),
    losses: draft.losses,
    unfilled: draft.unfilled,
    requests: countRequests(collection.items),
  };
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
