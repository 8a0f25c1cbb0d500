import type { ImportedCollection, SourceKind, SourceText } from './collection.ts';
import { createDraft, type Draft } from './draft.ts';
import { readBruno } from './readBruno.ts';
import { readCurl } from './readCurl.ts';
import { readHarRequests } from './readHar.ts';
import { readInsomnia } from './readInsomnia.ts';
import { readOpenApi } from './readOpenApi.ts';
import { readPostman } from './readPostman.ts';
import { sniffKind } from './sniff.ts';
import { type Imported, writeCollection } from './writeCollection.ts';

type Reader = (sources: readonly SourceText[], draft: Draft) => ImportedCollection | { readonly problem: string };

const readers: Readonly<Record<SourceKind, Reader>> = {
  postman: readPostman,
  insomnia: readInsomnia,
  bruno: readBruno,
  openapi: readOpenApi,
  har: readHarRequests,
  curl: readCurl,
};

/** What they are called in sentences. */
export const kindNames: Readonly<Record<SourceKind, string>> = {
  postman: 'a Postman collection or environment',
  insomnia: 'an Insomnia export',
  bruno: 'a Bruno collection',
  openapi: 'an OpenAPI document',
  har: 'a HAR file',
  curl: 'curl commands',
};

/**
 * Reads sources of one kind, which belong together, and gives what is to be written. `taken`: variables that the folder's
 * environment files have for all environments. Never throws; a problem is the end
 * of a sentence that begins with the source's name, and names the kind that the source more likely is.
 */
export function importSources(
  kind: SourceKind,
  sources: readonly SourceText[],
  taken: ReadonlyMap<string, string> = new Map(),
): Imported | { readonly problem: string } {
  const draft = createDraft({ taken });
  const read = readers[kind](sources, draft);
  if ('problem' in read) return { problem: `${read.problem}${otherKind(kind, sources)}` };
  const imported = writeCollection(read, draft);
  // Environments alone are worth something where they are files of their own.
  const hasVariables = 0 < imported.publicEnvironments.size + imported.privateEnvironments.size;
  const isEnough = 0 < imported.requests || (hasVariables && (kind === 'postman' || kind === 'insomnia'));
  return isEnough ? imported : { problem: `there is no request in it${otherKind(kind, sources)}` };
}

function otherKind(kind: SourceKind, sources: readonly SourceText[]): string {
  for (const { name, text } of sources) {
    const likely = sniffKind(name, text);
    if (likely !== undefined && likely !== kind) return `. It looks like ${kindNames[likely]}: why401 import ${likely}`;
  }
  return '';
}
