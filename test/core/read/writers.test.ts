import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { explain } from '../../../src/core/explain.ts';
import { readExchanges } from '../../../src/core/read/index.ts';

interface Writer {
  readonly name: string;
  readonly log: object;
  readonly saw: string;
  /** Header names of the request as they must be read. */
  readonly sent: readonly string[];
  readonly url: string;
  readonly body: string | undefined;
}

const time = '2026-11-22T19:04:11.250Z';
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** One refused entry as each writer lays it out; what only one of them writes is kept. */
const writers: readonly Writer[] = [
  {
    name: 'Chrome, sanitized',
    saw: 'HAR of Chrome, 1 entry',
    sent: ['accept', 'User-Agent'],
    url: 'https://api.test/me',
    body: '{"error":"no"}',
    log: {
      version: '1.2',
      creator: { name: 'WebInspector', version: '537.36' },
      pages: [],
      entries: [
        {
          _connectionId: '1',
          _initiator: { type: 'script', stack: { callFrames: [] } },
          _priority: 'High',
          _resourceType: 'fetch',
          cache: {},
          connection: '443',
          request: {
            method: 'GET',
            url: 'https://api.test/me',
            httpVersion: 'http/2.0',
            headers: [
              { name: ':authority', value: 'api.test' },
              { name: ':method', value: 'GET' },
              { name: 'accept', value: '*/*' },
              { name: 'User-Agent', value: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36' },
            ],
            queryString: [],
            cookies: [],
            headersSize: -1,
            bodySize: 0,
          },
          response: {
            status: 401,
            statusText: '',
            httpVersion: 'http/2.0',
            headers: [{ name: 'content-type', value: 'application/json' }],
            cookies: [],
            content: { size: 14, mimeType: 'application/json', text: '{"error":"no"}' },
            redirectURL: '',
            headersSize: -1,
            bodySize: -1,
            _transferSize: 190,
            _error: null,
          },
          serverIPAddress: '192.0.2.1',
          startedDateTime: time,
          time: 41.2,
          timings: { blocked: 2, dns: -1, ssl: -1, connect: -1, send: 0.1, wait: 38, receive: 1, _blocked_queueing: 1 },
        },
      ],
    },
  },
  {
    name: 'Firefox',
    saw: 'HAR of Firefox, 1 entry',
    sent: ['Host', 'Authorization'],
    url: 'https://api.test/me',
    body: '{"error":"no"}',
    log: {
      version: '1.2',
      creator: { name: 'Firefox', version: '145.0' },
      browser: { name: 'Firefox', version: '145.0' },
      pages: [{ id: 'page_1', pageTimings: {}, startedDateTime: '2026-11-22T20:04:11.000+01:00', title: 'x' }],
      entries: [
        {
          startedDateTime: '2026-11-22T20:04:11.250+01:00',
          request: {
            bodySize: 0,
            method: 'GET',
            url: 'https://api.test/me',
            httpVersion: 'HTTP/2',
            headers: [
              { name: 'Host', value: 'api.test' },
              { name: 'Authorization', value: 'Bearer abcdefgh12345678' },
            ],
            cookies: [],
            queryString: [],
            headersSize: 60,
          },
          response: {
            status: 401,
            statusText: 'Unauthorized',
            httpVersion: 'HTTP/2',
            headers: [],
            cookies: [],
            content: { mimeType: 'application/json', size: 14, encoding: 'base64', text: base64('{"error":"no"}') },
            redirectURL: '',
            headersSize: 0,
            bodySize: 14,
          },
          cache: {},
          timings: { blocked: 0, dns: 0, connect: 0, ssl: 0, send: 0, wait: 45, receive: 0 },
          time: 45,
          _securityState: 'secure',
          serverIPAddress: '192.0.2.1',
          connection: '443',
          pageref: 'page_1',
        },
      ],
    },
  },
  {
    name: 'Safari',
    saw: 'HAR of Safari, 1 entry',
    sent: ['Accept', 'Cookie'],
    url: 'https://api.test/me',
    body: undefined,
    log: {
      version: '1.2',
      creator: { name: 'WebKit Web Inspector', version: '1.0' },
      pages: [{ startedDateTime: time, id: 'page_0', title: 'x', pageTimings: { onContentLoad: 1, onLoad: 2 } }],
      entries: [
        {
          pageref: 'page_0',
          startedDateTime: time,
          time: 33.1,
          request: {
            method: 'GET',
            url: 'https://api.test/me',
            httpVersion: '',
            cookies: [{ name: 'sid', value: 'abc' }],
            headers: [{ name: 'Accept', value: '*/*' }],
            queryString: [],
            headersSize: -1,
            bodySize: -1,
          },
          response: {
            status: 401,
            statusText: 'Unauthorized',
            httpVersion: 'h2',
            cookies: [],
            headers: [],
            content: { size: 14, compression: 0, mimeType: 'application/json' },
            redirectURL: '',
            headersSize: -1,
            bodySize: 14,
            _transferSize: 14,
          },
          cache: {},
          timings: { blocked: -1, dns: -1, connect: -1, ssl: -1, send: 0.2, wait: 30, receive: 1 },
          _fetchType: 'Network Load',
          _priority: 'high',
        },
      ],
    },
  },
  {
    name: 'Charles',
    saw: 'HAR of Charles, 1 entry',
    sent: ['authorization', 'content-type'],
    url: 'https://api.test/login',
    body: '{"error":"no"}',
    log: {
      version: '1.2',
      creator: { name: 'Charles Proxy', version: '5.0.1' },
      entries: [
        {
          startedDateTime: '2026-11-22T20:04:11.250+01:00',
          time: 51,
          request: {
            method: 'POST',
            url: 'https://api.test/login',
            httpVersion: 'HTTP/2.0',
            cookies: [],
            headers: [
              { name: ':method', value: 'POST' },
              { name: 'authorization', value: 'Basic dTpw' },
              { name: 'content-type', value: 'application/x-www-form-urlencoded' },
            ],
            queryString: [],
            postData: {
              mimeType: 'application/x-www-form-urlencoded',
              params: [{ name: 'grant_type', value: 'password' }],
            },
            headersSize: 60,
            bodySize: 19,
          },
          response: {
            _charlesStatus: 'COMPLETE',
            status: 401,
            statusText: '',
            httpVersion: 'HTTP/2.0',
            cookies: [],
            headers: [{ name: 'content-type', value: 'application/json' }],
            content: { size: 14, mimeType: 'application/json', text: base64('{"error":"no"}'), encoding: 'base64' },
            redirectURL: null,
            headersSize: 0,
            bodySize: 14,
          },
          serverIPAddress: '192.0.2.1',
          cache: {},
          timings: { dns: -1, connect: -1, ssl: -1, send: 0, wait: 49, receive: 2 },
        },
      ],
    },
  },
  {
    name: 'mitmproxy',
    saw: 'HAR of mitmproxy, 1 entry',
    sent: ['Authorization'],
    url: 'http://api.test/me',
    body: '{"error":"no"}',
    log: {
      version: '1.2',
      creator: { name: 'mitmproxy', version: '11.0.0', comment: '' },
      pages: [],
      entries: [
        {
          startedDateTime: '2026-11-22T19:04:11.250000+00:00',
          time: 12.5,
          request: {
            method: 'GET',
            url: 'http://api.test/me',
            httpVersion: 'HTTP/1.1',
            cookies: [],
            headers: [{ name: 'Authorization', value: 'Bearer abcdefgh12345678' }],
            queryString: [],
            headersSize: 200,
            bodySize: 0,
          },
          response: {
            status: 401,
            statusText: 'Unauthorized',
            httpVersion: 'HTTP/1.1',
            cookies: [],
            headers: [],
            content: { size: 14, compression: 0, mimeType: 'application/json', text: '{"error":"no"}' },
            redirectURL: '',
            headersSize: 100,
            bodySize: 14,
          },
          cache: {},
          timings: { connect: 1, ssl: -1.0, send: 0.2, receive: 1.2, wait: 10 },
          serverIPAddress: '192.0.2.1',
        },
      ],
    },
  },
  {
    name: 'Insomnia',
    saw: 'HAR of Insomnia, 1 entry',
    sent: ['Authorization', 'User-Agent'],
    url: 'https://api.test/me',
    body: '{"error":"no"}',
    log: {
      version: '1.2',
      creator: { name: 'Insomnia REST Client', version: 'insomnia.desktop.app:v11.0.0' },
      entries: [
        {
          startedDateTime: time,
          time: 20.1,
          request: {
            method: 'GET',
            url: 'https://api.test/me',
            httpVersion: 'HTTP/1.1',
            cookies: [],
            headers: [
              { name: 'Authorization', value: 'Bearer abcdefgh12345678' },
              { name: 'User-Agent', value: 'insomnia/11.0.0' },
            ],
            queryString: [],
            postData: { mimeType: '', text: '' },
            headersSize: -1,
            bodySize: -1,
            settingEncodeUrl: true,
          },
          response: {
            status: 401,
            statusText: 'Unauthorized',
            httpVersion: 'HTTP/1.1',
            cookies: [],
            headers: [],
            content: { size: 14, mimeType: 'application/json', text: '{"error":"no"}' },
            redirectURL: '',
            headersSize: -1,
            bodySize: -1,
          },
          cache: {},
          timings: { blocked: -1, dns: -1, connect: -1, send: 0, wait: 20.1, receive: 0, ssl: -1 },
          comment: 'Me',
        },
      ],
    },
  },
];

suite('HAR as each tool writes it', () => {
  for (const writer of writers) {
    test(writer.name, () => {
      const { saw, exchanges } = readExchanges(JSON.stringify({ log: writer.log }, null, 2));
      assert.equal(saw, writer.saw);
      const [it] = exchanges;
      assert.ok(it);
      assert.equal(it.request.url, writer.url);
      assert.deepEqual(
        it.request.headers.map((field) => field.name),
        writer.sent,
      );
      assert.equal(it.sentAt, Date.parse(time));
      assert.equal(it.response.status, 401);
      if (writer.body === undefined) assert.equal(it.response.body?.notRecorded, true);
      else assert.equal(it.response.body?.text, writer.body);
      const missing = explain(it, 0).findings.some((found) => found.id === 'credentials-missing');
      assert.equal(missing, false, 'none of these shows that credentials were missing');
    });
  }
});
