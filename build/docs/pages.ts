import { causesPage } from './causesPage.ts';
import { environmentSchema } from './environmentSchema.ts';
import { logWordsPage } from './logWordsPage.ts';
import { serversPage } from './serversPage.ts';

/** What is made, by its path in the checkout. */
export const pages: Readonly<Record<string, () => string>> = {
  'docs/causes.md': causesPage,
  'docs/log-words.md': logWordsPage,
  'docs/servers.md': serversPage,
  'media/environments.schema.json': environmentSchema,
};
