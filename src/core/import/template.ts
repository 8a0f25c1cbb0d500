import { scanReferences } from '../http/references.ts';

/** The variable that stands for nothing: it takes lines and braces apart that would be read as something else. */
export const nothing = 'nothing';
export const nothingReference = `{{${nothing}}}`;

/** Text that means itself, as a template: what would be read as a reference no longer is. */
export function literal(text: string): string {
  if (!text.includes('{{') && !text.includes('\\{\\{')) return text;
  let out = '';
  let rest = text;
  for (let rounds = 0; rounds < mostReferences; rounds++) {
    const at = rest.search(/\{\{|\\\{\\\{/);
    if (at === -1) break;
    const isEscape = rest[at] === '\\';
    const first = isEscape ? '\\{' : '{';
    const name = isEscape ? undefined : /^\{\{([\p{L}\p{N}_-]{1,200})\}\}/u.exec(rest.slice(at, at + 300))?.[1];
    const before = rest.slice(0, at);
    // A brace or backslash in front would be read together with what follows.
    if (name !== undefined && !/[{\\]$/.test(before)) {
      out += `${before}\\{\\{${name}\\}\\}`;
      rest = rest.slice(at + name.length + 4);
    } else {
      out += `${before}${first}${nothingReference}`;
      rest = rest.slice(at + first.length);
    }
  }
  return out + rest;
}

/** More than this in one text are data. */
const mostReferences = 10_000;

/** Whether a template has a reference, that to nothing left out. */
export function hasReference(template: string): boolean {
  return scanReferences(template).some((it) => it.kind === 'reference' && it.name !== nothing);
}

/** Applies `change` to what stands between the references of a template. */
export function outsideReferences(template: string, change: (text: string) => string): string {
  let out = '';
  let at = 0;
  for (const it of scanReferences(template)) {
    if (it.kind !== 'reference') continue;
    out += change(template.slice(at, it.start)) + template.slice(it.start, it.end);
    at = it.end;
  }
  return out + change(template.slice(at));
}

/**
 * Percent-encodes a template as a form or a query does; the values of variables are encoded when they are filled in
 * (`{{%name}}`), where the dialect can do that.
 */
export function percentEncoded(template: string, encode = encodePart): string {
  const encoded = outsideReferences(template, (text) => encode(unescaped(text)));
  return encoded.replace(/\{\{([\p{L}\p{N}_-]{1,200})\}\}/gu, (whole, name: string) =>
    name === nothing ? whole : `{{%${name}}}`,
  );
}

/** What a template without references says. */
export function unescaped(template: string): string {
  return template.replace(/\\\{\\\{([\p{L}\p{N}_-]{1,200})\\\}\\\}/gu, '{{$1}}').replaceAll(nothingReference, '');
}

/** As `encodeURIComponent`, which throws for halves of surrogate pairs. */
export function encodePart(text: string): string {
  return encodeURIComponent(wellFormed(text));
}

/** A URL as it can stand in a request line: what cannot travel is percent-encoded, all else stays as it is. */
export function requestTarget(template: string): string {
  return outsideReferences(template, (text) => {
    const cut = text.indexOf('#');
    return wellFormed(cut === -1 ? text : text.slice(0, cut)).replace(/[^\u0021-\u007e]+/g, (it) =>
      encodeURIComponent(it),
    );
  });
}

/** Without halves of surrogate pairs. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}
