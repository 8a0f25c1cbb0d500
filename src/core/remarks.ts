import type { Exchange } from './exchange.ts';
import { type Text, text } from './text.ts';

/** That the server's certificate was not verified, and why it would have been refused; undefined where it was. */
export function certificateRemark({ unverified }: Exchange): Text | undefined {
  if (unverified === undefined) return undefined;
  return text`The server's certificate was not verified, as the settings say for this host: ${unverified}`;
}
