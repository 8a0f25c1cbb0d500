import assert from 'node:assert/strict';
import { toParseJson } from '../../../src/core/http/json.ts';
import { parse } from '../../../src/core/http/parse.ts';
import type { SourceKind } from '../../../src/core/import/collection.ts';
import { importSources } from '../../../src/core/import/importSources.ts';
import type { Imported } from '../../../src/core/import/writeCollection.ts';

/** What an import gives, in a shape that tests can look at. */
export interface Read {
  readonly imported: Imported;
  /** By path. */
  readonly texts: Readonly<Record<string, string>>;
  readonly publicEnvironments: Record<string, Record<string, unknown>>;
  readonly privateEnvironments: Record<string, Record<string, unknown>>;
  readonly losses: readonly string[];
  /** All requests of all files, as `why401 parse` gives them. */
  readonly requests: ReturnType<typeof toParseJson>['requests'];
}

/** Imports texts of one kind; the files that come of it must be readable without a refusal. */
export function imported(kind: SourceKind, ...sources: readonly (string | readonly [string, string])[]): Read {
  const files = sources.map((it, at) =>
    typeof it === 'string' ? { name: `source${at}`, text: it } : { name: it[0], text: it[1] },
  );
  const result = importSources(kind, files);
  if ('problem' in result) throw new Error(result.problem);
  const texts: Record<string, string> = {};
  const requests: Read['requests'][number][] = [];
  for (const it of result.files) {
    texts[it.path] = typeof it.content === 'string' ? it.content : new TextDecoder('latin1').decode(it.content);
    if (!it.isHttp || typeof it.content !== 'string') continue;
    const file = parse(it.content);
    assert.deepEqual(
      file.problems.filter((at) => at.severity === 'error'),
      [],
      it.content,
    );
    requests.push(...toParseJson(file).requests);
  }
  const plain = (it: Imported['publicEnvironments']) => JSON.parse(JSON.stringify(objectOf(it)));
  return {
    imported: result,
    texts,
    publicEnvironments: plain(result.publicEnvironments),
    privateEnvironments: plain(result.privateEnvironments),
    losses: result.losses.map((it) => `${it.where}: ${it.what}`),
    requests,
  };
}

function objectOf(it: Imported['publicEnvironments']) {
  return Object.fromEntries([...it].map(([name, own]) => [name, Object.fromEntries(own)]));
}

/** The request of a name. */
export function named(read: Read, name: string): Read['requests'][number] {
  const found = read.requests.find((it) => it.name === name);
  assert.ok(found, `${name} is not among ${read.requests.map((it) => it.name).join(', ')}`);
  return found;
}
