import { createDraft } from './draft.ts';
import { isCurlCommand, readCurl } from './readCurl.ts';
import { nothing, nothingReference } from './template.ts';
import { writeRequest } from './writeRequest.ts';

/** What a pasted command becomes. */
export interface PastedCurl {
  /** Blocks, each with its separator; without the first separator where the place has one already. */
  readonly text: string;
  /** Sentences: what was not carried over. */
  readonly losses: readonly string[];
}

/**
 * A text that is one curl command, as requests of a `.http` file; undefined for other text, and for bodies that only a
 * file of their own can hold. Secrets stay where they are: a paste changes no other file.
 */
export function pasteCurl(text: string, { hasSeparator }: { readonly hasSeparator: boolean }): PastedCurl | undefined {
  if (!isCurlCommand(text)) return undefined;
  const draft = createDraft({ keepSecrets: true });
  const read = readCurl([{ name: 'clipboard', text }], draft);
  if ('problem' in read) return undefined;
  let needsFile = false;
  const losses: string[] = [];
  const blocks = read.items.flatMap((it) => {
    if (it.kind === 'folder') return [];
    const files = {
      add() {
        needsFile = true;
        return '';
      },
    };
    const written = writeRequest(it, { folders: [], title: it.name, variables: [], files });
    losses.push(...written.losses);
    const uses = written.text.includes(nothingReference);
    return [uses ? written.text.replace('\n', `\n@${nothing} =\n`) : written.text];
  });
  if (needsFile || blocks.length === 0) return undefined;
  const whole = blocks.join('\n');
  return {
    text: hasSeparator ? whole.slice(whole.indexOf('\n') + 1) : whole,
    losses: [...draft.losses.map((it) => it.what), ...losses],
  };
}
