import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Exchange, HeaderField } from '../../src/core/exchange.ts';
import { explain } from '../../src/core/explain.ts';
import { toJson } from '../../src/core/print/json.ts';
import { toMarkdown } from '../../src/core/print/markdown.ts';
import { toTerminal } from '../../src/core/print/terminal.ts';
import { makeJwt } from './jwt/makeJwt.ts';

const sentAt = 1795374251000;

/** Where a secret may travel in a refused exchange. */
const places: readonly ((secret: string) => Exchange)[] = [
  (it) => refused({ headers: [['Authorization', `Bearer ${it}`]] }),
  (it) => refused({ headers: [['Authorization', it]] }),
  (it) => refused({ headers: [['Authorization', `Bearer Bearer ${it}`]] }),
  (it) => refused({ headers: [['Authorization', `Bearer "${it}"`]] }),
  (it) => refused({ headers: [['Authorization', `Basic ${btoa(`me:${it}`)}`]] }),
  (it) => refused({ headers: [['Authorization', `Basic me:${it}`]] }),
  (it) => refused({ headers: [['Authorization', `token ${it}`]] }),
  (it) => refused({ headers: [['Proxy-Authorization', `Bearer ${it}`]] }),
  (it) => refused({ headers: [['Cookie', `theme=dark; session=${it}`]] }),
  (it) => refused({ headers: [['X-Api-Key', it]] }),
  (it) => refused({ headers: [['X-CSRF-Token', it]] }),
  (it) => refused({ url: `https://api.test/me?access_token=${it}` }),
  (it) => refused({ url: `https://api.test/me?api_key=${it}&page=2` }),
  (it) => refused({ url: `https://me:${it}@api.test/me` }),
  (it) => refused({ body: `grant_type=password&username=me&password=${it}` }),
  (it) => refused({ body: JSON.stringify({ user: 'me', password: it }) }),
  (it) =>
    refused({
      headers: [['Authorization', `Bearer ${it}`]],
      challenge: `Bearer error="invalid_token", error_description="The token ${it} expired"`,
    }),
  (it) =>
    refused({
      headers: [['Authorization', `Bearer ${it}`]],
      answer: JSON.stringify({ error: 'invalid_token', error_description: `Token ${it} was revoked` }),
    }),
  (it) =>
    refused({ headers: [['Cookie', `sid=${it}`]], answer: `<html><title>401</title><p>No session ${it}</p></html>` }),
];

test('a secret anywhere in an exchange shows no more than its ends in any print', () => {
  const run = fc
    .string({ unit: fc.constantFrom(...'abcdefghkmnpqrstuvwxyzABCDEFGH23456789'), minLength: 24, maxLength: 50 })
    .map((it) => `Q7${it}`);
  const secret = fc.oneof(
    run,
    run.map((it) => makeJwt({ jti: it, exp: 1 })),
    run.map((it) => `ghp_${it}`),
  );
  fc.assert(
    fc.property(secret, fc.constantFrom(...places), (value, place) => {
      const report = explain(place(value), sentAt);
      const prints = [
        toMarkdown(report),
        toTerminal(report, { color: true, width: 100 }),
        JSON.stringify(toJson(report, 'x.har', 0)),
        JSON.stringify(report),
      ];
      for (const print of prints) {
        for (let i = 0; i + 9 <= value.length; i++) {
          const piece = value.slice(i, i + 9);
          assert.ok(!print.includes(piece), `${piece} in ${print}`);
        }
      }
    }),
    { numRuns: 400 },
  );
});

function refused(it: {
  headers?: [string, string][];
  url?: string;
  body?: string;
  challenge?: string;
  answer?: string;
}): Exchange {
  const headers: HeaderField[] = (it.headers ?? []).map(([name, value]) => ({ name, value }));
  const body = (text: string) => ({ text, size: text.length, mimeType: /^[{]/.test(text) ? 'application/json' : '' });
  return {
    request: {
      method: it.body === undefined ? 'GET' : 'POST',
      url: it.url ?? 'https://api.test/me',
      httpVersion: 'HTTP/1.1',
      headers,
      ...(it.body === undefined ? {} : { body: body(it.body) }),
    },
    response: {
      status: 401,
      statusText: 'Unauthorized',
      httpVersion: 'HTTP/1.1',
      headers: [{ name: 'WWW-Authenticate', value: it.challenge ?? 'Bearer' }],
      body: body(it.answer ?? ''),
    },
    sentAt,
    earlier: [],
    dropped: [],
    source: 'sent',
  };
}
