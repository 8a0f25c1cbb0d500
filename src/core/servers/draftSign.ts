import { readTarget } from '../facts/target.ts';
import type { Facts } from '../facts.ts';
import { secretsOf } from '../knownSecrets.ts';
import { literal } from '../literal.ts';
import { maskKnown } from '../mask.ts';
import { maskSecretsIn } from '../redact.ts';

/** A rule as it can be read off a refusal: all but what it means. Members are those of the file. */
export interface SignDraft {
  readonly id: string;
  readonly name: string;
  /** Pattern of the host. */
  readonly host: string;
  /** What tells this refusal from the server's others. */
  readonly marks: {
    readonly status: readonly number[];
    readonly code?: readonly string[];
    readonly says?: string;
    readonly path?: string;
  };
}

/** What a rule for this refusal would go by; undefined where the host is not known. Nothing secret is put into it. */
export function draftSign({ exchange, statements, status }: Facts): SignDraft | undefined {
  const { hostname, path } = readTarget(exchange.request);
  if (hostname === '' || exchange.requestNotShown) return undefined;
  const secrets = secretsOf(exchange);
  const open = statements.filter(({ value }) => value === maskSecretsIn(value) && value === maskKnown(value, secrets));
  const code = open.find((it) => it.kind === 'code' && it.value.length <= 100 && !generic.test(it.value))?.value;
  const sentence = open.find((it) => it.kind !== 'code' || it.name === 'text')?.value.split('\n')[0];
  return {
    id: hostname.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'my-api',
    name: hostname,
    host: `^${literal(hostname)}$`,
    marks: {
      status: [status],
      ...(code !== undefined
        ? { code: [code] }
        : sentence !== undefined && !generic.test(sentence)
          ? { says: loosely(sentence.slice(0, 120)) }
          : { path: `^${loosely(path.slice(0, 120))}$` }),
    },
  };
}

/** Says no more than the status does. */
const generic =
  /^(?:\d{3}(?: .*)?|unauthorized|forbidden|bad request|not found|access denied|denied|errors?|failure|fail(?:ed)?)\.?$/i;

/** As written, but for numbers, which are others the next time. */
function loosely(text: string): string {
  return literal(text).replace(/\d+/g, '\\d+');
}
