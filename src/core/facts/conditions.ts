import { type Exchange, fieldValue } from '../exchange.ts';
import type { ReadBody } from './body.ts';
import type { Credential } from './credentials.ts';
import { isSignatureName } from './keyNames.ts';
import type { Condition } from './sign.ts';
import { readSignedUrl } from './signedUrl.ts';
import type { Target } from './target.ts';
import type { TokenCall } from './tokenCall.ts';

/** Which conditions hold of a request, read once. */
export function readConditions(
  { request, response, requestNotShown, headersNotShown }: Exchange,
  target: Target,
  credentials: readonly Credential[],
  answer: ReadBody,
  tokenCall: TokenCall | undefined,
): ReadonlySet<Condition> {
  const holds = new Set<Condition>();
  const add = (condition: Condition, when: boolean): void => {
    if (when) holds.add(condition);
  };
  // What is absent is absent only where all that was sent is shown.
  const allShown = !requestNotShown && !headersNotShown;
  const headersShown = !requestNotShown && headersNotShown !== 'all';
  const first = credentials.find((it) => it.in === 'authorization');
  add('anonymous', allShown && credentials.length === 0);
  add('credentials', credentials.length !== 0);
  add('no-authorization', allShown && first === undefined);
  add(
    'jwt',
    credentials.some((it) => it.token?.kind === 'jws'),
  );
  add('opaque', first?.token?.kind === 'opaque');
  add('basic', first?.kind === 'basic');
  add('bearer', first?.scheme?.toLowerCase() === 'bearer');
  add(
    'signed',
    first?.kind === 'signed' ||
      credentials.some(
        (it) => it.in === 'header' && (isSignatureName(it.name) || /\bsignature=/i.test(it.secret.reveal())),
      ),
  );
  add(
    'key-header',
    credentials.some((it) => it.in === 'header'),
  );
  add('no-key', headersShown && !credentials.some((it) => it.kind === 'key' && !(it.in === 'body' && it.token)));
  add(
    'key-query',
    credentials.some((it) => it.in === 'query'),
  );
  add(
    'cookie',
    credentials.some((it) => it.in === 'cookie'),
  );
  add(
    'login',
    credentials.some((it) => it.kind === 'login'),
  );
  add(
    'id-token',
    credentials.some((it) => it.token?.use === 'id'),
  );
  add(
    'access-token',
    credentials.some((it) => it.token?.use === 'access'),
  );
  add('presigned', readSignedUrl(target) !== undefined);
  const agent = fieldValue(request.headers, 'User-Agent') ?? '';
  add('browser', /^Mozilla\/5\.0 \(/.test(agent));
  add('tool-agent', isToolAgent(agent) && (headersShown || agent !== ''));
  add('folder', target.path.endsWith('/'));
  add('http', target.scheme === 'http');
  add('page', answer.kind === 'html');
  add('no-page', answer.kind !== 'html');
  add('empty-answer', answer.kind === 'none' && !response.body?.notRecorded);
  add(
    'scoped',
    credentials.some((it) => it.token !== undefined && it.token.scopes.length !== 0),
  );
  add(
    'client-credentials',
    credentials.some((it) => it.kind === 'client'),
  );
  add('token-call', tokenCall !== undefined);
  return holds;
}

/** A user agent that filters take for a script or a crawler, an absent one included. */
export function isToolAgent(agent: string): boolean {
  return (
    agent === '' ||
    /curl|wget|python|urllib|httpie|go-http|java\/|java-http|okhttp|libwww|scrapy|httrack|bot\b|spider|crawl|nikto|sqlmap|nmap|masscan|axios|node|ruby|perl|headless|phantom|selenium|aiohttp|httpclient|guzzle|postman|insomnia|requests/i.test(
      agent,
    )
  );
}
