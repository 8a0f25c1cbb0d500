import { knownKey } from '../knownKeys.ts';
import { text } from '../text.ts';
import type { CheckFinding } from './finding.ts';
import { parameterSpan } from './outgoing.ts';
import { type Check, theHost } from './subject.ts';

/** A key or token in the query string, which logs and histories keep (RFC 6750, 5.3; RFC 9700, 4.3.2). */
export const keyInQuery: Check = (subject) => {
  const { outgoing, request } = subject;
  for (const { name, value } of outgoing.target?.query ?? []) {
    const named = names.test(name);
    const shaped = /^eyJ[\w-]{7,}\.[\w-]+\./.test(value) || knownKey(value) !== undefined;
    if (value === '' || !(named || (shaped && !/^(?:code|state|id_token_hint|login_hint)$/i.test(name)))) continue;
    const finding: CheckFinding = {
      code: 'key-in-query',
      span: parameterSpan(request, name) ?? { start: request.target.start, end: request.target.end },
      severity: 'information',
      certainty: 'possible',
      message: text`The credential ${name.slice(0, 60)} travels in the query string, which the logs of ${theHost(subject)}, of proxies and of clients keep. Send it in a header, where the API takes one.`,
    };
    return [finding];
  }
  return [];
};

/** Names that hold nothing else. `key`, `code` and `auth` may be anything. */
const names =
  /^(?:x[-_])?(?:access[-_]?token|api[-_]?key|api[-_]?token|auth[-_]?token|apikey|hapikey|subscription[-_]key|private[-_]token|job[-_]token|oauth[-_]token|app[-_]?key|jwt|client[-_]secret|password|passwd|secret)$/i;
