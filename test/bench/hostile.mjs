import { answer } from '../core/hostile/answer.ts';
import { hostileTexts } from '../core/hostile/texts.ts';
import { median, ms } from './median.mjs';

const size = 1_000_000;
const rounds = 5;
const aimed = new Set(['header fields, URLs and bodies', 'tokens', 'HARs']);

/**
 * What an answer to a megabyte of hostile input takes more than reading the same bytes: decoding them as UTF-8 and, where
 * they are JSON, parsing it; cutting them into lines, where they are none. Processor time beside the clock's: it counts what
 * is collected at the same time, and leaves out what other processes take.
 */
export async function measureHostile() {
  const groups = new Map();
  for (const it of hostileTexts) {
    const bytes = Buffer.from(it.make(size));
    const reading = measured(() => read(bytes));
    const text = new TextDecoder().decode(bytes);
    const answering = measured(() => answer(it.as, text));
    const more = {
      what: it.what,
      clock: answering.clock - reading.clock,
      processor: answering.processor - reading.processor,
    };
    const group = groupOf(it);
    groups.set(group, [...(groups.get(group) ?? []), more]);
  }
  return [...groups].map(([group, all]) => {
    const worst = all.toSorted((a, b) => b.clock - a.clock)[0];
    const middle = median(all.map((it) => it.clock));
    return {
      what: `1 MB of hostile ${group} (${all.length} kinds), more than reading it`,
      ours: `${ms(Math.max(0, worst.clock))} at worst (${worst.what}; of the processor ${ms(Math.max(0, worst.processor))}), ${ms(Math.max(0, middle))} in the middle`,
      beside: aimed.has(group) ? 'aim: ≤ 50 ms' : '–',
    };
  });
}

function groupOf({ as, what }) {
  if (as === 'token' || what.startsWith('carried')) return 'tokens';
  if (as === 'file') return '.http files';
  if (as === 'signs') return 'servers as JSON';
  if (what.startsWith('a HAR')) return 'HARs';
  return /^(?:curl|a curl|messages|no message|an error)/.test(what)
    ? 'output and messages'
    : 'header fields, URLs and bodies';
}

function measured(work) {
  for (let i = 0; i < 2; i++) work();
  const clock = [];
  const processor = [];
  for (let i = 0; i < rounds; i++) {
    const user = process.cpuUsage().user;
    const start = performance.now();
    work();
    clock.push(performance.now() - start);
    processor.push((process.cpuUsage().user - user) / 1000);
  }
  return { clock: median(clock), processor: median(processor) };
}

function read(bytes) {
  const text = new TextDecoder().decode(bytes);
  if (!/^\ufeff?\s*[{["]/.test(text)) return text.split(/\r\n|\n|\r/);
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
