import { createHash, createHmac, randomBytes } from 'node:crypto';
import { supplyDynamic } from '../../core/variables/dynamic.ts';
import { limits, type ScriptChange, type ScriptResult } from './messages.ts';

/** The host's side of the wall: takes what a script does and answers what it asks, within bounds. */
export interface Outside {
  /** JSON text in, JSON text out; empty for nothing. Throws for what a script may not do: it sees the message. */
  answer(text: string): string;
  readonly hasExited: boolean;
  result(): Pick<ScriptResult, 'changes' | 'tests' | 'logs' | 'value'>;
}

export function createOutside(): Outside {
  const changes: ScriptChange[] = [];
  const tests: ScriptResult['tests'][number][] = [];
  const logs: string[] = [];
  let value: string | undefined;
  let hasExited = false;
  let written = 0;
  let logged = 0;

  const write = (size: number) => {
    written += size;
    if (limits.output < written || limits.count <= changes.length)
      throw new Error(`A script sets at most ${limits.count} values of ${limits.output / 1024} KB together.`);
  };

  function answer(text: string): string {
    if (hasExited) return '';
    const message: unknown = JSON.parse(text);
    if (!Array.isArray(message)) throw new Error('What a script hands over cannot be read: it has changed toJSON.');
    const [what, ...values]: unknown[] = message;
    switch (what) {
      case 'set': {
        const [place, name, it] = values;
        const json = JSON.stringify(it ?? null);
        const size = nameOf(name).length + json.length;
        write(size);
        changes.push({ do: 'set', in: place === 'request' ? 'request' : 'globals', name: nameOf(name), json });
        return '';
      }
      case 'set-header': {
        const [name, it] = values;
        write(String(it).length);
        changes.push({ do: 'set-header', name: nameOf(name), value: String(it) });
        return '';
      }
      case 'clear': {
        const [place, name] = values;
        write(0);
        const where = place === 'headers' ? 'headers' : 'globals';
        changes.push({ do: 'clear', in: where, ...(name === undefined ? {} : { name: nameOf(name) }) });
        return '';
      }
      case 'log':
        log(String(values[0]));
        return '';
      case 'test':
        test(values);
        return '';
      case 'value':
        if (text.length <= limits.output) value = JSON.stringify(values[0]);
        else throw new Error(`What it gives has more than ${limits.output / 1024} KB.`);
        return '';
      case 'exit':
        hasExited = true;
        return '';
      case 'dynamic':
        return JSON.stringify(draw(String(values[0])));
      case 'hash':
        return JSON.stringify(hash(values));
      case 'convert': {
        const [it, from, to] = values;
        return JSON.stringify(Buffer.from(String(it), encodingOf(from)).toString(encodingOf(to)));
      }
      default:
        return '';
    }
  }

  function log(line: string): void {
    if (logged === Number.POSITIVE_INFINITY) return;
    logged += line.length;
    if (logged <= limits.logs && logs.length < limits.count) {
      logs.push(line);
      return;
    }
    logs.push('… more was logged than is kept.');
    logged = Number.POSITIVE_INFINITY;
  }

  function test([name, passed, described]: readonly unknown[]): void {
    if (limits.count <= tests.length) throw new Error(`A script has at most ${limits.count} tests.`);
    const message = typeof described === 'string' ? (readDescribed(described)?.message ?? '') : undefined;
    tests.push({
      name: String(name).slice(0, limits.name),
      passed: passed === true,
      ...(message === undefined ? {} : { message: message.replace(/^Error: /, '').slice(0, longestMessage) }),
    });
  }

  return {
    answer,
    get hasExited() {
      return hasExited;
    },
    result: () => ({ changes, tests, logs, ...(value === undefined ? {} : { value }) }),
  };
}

const longestMessage = 2000;

/** What `describe` inside the sandbox wrote: an error's words and its stack. */
export function readDescribed(text: string): { readonly message: string; readonly stack: string } | undefined {
  try {
    const read: unknown = JSON.parse(text);
    if (!Array.isArray(read) || typeof read[0] !== 'string' || typeof read[1] !== 'string') return undefined;
    return { message: read[0].slice(0, longestMessage), stack: read[1].slice(0, 10_000) };
  } catch {
    return undefined;
  }
}

function nameOf(name: unknown): string {
  if (typeof name !== 'string' || name === '' || limits.name < name.length)
    throw new Error(`A name has 1 to ${limits.name} characters.`);
  return name;
}

function draw(name: string): string {
  const supplied = supplyDynamic(name.slice(0, limits.name), {
    now: Date.now(),
    random: () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48,
    localOffset: (ms) => -new Date(ms).getTimezoneOffset(),
    processEnv: {},
  });
  if (supplied.kind === 'value') return supplied.text;
  throw new Error(supplied.kind === 'problem' ? supplied.message.replaceAll('`', '') : `${name} has no value here.`);
}

const algorithms = new Set(['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512']);

function hash([algorithm, pieces, to, secret]: readonly unknown[]): string {
  if (typeof algorithm !== 'string' || !algorithms.has(algorithm) || !Array.isArray(pieces))
    throw new Error('This hash is not known.');
  const made = secret ? createHmac(algorithm, octets(secret)) : createHash(algorithm);
  for (const it of pieces) made.update(octets(it));
  return made.digest().toString(encodingOf(to));
}

function octets(piece: unknown): Buffer {
  return Array.isArray(piece) ? Buffer.from(String(piece[0]), encodingOf(piece[1])) : Buffer.alloc(0);
}

function encodingOf(name: unknown): BufferEncoding {
  const known = String(name).toLowerCase().replace('us-ascii', 'latin1').replace('iso-8859-1', 'latin1');
  if (Buffer.isEncoding(known)) return known;
  throw new Error(`The encoding ${JSON.stringify(name)} is not known.`);
}
