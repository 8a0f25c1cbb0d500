import type { LogSource } from '../../core/logs/config.ts';
import type { LineFormat } from '../../core/logs/formats/format.ts';
import type { LogRecord } from '../../core/logs/logRecord.ts';
import { elasticsearchBody, readElasticsearchAnswer } from '../../core/logs/remote/elasticsearch.ts';
import { lokiTarget, readLokiAnswer } from '../../core/logs/remote/loki.ts';
import type { ServerClock } from '../../core/logs/serverClock.ts';
import { type SendOptions, send } from '../send.ts';

/** What a server of logs answered; `problem`: why it gave nothing, a whole sentence. */
export interface LogAnswer {
  readonly records: readonly LogRecord[];
  readonly problem?: string;
}

type Remote = Extract<LogSource, { kind: 'loki' | 'elasticsearch' }>;

/** Times in milliseconds since the epoch. */
export interface AskedTime {
  readonly from: number;
  readonly to: number;
}

/**
 * Asks Loki or Elasticsearch for the lines of a time, by the query that is configured. One call, no redirects, at most 5 MB;
 * the credentials that are configured go to that server alone.
 */
export async function askLogServer(
  source: Remote,
  { from, to }: AskedTime,
  reading: { readonly clock: ServerClock; readonly formats: readonly LineFormat[] },
  options: Pick<SendOptions, 'settings' | 'signal' | 'now'>,
): Promise<LogAnswer> {
  const base = source.url.replace(/\/+$/, '');
  const isLoki = source.kind === 'loki';
  const url = isLoki
    ? `${base}${lokiTarget(source.query, from, to)}`
    : `${base}/${source.index.split(',').map(encodeURIComponent).join(',')}/_search`;
  const headers = source.headers.map((it) => ({ name: it.name, value: it.value.reveal() }));
  const sent = await send(
    {
      method: isLoki ? 'GET' : 'POST',
      url,
      headers: [
        ...headers,
        { name: 'Accept', value: 'application/json' },
        ...(isLoki ? [] : [{ name: 'Content-Type', value: 'application/json' }]),
      ],
      ...(isLoki ? {} : { body: new TextEncoder().encode(elasticsearchBody(source.query, from, to)) }),
      secrets: source.headers.map((it) => it.value),
      followRedirects: false,
      useCookies: false,
      timeoutMs: 20_000,
      mostBytes: 5_000_000,
    },
    options,
  );
  const name = `${isLoki ? 'Loki' : 'Elasticsearch'} at ${new URL(source.url).host}`;
  if (sent.kind === 'failed') return { records: [], problem: `${name}: ${sent.message}` };
  const { status, body } = sent.exchange.response;
  if (status !== 200)
    return {
      records: [],
      problem: `${name} answered ${status}${status === 401 || status === 403 ? ': it wants other credentials than those that are configured' : ''}.`,
    };
  if (body?.cut) return { records: [], problem: `${name} answered with more than 5 MB: a narrower query would help.` };
  const json = parsed(body?.text ?? '');
  const records = isLoki
    ? readLokiAnswer(json, reading.clock, reading.formats)
    : readElasticsearchAnswer(json, reading.clock, reading.formats);
  return records
    ? { records }
    : { records: [], problem: `${name} answered with something else than the lines of a log.` };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
