import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, suite, test } from 'node:test';
import { plain } from '../../src/core/text.ts';
import { createProvingWorld, type Proved, type ProvingWorld, told } from '../servers/provingWorld.ts';

/** How a server answers, and what it was asked. */
type Answering = (request: IncomingMessage, response: ServerResponse) => void;

suite('proving what was refused', () => {
  let world: ProvingWorld;
  let answering: Answering = (_, response) => response.writeHead(403).end();
  let asked: { readonly line: string; readonly headers: IncomingMessage['headers'] }[] = [];
  const server = createServer((request, response) => {
    asked.push({ line: `${request.method} ${request.url}`, headers: request.headers });
    request.resume().on('end', () => answering(request, response));
  });

  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    world = await createProvingWorld(
      `@host = http://127.0.0.1:${port}

### get
GET {{host}}/orders
Authorization: Bearer {{token}}

### delete
DELETE {{host}}/orders/7
Authorization: Bearer {{token}}

### signed in
GET {{host}}/account
Authorization: {{$auth.token("shop")}}

### prompted
# @prompt code
GET {{host}}/orders?code={{code}}
Authorization: Bearer {{token}}
`,
      {
        viewer: { token: 'viewer-0123456789abcdef' },
        asking: { token: '{{$input Token}}' },
        away: { token: '{{$auth.token("shop")}}' },
        waiting: { token: '{{get.response.body.token}}' },
        admin: { token: 'admin-0123456789abcdef' },
      },
    );
  });
  beforeEach(() => {
    asked = [];
  });
  after(async () => {
    await world.close();
    server.closeAllConnections();
    server.close();
  });

  const proved = async (...args: Parameters<ProvingWorld['proved']>): Promise<Proved> => {
    const it = await world.proved(...args);
    return typeof it === 'string' ? assert.fail(it) : it;
  };
  const byToken: Answering = ({ headers }, response) => {
    const token = headers.authorization ?? '';
    response.writeHead(/admin-01/.test(token) ? 200 : /viewer-01/.test(token) ? 403 : 401).end();
  };

  test('each is shown before it goes; eight at most, after the one that was refused', async () => {
    answering = byToken;
    const it = await proved('get', 'viewer');
    assert.equal(it.after.findings[0]?.certainty, 'proven', told(it));
    assert.equal(asked.length, 1 + it.steps.length);
    assert.ok(it.steps.length <= 8);
    assert.ok(it.steps.every((step) => /^GET http:\S+: Send it/.test(step)));
    assert.doesNotMatch(JSON.stringify(it.after) + it.steps.join(), /0123456789abcdef/, 'no secret is shown');
  });

  test('only users whose credential is at hand are lent: nobody is asked, nothing is signed in or run first', async () => {
    answering = byToken;
    const it = await proved('get', 'viewer');
    const users = it.steps.flatMap((step) => /credentials of `(\w+)`/.exec(step)?.[1] ?? []);
    assert.deepEqual([...new Set(users)], ['admin']);
    assert.ok(asked.every(({ line }) => line === 'GET /orders' || line === 'GET /orders/'));
  });

  for (const confirm of [undefined, false]) {
    test(`an unsafe method is not sent ${confirm === undefined ? 'where nobody can be asked' : 'where the answer is no'}`, async () => {
      answering = byToken;
      const it = await proved('delete', 'viewer', confirm === undefined ? {} : { confirm });
      assert.equal(asked.length, 1, told(it));
      assert.ok(it.proof.findings.every((one) => /may change something/.test(one.failed ?? '')));
      assert.notEqual(it.after.findings[0]?.certainty, 'proven');
    });
  }

  test('an unsafe method goes once it was agreed to', async () => {
    answering = byToken;
    const it = await proved('delete', 'viewer', { confirm: true });
    assert.equal(it.after.findings[0]?.certainty, 'proven', told(it));
    assert.equal(asked.length, 1 + it.steps.length);
  });

  test('no redirect is followed, no cookie is kept', async () => {
    answering = ({ headers }, response) => {
      if (asked.length === 1) response.writeHead(403).end();
      else
        response
          .writeHead(headers.authorization ? 403 : 302, {
            'Set-Cookie': 'sid=experiment123456',
            Location: '/elsewhere',
          })
          .end();
    };
    await proved('get', 'viewer');
    assert.ok(asked.every(({ line, headers }) => !/elsewhere/.test(line) && headers.cookie === undefined));
  });

  test('where the request itself is answered otherwise, nothing more is sent', async () => {
    answering = (_, response) => response.writeHead(asked.length === 1 ? 403 : 200).end();
    const it = await proved('get', 'viewer');
    assert.equal(asked.length, 2, told(it));
    assert.match(plain(it.proof.doubt ?? { parts: [] }), /change by themselves/);
    assert.deepEqual(
      it.after.findings.map((one) => one.certainty),
      it.before.findings.map((one) => one.certainty),
    );
  });

  test('a limit of requests ends it', async () => {
    answering = (_, response) => response.writeHead(2 < asked.length ? 429 : 403).end();
    await proved('get', 'viewer');
    assert.equal(asked.length, 3);
  });

  test('it can be cancelled between two requests', async () => {
    const abort = new AbortController();
    answering = (_, response) => {
      response.writeHead(403).end();
      if (asked.length === 3) abort.abort();
    };
    const it = await proved('get', 'viewer', { signal: abort.signal });
    assert.ok(asked.length <= 3);
    assert.equal(it.proof.proven, undefined);
  });

  test('a server that answers by chance is never taken at its word twice', async () => {
    // A fixed sequence, so that the test is the same each time.
    let seed = 401;
    answering = (_, response) => {
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      response.writeHead(asked.length === 1 || seed < 2 ** 30 ? 403 : 200).end();
    };
    for (let i = 0; i < 40; i++) {
      asked = [];
      const { proof, after: report } = await proved('get', 'viewer');
      const byChange = new Map<string, Set<number>>();
      for (const { experiment, exchange } of proof.findings) {
        const key = JSON.stringify(experiment.change);
        byChange.set(key, (byChange.get(key) ?? new Set()).add(exchange?.response.status ?? 0));
      }
      const isContradictory = [...byChange.values()].some((it) => 1 < it.size);
      if (isContradictory) assert.notEqual(report.findings[0]?.certainty, 'proven');
    }
  });
});
