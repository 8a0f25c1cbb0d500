import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { call, jsonLines } from './call.ts';

const canary = (name: string) => `canary-${name}-7f3a91c2`;
const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
const postman = (item: readonly unknown[], more: object = {}) =>
  JSON.stringify({ info: { name: 'Shop', schema }, item, ...more });

suite('why401 import', () => {
  let folder = '';
  const write = async (name: string, text: string) => {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    return path;
  };
  const out = () => mkdtemp(join(folder, 'out-'));
  const json = async (...path: readonly string[]) => JSON.parse(await readFile(join(...path), 'utf8'));

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'why401-import-'));
  });
  after(() => rm(folder, { recursive: true }));

  test('says what it wrote and what was lost', async () => {
    const source = await write(
      'a.json',
      postman([
        { name: 'One', request: { url: 'https://a.test/', auth: { type: 'hawk' } } },
        { name: 'F', item: [{ name: 'Two', request: 'https://a.test/2' }] },
      ]),
    );
    const to = await out();
    const called = await call(['import', 'postman', source, '--out', to]);
    assert.equal(called.code, 0);
    assert.match(
      called.out,
      /^2 requests in 2 \.http files\n {2}.*Shop\.http\n {2}.*F\.http\n\nNot carried over, or not as it was \(1\):\n {2}One: The auth `hawk`/,
    );
    assert.deepEqual((await readdir(to)).sort(), ['F.http', 'Shop.http']);
    const [line] = jsonLines((await call(['import', 'postman', source, '--out', await out(), '--json'])).out);
    assert.deepEqual(Object.keys(line ?? {}), ['files', 'requests', 'losses', 'toFillIn', 'remarks']);
  });

  test('a second import into the same folder takes no secret of the first for its own', async () => {
    const to = await out();
    for (const token of ['one', 'two', 'one'])
      await call(['import', 'curl', '-', '--out', to], {
        stdin: `curl https://a.test/ -H 'Authorization: Bearer ${canary(token)}'`,
      });
    assert.deepEqual(await json(to, 'http-client.private.env.json'), {
      $shared: { token: canary('one'), token2: canary('two') },
    });
    const auth = async (name: string) => /Bearer \S+/.exec(await readFile(join(to, name), 'utf8'))?.[0];
    assert.equal(await auth('a.test.http'), 'Bearer {{token}}');
    assert.equal(await auth('a.test-2.http'), 'Bearer {{token2}}');
    assert.equal(await auth('a.test-3.http'), 'Bearer {{token}}');
  });

  test('a trial writes nothing', async () => {
    const source = await write('trial.json', postman([{ name: 'One', request: 'https://a.test/' }]));
    const to = await out();
    assert.match((await call(['import', 'postman', source, '--out', to, '--dry-run'])).out, /nothing is written/);
    assert.deepEqual(await readdir(to), []);
  });

  test('files that are there stay: another name is found, environments get what they lack', async () => {
    const source = await write(
      'b.json',
      postman(
        [{ name: 'One', request: { method: 'POST', url: 'https://a.test/', body: { mode: 'raw', raw: 'a\r\nb' } } }],
        {
          variable: [
            { key: 'host', value: 'new' },
            { key: 'other', value: 'x' },
          ],
        },
      ),
    );
    const to = await out();
    await writeFile(join(to, 'Shop.http'), 'mine');
    await mkdir(join(to, 'bodies'));
    await writeFile(join(to, 'bodies/Shop-1.txt'), 'mine');
    await symlink(join(folder, 'nowhere'), join(to, 'Shop-2.http'));
    await writeFile(join(to, 'http-client.env.json'), '{\n  // kept\n  "$shared": {"host": "old"},\n  "dev": {}\n}\n');
    const called = await call(['import', 'postman', source, '--out', to]);
    assert.equal(called.code, 0, called.err);
    assert.match(called.out, /`Shop\.http` was there already/);
    assert.match(called.out, /`\$shared\.host` in http-client\.env\.json had another value/);
    assert.equal(await readFile(join(to, 'Shop.http'), 'utf8'), 'mine');
    assert.match(await readFile(join(to, 'Shop-3.http'), 'utf8'), /<@ \.\/bodies\/Shop-1-2\.txt\n/);
    assert.equal(await readFile(join(to, 'bodies/Shop-1-2.txt'), 'utf8'), 'a\r\nb');
    const environments = await readFile(join(to, 'http-client.env.json'), 'utf8');
    assert.match(environments, /\/\/ kept/);
    assert.match(environments, /"host": "old"/);
    assert.match(environments, /"other": "x"/);
  });

  test('a broken environment file stops it before anything is written', async () => {
    const source = await write(
      'c.json',
      postman([{ name: 'One', request: 'https://a.test/' }], { variable: [{ key: 'host', value: 'x' }] }),
    );
    const to = await out();
    await writeFile(join(to, 'http-client.env.json'), '{broken');
    const called = await call(['import', 'postman', source, '--out', to]);
    assert.equal(called.code, 2);
    assert.match(called.err, /http-client\.env\.json stays as it is: it is not JSON/);
    assert.deepEqual(await readdir(to), ['http-client.env.json']);
  });

  test('rules of git that take the private file back are outweighed', async () => {
    const source = await write(
      'back.json',
      postman([
        {
          name: 'One',
          request: {
            url: 'https://a.test/',
            auth: { type: 'bearer', bearer: [{ key: 'token', value: canary('back') }] },
          },
        },
      ]),
    );
    const to = await out();
    const git = (...args: readonly string[]) => execFileSync('git', ['-C', to, ...args], { encoding: 'utf8' });
    git('init', '-q');
    await mkdir(join(to, 'api', 'deep'), { recursive: true });
    await writeFile(join(to, 'api', '.gitignore'), '!http-client.private.env.json\n');
    assert.equal((await call(['import', 'postman', source, '--out', join(to, 'api', 'deep')])).code, 0);
    const seen = git('status', '--short', '-uall');
    assert.match(seen, /One\.http|Shop\.http/);
    assert.doesNotMatch(seen, /private/);
  });

  test('nothing is written through a link out of the folder, and no pipe is waited for', async () => {
    const item = {
      name: 'One',
      request: { url: 'https://{{host}}/', method: 'POST', body: { mode: 'raw', raw: 'a\r\nb' } },
    };
    const source = await write('link.json', postman([item], { variable: [{ key: 'host', value: 'a.test' }] }));
    const elsewhere = await out();
    await writeFile(join(elsewhere, 'x.json'), '{"kept": 1}');
    const linked = await out();
    await symlink(join(elsewhere, 'x.json'), join(linked, 'http-client.env.json'));
    const first = await call(['import', 'postman', source, '--out', linked]);
    assert.equal(first.code, 2);
    assert.match(first.err, /http-client\.env\.json in the folder is a link that leads out of it/);
    const bodies = await out();
    await symlink(elsewhere, join(bodies, 'bodies'));
    const second = await call(['import', 'postman', source, '--out', bodies]);
    assert.equal(second.code, 2);
    assert.match(second.err, /bodies is a link that leads out of the folder/);
    assert.deepEqual(await readdir(elsewhere), ['x.json']);
    assert.equal(await readFile(join(elsewhere, 'x.json'), 'utf8'), '{"kept": 1}');
    const piped = await out();
    execFileSync('mkfifo', [join(piped, 'http-client.env.json')]);
    const third = await call(['import', 'postman', source, '--out', piped]);
    assert.equal(third.code, 2);
    assert.match(third.err, /http-client\.env\.json in the folder is no file/);
  });

  test('git ignores the private file, and a tracked one stops it', async () => {
    const source = await write(
      'd.json',
      postman([
        {
          name: 'One',
          request: {
            url: 'https://a.test/',
            auth: { type: 'bearer', bearer: [{ key: 'token', value: canary('git') }] },
          },
        },
      ]),
    );
    const to = await out();
    const git = (...args: readonly string[]) => execFileSync('git', ['-C', to, ...args], { stdio: 'pipe' });
    git('init', '-q');
    await writeFile(join(to, '.gitignore'), 'dist');
    assert.equal((await call(['import', 'postman', source, '--out', to])).code, 0);
    assert.equal(await readFile(join(to, '.gitignore'), 'utf8'), 'dist\nhttp-client.private.env.json\n');
    git('add', '-f', 'http-client.private.env.json');
    const again = await call(['import', 'curl', '--out', to, '--', 'https://a.test/', '-u', `ada:${canary('again')}`]);
    assert.equal(again.code, 2);
    assert.match(again.err, /git tracks .* git rm --cached/);
  });

  test('wrong usage says what to do', async () => {
    const source = await write('spec.yaml', 'openapi: 3.0.0\npaths: {}\n');
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['import'], /A KIND is expected: postman, insomnia, bruno, openapi, har, curl\. /],
      [['import', source], /spec\.yaml looks like an OpenAPI document: why401 import openapi /],
      [['import', 'soap', 'x'], /There is no soap/],
      [['import', 'har'], /A SOURCE is expected/],
      [['import', 'har', source], /it is no HAR.*It looks like an OpenAPI document: why401 import openapi/],
      [['import', 'har', join(folder, 'none')], /there is no such file/],
      [['import', 'postman', folder], /this is a folder/],
      [['import', 'openapi', source], /there is no request in it/],
      [['import', 'har', '--', 'x'], /for curl only/],
    ];
    for (const [args, expected] of cases) {
      const called = await call(args);
      assert.equal(called.code, 2, args.join(' '));
      assert.match(called.err, expected, args.join(' '));
    }
  });

  test('a curl command behind --', async () => {
    const to = await out();
    const called = await call([
      'import',
      'curl',
      '--out',
      to,
      '--',
      '-X',
      'PUT',
      'https://a.test/x',
      '-d',
      "it's",
      '-L',
    ]);
    assert.equal(called.code, 0, called.err);
    assert.equal(
      await readFile(join(to, 'a.test.http'), 'utf8'),
      "# a.test\n\n### PUT /x\nPUT https://a.test/x\nContent-Type: application/x-www-form-urlencoded\n\nit's\n",
    );
  });

  test('secrets of every place stand in the private file alone', async () => {
    const places = [
      'bearer',
      'basic',
      'header',
      'query',
      'json',
      'form',
      'userinfo',
      'variable',
      'env',
      'oauth',
      'cookie',
      'off',
      'script',
      'words',
      'xml',
      'graphql',
      'part',
      'hawk',
      'folder',
      'path',
      'query-off',
    ];
    const [c] = [canary];
    const auth = (type: string, values: Record<string, string>) => ({
      type,
      [type]: Object.entries(values).map(([key, value]) => ({ key, value })),
    });
    const body = (mode: string, value: unknown) => ({ mode, [mode]: value });
    const request = (name: string, more: object) => ({
      name,
      request: { method: 'POST', url: 'https://a.test/', ...more },
    });
    const source = await write(
      'secrets.json',
      postman(
        [
          request('bearer', { auth: auth('bearer', { token: c('bearer') }) }),
          request('basic', { auth: auth('basic', { username: 'ada', password: c('basic') }) }),
          request('header', {
            header: [
              { key: 'X-Api-Key', value: c('header') },
              { key: 'Authorization', value: `Custom ${c('words')}`, disabled: true },
              { key: 'Cookie', value: `sid=${c('cookie')}` },
            ],
          }),
          request('query', { url: `https://a.test/?api_key=${c('query')}` }),
          request('json', { body: body('raw', `{"user": {"password": "${c('json')}"}}`) }),
          request('xml', { body: body('raw', `<a><password>${c('xml')}</password></a>`) }),
          request('form', {
            body: body('urlencoded', [
              { key: 'client_secret', value: c('form') },
              { key: 'token', value: c('off'), disabled: true },
            ]),
          }),
          request('part', { body: body('formdata', [{ key: 'password', value: c('part'), type: 'text' }]) }),
          request('graphql', {
            body: body('graphql', { query: '{ a }', variables: `{"password": "${c('graphql')}"}` }),
          }),
          request('userinfo', { url: `https://ada:${c('userinfo')}@a.test/` }),
          request('oauth', {
            auth: auth('oauth2', { accessTokenUrl: 'https://id.test/', clientId: 'x', clientSecret: c('oauth') }),
          }),
          request('hawk', { auth: auth('hawk', { authKey: c('hawk') }) }),
          request('path', {
            url: {
              raw: 'https://a.test/:token?x=1',
              variable: [{ key: 'token', value: c('path') }],
              query: [{ key: 'api_key', value: c('query-off'), disabled: true }],
            },
          }),
          {
            ...request('script', {}),
            event: [{ listen: 'prerequest', script: { exec: [`pm.environment.set("token", "${c('script')}");`] } }],
          },
          { name: 'F', description: `Log in with password: "${c('folder')}"`, item: [request('x', {})] },
        ],
        { variable: [{ key: 'password', value: c('variable') }] },
      ),
    );
    const environment = await write(
      'secrets.env.json',
      JSON.stringify({
        name: 'dev',
        values: [{ key: 'plain', value: c('env'), type: 'secret', enabled: true }],
        _postman_variable_scope: 'environment',
      }),
    );
    const to = await out();
    const called = await call(['import', 'postman', source, environment, '--out', to]);
    assert.equal(called.code, 0, called.err);
    const files = (await readdir(to, { recursive: true, withFileTypes: true })).filter((it) => it.isFile());
    for (const it of files) {
      const text = await readFile(join(it.parentPath, it.name), 'utf8');
      const found = places.filter((place) => text.includes(canary(place)));
      if (it.name === 'http-client.private.env.json') assert.deepEqual(found.sort(), [...places].sort());
      else assert.deepEqual(found, [], it.name);
    }
    assert.doesNotMatch(called.out + called.err, /canary/);
  });

  test('what a collection says arrives: sent to a server that keeps it', async (t) => {
    const arrived: { method: string; url: string; headers: Record<string, unknown>; body: string }[] = [];
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (it) => chunks.push(it));
      request.on('end', () => {
        arrived.push({
          method: request.method ?? '',
          url: request.url ?? '',
          headers: request.headers,
          body: Buffer.concat(chunks).toString(),
        });
        response.setHeader('Content-Type', 'application/json');
        response.end('{"token": "from-login"}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    t.after(() => server.close());
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const source = await write(
      'sent.json',
      postman(
        [
          {
            name: 'Log in',
            request: {
              method: 'POST',
              url: '{{base}}/login',
              auth: { type: 'noauth' },
              body: { mode: 'raw', raw: '{"user": "{{user name}}"}', options: { raw: { language: 'json' } } },
            },
            event: [
              {
                listen: 'test',
                script: { exec: ['var json = pm.response.json();', 'pm.environment.set("access", json.token);'] },
              },
            ],
          },
          {
            name: 'Form',
            request: {
              method: 'POST',
              url: {
                raw: '{{base}}/f/:id?q={{user name}}',
                variable: [{ key: 'id', value: 'a7' }],
                query: [{ key: 'q', value: 'x y' }],
              },
              body: {
                mode: 'urlencoded',
                urlencoded: [
                  { key: 'a', value: '{{odd}}' },
                  { key: 'b c', value: 'ü&=' },
                ],
              },
            },
          },
          {
            name: 'GraphQL',
            request: {
              method: 'POST',
              url: '{{base}}/g',
              body: {
                mode: 'graphql',
                graphql: { query: 'query Q($id: ID) { a(id: $id) }', variables: '{"id": "{{odd}}"}' },
              },
            },
          },
          {
            name: 'Literal',
            request: {
              method: 'PUT',
              url: '{{base}}/l',
              body: { mode: 'raw', raw: '### no separator\n> {% no %}\n\nGET https://b.test/\n' },
            },
          },
        ],
        {
          // Declares what a script of a request declares, too.
          event: [
            {
              listen: 'test',
              script: {
                exec: [
                  'var json = pm.response.json();',
                  'pm.test("is an answer", () => { pm.expect(json.token).to.eql("from-login"); });',
                ],
              },
            },
          ],
          auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{access}}' }] },
          variable: [
            { key: 'base', value: base },
            { key: 'user name', value: 'Ada L' },
            { key: 'odd', value: 'x&y z' },
          ],
        },
      ),
    );
    const to = await out();
    assert.equal((await call(['import', 'postman', source, '--out', to])).code, 0);
    const sent = await call(['send', join(to, 'Shop.http'), '--all']);
    assert.equal(sent.code, 0, sent.out + sent.err);
    assert.equal(sent.out.match(/is an answer/g)?.length ?? 0, 4, sent.out);
    const [login, form, graphql, plain] = arrived;
    assert.equal(login?.headers.authorization, undefined);
    assert.equal(login?.body, '{"user": "Ada L"}');
    assert.equal(form?.headers.authorization, 'Bearer from-login');
    assert.equal(form?.url, '/f/a7?q=x%20y');
    assert.equal(form?.body, 'a=x%26y%20z&b%20c=%C3%BC%26%3D');
    assert.deepEqual(JSON.parse(graphql?.body ?? ''), {
      query: 'query Q($id: ID) { a(id: $id) }',
      operationName: 'Q',
      variables: { id: 'x&y z' },
    });
    assert.equal(plain?.method, 'PUT');
    assert.equal(plain?.body, '### no separator\n> {% no %}\n\nGET https://b.test/\n');
  });

  test('environments are read as they are written', async () => {
    const source = await write('e.json', postman([{ name: 'One', request: '{{host}}/x' }]));
    const environment = await write(
      'e.env.json',
      JSON.stringify({
        name: 'Dev',
        values: [{ key: 'host', value: 'https://d.test', enabled: true }],
        _postman_variable_scope: 'environment',
      }),
    );
    const to = await out();
    await call(['import', 'postman', source, environment, '--out', to]);
    assert.deepEqual(await json(to, 'http-client.env.json'), { Dev: { host: 'https://d.test' } });
  });
});
