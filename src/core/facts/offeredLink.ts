import type { Place } from '../place.ts';
import type { ReadBody } from './body.ts';

/** An address that an answer gives for going on: to authorize a token, to switch a service on, to see a quota. */
export interface OfferedLink {
  readonly at: Place;
  /** Field or header that holds it. */
  readonly name: string;
  readonly url: string;
  readonly host: string;
}

/** The first web address in a body field or a header of such a name. Theirs: to be opened after a click only. */
export function offeredLink(
  headers: readonly { readonly name: string; readonly value: string }[],
  body: ReadBody,
  about: RegExp,
): OfferedLink | undefined {
  for (const { name, value } of headers) {
    const link = about.test(name) ? readLink(value) : undefined;
    if (link) return { at: { in: 'response-header', name }, name, ...link };
  }
  for (const { key, value } of body.fields) {
    const link = about.test(key) ? readLink(value) : undefined;
    if (link) return { at: { in: 'response-body' }, name: key, ...link };
  }
  return undefined;
}

/** `https://…`, alone or behind `url=`. One with a user in it could pass for another host, and is none. */
function readLink(value: string): { url: string; host: string } | undefined {
  const [, url, host] =
    /(?:^|[\s<="'])(https?:\/\/([a-z0-9.-]{1,253}(?::\d{1,5})?)(?:[/?#][^\s<>"'\\]{0,1000})?)(?=$|[\s>"';,])/i.exec(
      value.slice(0, 2_000),
    ) ?? [];
  return url === undefined || host === undefined ? undefined : { url, host: host.toLowerCase() };
}
