import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Exchange } from '../../src/core/exchange.ts';
import { readExchanges } from '../../src/core/read/index.ts';
import { root } from './sources.ts';

/** Where recorded refusals lie: in the checkout, or beside it. */
const folders = [join(root, 'test/corpus'), join(root, '../shared/cases')];

/** The last exchange of each recorded refusal, with the name of its file. Empty where no corpus is at hand. */
export function corpus(): readonly { readonly file: string; readonly exchange: Exchange }[] {
  return folders.filter(existsSync).flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((it) => it.name.endsWith('.har'))
      .flatMap((it) => {
        const file = join(it.parentPath, it.name);
        const exchange = readExchanges(readFileSync(file, 'utf8')).exchanges.at(-1);
        return exchange ? [{ file, exchange }] : [];
      }),
  );
}
