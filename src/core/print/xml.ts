import { visible } from './visible.ts';

/** Text as the value of an attribute in double quotes: XML 1.0, sections 2.2 and 2.4. */
export function xmlAttribute(theirs: string): string {
  return xmlText(theirs)
    .replaceAll('"', '&quot;')
    .replace(/[\n\t]/g, ' ');
}

/** Text as the content of an element. Characters that XML cannot hold, or that act, come out spelled. */
export function xmlText(theirs: string): string {
  return visible(theirs.replaceAll('\r', ''))
    .replace(/[\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
