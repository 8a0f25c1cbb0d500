import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Exchange } from '../../../src/core/exchange.ts';
import { explain } from '../../../src/core/explain.ts';
import { inOrder, linesFor } from '../../../src/core/logs/join/linesFor.ts';
import type { LogRecord } from '../../../src/core/logs/logRecord.ts';
import { reasonOf, reasonOfAll } from '../../../src/core/logs/reasonOf.ts';
import { toJson } from '../../../src/core/print/json.ts';
import { confLogs } from '../../../src/local/logs/confLogs.ts';
import { readLog } from '../../../src/local/logs/readLog.ts';
import type { SendSettings } from '../../../src/send/outcome.ts';
import { send } from '../../../src/send/send.ts';
import type { Certificates } from '../../send/certificates.ts';
import type { LoggingServer } from './loggingServer.ts';
import type { Refusal } from './refusal.ts';

let cases = 0;

/** Sends a refused request to a real server, and gives what came back. */
export async function refused(
  server: LoggingServer,
  it: Refusal,
  certificates: Certificates,
  port = it.port ?? 'site',
): Promise<Exchange> {
  const host = `127.0.0.1:${server.ports[port]}`;
  const cert = it.tls === undefined || it.tls === 'none' ? undefined : certificates[it.tls];
  const settings: SendSettings = {
    timeoutMs: 10_000,
    followRedirects: false,
    rememberCookies: false,
    clientCertificates: cert ? { [host]: { cert, key: certificates.key } } : {},
    certificateAuthorities: [certificates.ca],
    insecureHosts: [],
  };
  // Requests within one second are told apart by their address alone.
  const path = `${it.path}${it.path.includes('?') ? '&' : '?'}case=${++cases}`;
  const once = async () => {
    const outcome = await send(
      {
        method: it.method ?? 'GET',
        url: `${it.tls ? 'https' : 'http'}://${host}${path}`,
        headers: it.headers ?? [],
        ...(it.body === undefined ? {} : { body: Buffer.from(it.body) }),
        ...(it.auth ? { auth: it.auth } : {}),
      },
      { settings, signal: new AbortController().signal, now: Date.now },
    );
    assert.equal(outcome.kind, 'answered', JSON.stringify(outcome));
    return outcome.kind === 'answered' ? outcome.exchange : assert.fail();
  };
  if (it.before === 'once') await once();
  const held = new AbortController();
  if (it.before === 'held')
    await (await fetch(`http://${host}${path}`, { signal: held.signal })).body?.getReader().read();
  try {
    return await once();
  } finally {
    held.abort();
  }
}

/** What is found of an exchange in the logs that the server's own configuration names. */
export async function logged(server: LoggingServer, exchange: Exchange) {
  const found = await confLogs(server.configuration);
  assert.deepEqual(found?.problems, []);
  const clock = { offsetAt: (local: number) => -new Date(local).getTimezoneOffset(), now: Date.now() };
  const records: LogRecord[] = [];
  for (const { path, formats } of found?.logs ?? []) {
    const part = await readLog(path, {
      reading: { clock, formats },
      mostBytes: 5_000_000,
      signal: new AbortController().signal,
    });
    records.push(...part.records);
  }
  const lines = inOrder(linesFor(exchange, records, reasonOf));
  const log = reasonOfAll(lines.map((it) => it.record));
  const report = explain(exchange, Date.now(), { log });
  return { lines, log, json: toJson(report, 'x.har', 0) };
}

/** Waits until the server has written what it writes; then checks what is made of it. */
export async function checkLogged(server: LoggingServer, it: Refusal, exchange: Exchange): Promise<void> {
  assert.equal(exchange.response.status, it.status, exchange.response.body?.text.slice(0, 300));
  let read = await logged(server, exchange);
  for (let i = 0; i < 20 && it.line && !read.log; i++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    read = await logged(server, exchange);
  }
  const { json, log, lines } = read;
  const told = JSON.stringify({ lines: lines.map((one) => one.record.text), causes: json.causes.slice(0, 2) }, null, 1);
  const [best] = json.causes;
  assert.ok(best && it.cause.includes(best.id), told);
  if (!it.line) {
    assert.equal(log, undefined, told);
    return;
  }
  assert.match(log?.best.record.text ?? '', it.line, told);
  assert.ok(best.certainty === 'stated' || best.certainty === 'proven', told);
  // The place is where the line stands in the real file.
  const { file = '', line = 0 } = log?.best.record ?? {};
  assert.equal(best.evidence[0]?.at, `log ${file}:${line}`, told);
  assert.match((await readFile(file, 'utf8')).split('\n')[line - 1] ?? '', it.line);
}
