import { readAddress } from '../address.ts';
import { known } from '../known.ts';
import type { LogFields } from '../logRecord.ts';

/** What a line of an application tells of the request that it speaks of: `GET /orders/7`, a path alone, `from 192.0.2.1`. */
export function requestIn(line: string): Pick<LogFields, 'method' | 'target' | 'address'> {
  const start = line.slice(0, 4_000);
  const request =
    /(?<![\w/])(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[ :"']{1,3}((?:https?:\/\/[^\s/"']{1,255})?\/[^\s"'<>]{0,2000})/.exec(
      start,
    ) ?? /"method":"(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)"/.exec(start);
  const target =
    request?.[2] ??
    /(?:"(?:url|uri|path|request_uri|requestPath)":"|(?<![\w-])(?:path|uri|url)[=:] ?"?)((?:https?:\\?\/\\?\/[^\s/"'\\]{1,255})?\\?\/[^\s"',}\]]{0,2000})/i.exec(
      start,
    )?.[1];
  const named = /(?<![\w-])(?:from|for|ip|client|remote|addr(?:ess)?)["']?[ =:]{1,2}["'[(]?([\da-f.:]{3,45})/i.exec(
    start,
  )?.[1];
  return known<Pick<LogFields, 'method' | 'target' | 'address'>>({
    method: request?.[1],
    target: target?.replace(/\\\//g, '/').replace(/[.,;:)\]]{1,3}$/, ''),
    address: named === undefined ? undefined : readAddress(named.replace(/[.:]$/, '')),
  });
}
