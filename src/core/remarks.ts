import { bounds } from './bounds.ts';
import type { Exchange } from './exchange.ts';
import type { Facts } from './facts.ts';
import { list, type Text, text, words } from './text.ts';

/** That the server's certificate was not verified, and why it would have been refused; undefined where it was. */
export function certificateRemark({ unverified }: Exchange): Text | undefined {
  if (unverified === undefined) return undefined;
  return text`The server's certificate was not verified, as the settings say for this host: ${unverified}`;
}

/** What the recording does not show, so that nobody takes its absence for a finding: one sentence each. */
export function recordingRemarks({ exchange, credentials, untried }: Facts): Text[] {
  const remarks: Text[] = [];
  const masked = [...new Set(credentials.filter((it) => it.hidden === 'value').map((it) => it.name))].slice(0, 5);
  const unsigned = credentials.find((it) => it.hidden === 'signature');
  if (masked.length !== 0) {
    remarks.push(
      text`The recording masks the value of ${list(masked)}: that it was sent is known, whether it was right is not.`,
    );
  }
  if (unsigned) {
    remarks.push(text`The signature of the token in ${unsigned.name} is masked in the recording; its claims are not.`);
  }
  if (exchange.headersNotShown === 'credentials' && credentials.length === 0) {
    remarks.push(
      words(
        exchange.source === 'error'
          ? 'The error shows what the script set: whether the browser added cookies was not recorded.'
          : 'Whether credentials were sent was not recorded: this export leaves Authorization and cookies out.',
      ),
    );
  }
  if (exchange.headersNotShown === 'all') {
    remarks.push(words('The headers of the request were not recorded: whether credentials were sent is not known.'));
  }
  if (0 < untried) {
    remarks.push(
      words('Not all of your rules were tried: their patterns take too long on this answer. Those tried first count.'),
    );
  }
  if (exchange.answerHeadersNotShown) remarks.push(words('The headers of the answer were not recorded.'));
  if (exchange.cutShort) {
    remarks.push(
      words(
        `The head of a message is longer than servers take; read were ${bounds.fields} fields and ${bounds.head / 1024} KB of it at most.`,
      ),
    );
  }
  const body = exchange.response.body;
  if (body?.notRecorded) {
    const size = 0 < body.size ? text` (${body.size} bytes)` : text``;
    remarks.push(text`The body of the answer${size} was not recorded; it may name the reason.`);
  }
  return remarks;
}
