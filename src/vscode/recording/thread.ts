import { parentPort, workerData } from 'node:worker_threads';
import type { Exchange } from '../../core/exchange.ts';
import type { Explained } from '../../core/explainAll.ts';
import type { Server } from '../../core/facts/sign.ts';
import { maskUrl } from '../../core/mask.ts';
import { decodeAny } from '../../core/read/decodeAny.ts';
import { refusalOf } from '../../core/tally.ts';
import type { FromThread, RefusalRow, ThreadInput, ToThread } from './messages.ts';

/** Progress is said this often. */
const pauseMs = 50;
/** Longer ones are no line. */
const longestPath = 300;

/**
 * Runs in a thread of its own (`dist/thread.cjs`): parses and explains a text of many megabytes while the extension
 * host goes on. It is given up by ending the thread.
 */
async function run({ content, now, rules }: ThreadInput): Promise<void> {
  const { stepsOf } = await import('../explaining.ts');
  const own = rules.length === 0 ? [] : await readRules(rules);
  const exchanges = new Map<number, Exchange>();
  const steps = stepsOf(typeof content === 'string' ? content : decodeAny(content), now, own);
  let said = performance.now();
  let refusals = 0;
  for (;;) {
    const { done: finished, value } = steps.next();
    if (finished) {
      for (const it of value.refusals) exchanges.set(it.entry, it.exchange);
      if (value.last) exchanges.set(value.last.entry, value.last.exchange);
      post({
        type: 'read',
        read: {
          saw: value.saw,
          problems: value.problems,
          count: value.count,
          refusals: value.refusals.map(row),
          ...(value.last ? { last: value.last.entry } : {}),
        },
      });
      break;
    }
    if (value.refusal) refusals++;
    if (performance.now() - said < pauseMs) continue;
    said = performance.now();
    post({ type: 'progress', done: value.done, of: value.of, refusals });
  }
  parentPort?.on('message', ({ entry }: ToThread) => {
    const exchange = exchanges.get(entry);
    if (exchange) post({ type: 'exchange', entry, exchange });
  });
}

async function readRules(rules: ThreadInput['rules']): Promise<readonly Server[]> {
  const { readSigns } = await import('../signReading.ts');
  return rules.flatMap((it) => readSigns(it.text, it.shown).servers);
}

function post(message: FromThread): void {
  parentPort?.postMessage(message);
}

function row(explained: Explained): RefusalRow {
  const { request, response, requestNotShown } = explained.exchange;
  const { cause, title, host } = refusalOf(explained);
  const path = requestNotShown
    ? 'the request was not recorded'
    : maskUrl(request.url).replace(/^[a-z][a-z0-9+.-]{0,20}:\/\/[^/?#]{0,2000}/i, '');
  return {
    entry: explained.entry,
    status: response.status,
    method: requestNotShown ? '' : request.method.slice(0, 20),
    ...(host === undefined ? {} : { host }),
    path: (path || '/').slice(0, longestPath),
    cause,
    title,
  };
}

void run(workerData);
