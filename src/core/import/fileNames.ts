import { wellFormed } from './template.ts';

/** Names for files made of names of theirs: no folder is left, nothing is hidden, and every system takes them. */
export interface FileNames {
  /** A name that no other file of the import has, compared without case. */
  free(wanted: string, extension: string): string;
}

export function createFileNames(): FileNames {
  const used = new Set<string>();
  const numbers = new Map<string, number>();
  return {
    free(wanted, extension) {
      const stem = safeFileName(wanted);
      const key = `${stem}.${extension}`.toLowerCase();
      let name = `${stem}.${extension}`;
      let number = numbers.get(key) ?? 2;
      while (used.has(name.toLowerCase())) name = `${stem}-${number++}.${extension}`;
      numbers.set(key, number);
      used.add(name.toLowerCase());
      return name;
    },
  };
}

/** A file name without its extension, at most 80 characters. */
export function safeFileName(written: string): string {
  const name = wellFormed(written)
    .normalize('NFC')
    .replace(/[\p{C}\u2028\u2029]/gu, '')
    .replace(/[\\/:*?"<>|%$`!#;&{}[\]()'~^]+/g, '-')
    .replace(/\s+/g, ' ')
    .slice(0, 80)
    .replace(/^[-. ]+|(?<![-. ])[-. ]+$/g, '');
  if (name === '') return 'requests';
  return windowsDevices.test(name) ? `_${name}` : name;
}

/** Names that Windows keeps for devices, with any extension. */
const windowsDevices =
  /^(?:con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3]|conin\$|conout\$)(?:\.|$)/i;
