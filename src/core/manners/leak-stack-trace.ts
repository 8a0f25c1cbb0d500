import { text } from '../text.ts';
import type { Manner } from './note.ts';
import { switchFor } from './switches.ts';

/** A stack trace tells strangers how the server is built. */
export const leakStackTrace: Manner = ({ facts, body }) => {
  const frame = stackFrame(body);
  if (frame === undefined) return undefined;
  return {
    id: 'leak-stack-trace',
    at: { in: 'response-body' },
    says: text`The refusal holds a stack trace: ${frame.slice(0, 120)}.`,
    instead: text`Send a short problem+json in production, and write the trace to the log under a request id.${switchFor(facts, body, 'trace')}`,
    inDevelopment: text`Keep the trace behind the debug switch that is off in production.`,
    link: 'https://cwe.mitre.org/data/definitions/209.html',
  };
};

/** The first line of a stack trace; undefined where there is none. */
export function stackFrame(body: string): string | undefined {
  return frames.map((it) => it.exec(body)?.[0]).find((it) => it !== undefined) ?? rubyFrame(body);
}

/** JavaScript, the JVM, .NET, Python, PHP, Go, Rust. */
const frames: readonly RegExp[] = [
  /\bat (?:async )?[^\s()"]{1,100} \([^()\s"]{1,300}:\d{1,6}:\d{1,6}\)/,
  /\bat [\w.$]{3,200}\([A-Z]\w{0,80}\.(?:java|kt|scala|groovy):\d{1,6}\)/,
  /\bat [\w.`<>[\],+]{3,200}\([^()\n]{0,200}\) in \S{1,200}:line \d{1,6}/,
  /Traceback \(most recent call last\)/,
  /\bFile "[^"\n]{1,300}\.py", line \d{1,6}/,
  /#\d{1,3} \S{1,300}\.php\(\d{1,6}\)/,
  /"file"\s{0,3}:\s{0,3}"[^"]{1,300}\.php",\s{0,20}"line"\s{0,3}:\s{0,3}\d{1,6}/,
  /\bgoroutine \d{1,6} \[[a-z ]{1,30}\]:/,
  /\bthread '[^'\n]{1,60}' panicked at\b/,
];

/** `app/models/user.rb:12:in 'check'`, from its end: a path may begin anywhere, and to try everywhere takes long. */
function rubyFrame(body: string): string | undefined {
  const found = /\.rb:\d{1,6}:in [`'][^'\n]{1,100}'/.exec(body);
  if (!found) return undefined;
  const path = /(?<!\S)\S+$/.exec(body.slice(Math.max(0, found.index - 200), found.index))?.[0];
  return path && path + found[0];
}
