import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imported, named } from './imported.ts';

const schema = (version: string) => `https://schema.getpostman.com/json/collection/${version}/collection.json`;

/** A collection of the format 2.1 with the given items and members. */
function collection(item: readonly unknown[], more: object = {}, version = 'v2.1.0'): string {
  return JSON.stringify({ info: { name: 'Shop', schema: schema(version) }, item, ...more });
}

const get = (name: string, more: object = {}) => ({
  name,
  request: { method: 'GET', url: 'https://a.test/x', ...more },
});
const params = (type: string, values: Record<string, unknown>) => ({
  type,
  [type]: Object.entries(values).map(([key, value]) => ({ key, value, type: 'string' })),
});

test('auth is inherited from the collection, the folder and not at all', () => {
  const read = imported(
    'postman',
    collection(
      [
        get('of the collection'),
        get('none', { auth: { type: 'noauth' } }),
        {
          name: 'Folder',
          auth: params('basic', { username: 'ada', password: 'folder-secret' }),
          item: [
            get('of the folder'),
            {
              name: 'Inner',
              item: [get('of the outer folder'), get('own', { auth: params('bearer', { token: '{{mine}}' }) })],
            },
          ],
        },
      ],
      { auth: params('bearer', { token: '{{shared}}' }) },
    ),
  );
  const auth = (name: string) => named(read, name).headers.authorization;
  assert.equal(auth('of the collection'), 'Bearer {{shared}}');
  assert.equal(auth('none'), undefined);
  assert.equal(auth('of the folder'), 'Basic ada:{{password}}');
  assert.equal(auth('of the outer folder'), 'Basic ada:{{password}}');
  assert.equal(auth('own'), 'Bearer {{mine}}');
  assert.deepEqual(read.privateEnvironments, { $shared: { password: 'folder-secret' } });
});

test('2.0 writes auth as an object and the URL as a text', () => {
  const read = imported(
    'postman',
    collection(
      [
        {
          name: 'a',
          request: {
            method: 'PUT',
            url: 'a.test/x?y=1',
            header: 'X-One: 1\r\nX-Two: 2',
            body: { mode: 'urlencoded', urlencoded: [{ key: 'k', value: 'v w' }] },
          },
        },
        { name: 'b', request: 'https://a.test/only' },
      ],
      { auth: { type: 'basic', basic: { username: 'ada', password: '{{pw}}' } } },
      'v2.0.0',
    ),
  );
  assert.deepEqual(
    read.requests.map(({ method, url, headers, bodyText }) => ({ method, url, headers, bodyText })),
    [
      {
        method: 'PUT',
        url: 'http://a.test/x?y=1',
        headers: {
          authorization: 'Basic ada:{{pw}}',
          'x-one': '1',
          'x-two': '2',
          'content-type': 'application/x-www-form-urlencoded',
        },
        bodyText: 'k=v%20w',
      },
      { method: 'GET', url: 'https://a.test/only', headers: { authorization: 'Basic ada:{{pw}}' }, bodyText: '' },
    ],
  );
});

test('each kind of auth in the form that the dialect has', () => {
  const kinds: readonly (readonly [object, string | undefined])[] = [
    [params('digest', { username: 'u', password: '{{p}}' }), 'Digest u:{{p}}'],
    [params('ntlm', { username: 'u', password: '{{p}}', domain: 'D' }), 'NTLM D\\u:{{p}}'],
    [
      params('awsv4', {
        accessKey: '{{k}}',
        secretKey: '{{s}}',
        region: 'eu-west-1',
        service: 's3',
        sessionToken: '{{t}}',
      }),
      'AWS {{k}} {{s}} token:{{t}} region:eu-west-1 service:s3',
    ],
    [params('oauth2', { accessToken: '{{ready}}' }), 'Bearer {{ready}}'],
    [params('oauth2', { accessToken: '{{ready}}', headerPrefix: 'Token' }), 'Token {{ready}}'],
    [
      params('oauth2', { accessTokenUrl: 'https://id.test/t', clientId: 'c', tokenName: 'main' }),
      'Bearer {{$auth.token("main")}}',
    ],
    [params('hawk', { authId: 'i', authKey: 'hawk-key-1' }), undefined],
    [params('oauth1', { consumerKey: 'c', consumerSecret: 'oauth1-secret' }), undefined],
    [params('jwt', { algorithm: 'HS256', secret: 'jwt-secret-1' }), undefined],
    [params('asap', { iss: 'me', privateKey: 'asap-key-1' }), undefined],
    [params('edgegrid', { clientToken: 'edge-1' }), undefined],
  ];
  const read = imported('postman', collection(kinds.map(([auth], at) => get(`r${at}`, { auth }))));
  for (const [at, [, expected]] of kinds.entries()) assert.equal(named(read, `r${at}`).headers.authorization, expected);
  const whole = Object.values(read.texts).join('\n');
  for (const it of ['hawk-key-1', 'oauth1-secret', 'jwt-secret-1', 'asap-key-1', 'edge-1']) {
    assert.ok(!whole.includes(it), it);
    assert.ok(JSON.stringify(read.privateEnvironments).includes(it), it);
  }
  for (const kind of ['hawk', 'oauth1', 'jwt', 'asap', 'edgegrid'])
    assert.ok(
      read.losses.some((it) => it.includes(`\`${kind}\``)),
      kind,
    );
});

test('an API key goes where it belongs', () => {
  const read = imported(
    'postman',
    collection([
      get('header', { auth: params('apikey', { key: 'X-Key', value: '{{k}}', in: 'header' }) }),
      get('query', { auth: params('apikey', { key: 'api key', value: '{{k}}', in: 'query' }) }),
    ]),
  );
  assert.equal(named(read, 'header').headers['x-key'], '{{k}}');
  assert.equal(named(read, 'query').url, 'https://a.test/x?api%20key={{%k}}');
});

test('an OAuth 2 configuration becomes a sign-in, its secret a variable of the private file', () => {
  const read = imported(
    'postman',
    collection([
      get('a', {
        auth: params('oauth2', {
          grant_type: 'authorization_code_with_pkce',
          authUrl: 'https://id.test/authorize',
          accessTokenUrl: 'https://id.test/token',
          clientId: 'me',
          clientSecret: 'canary-client-secret',
          client_authentication: 'body',
          scope: 'a b',
          redirect_uri: 'https://app.test/cb',
        }),
      }),
    ]),
  );
  assert.deepEqual(read.publicEnvironments.$shared?.Security, {
    Auth: {
      oauth2: {
        Type: 'OAuth2',
        'Grant Type': 'Authorization Code',
        'Auth URL': 'https://id.test/authorize',
        'Token URL': 'https://id.test/token',
        'Redirect URL': 'https://app.test/cb',
        'Client ID': 'me',
        'Client Secret': '{{clientSecret}}',
        'Client Credentials': 'in body',
        Scope: 'a b',
      },
    },
  });
  assert.deepEqual(read.privateEnvironments, { $shared: { clientSecret: 'canary-client-secret' } });
});

test('URLs: path variables, what is off, what has to be encoded', () => {
  const read = imported(
    'postman',
    collection([
      get('parts', {
        url: {
          protocol: 'https',
          host: ['a', 'test'],
          port: '8443',
          path: ['users', ':id', 'ü x'],
          query: [
            { key: 'q', value: 'a b"c' },
            { key: 'flag', value: null },
            { key: 'off', value: '1', disabled: true },
            { key: 't', value: '{{a name}}' },
          ],
          variable: [{ key: 'id', value: '7' }],
        },
      }),
    ]),
  );
  const [request] = read.requests;
  assert.equal(request?.url, 'https://a.test:8443/users/{{id}}/%C3%BC%20x?q=a%20b%22c&flag&t={{a_name}}');
  const [text = ''] = Object.values(read.texts);
  assert.match(text, /^@id = 7$/m);
  assert.match(text, /^# Off in the query: off=1$/m);
  assert.ok(read.losses.some((it) => it.includes('`a name` is called `a_name`')));
});

test('bodies of all modes', () => {
  const post = (name: string, body: object) => ({ name, request: { method: 'POST', url: 'https://a.test/', body } });
  const read = imported(
    'postman',
    collection([
      post('json', { mode: 'raw', raw: '{\r\n  "a": {{n}}\r\n}\r\n', options: { raw: { language: 'json' } } }),
      post('text', { mode: 'raw', raw: 'plain\n### not a separator\n\n> {% no script %}' }),
      post('form', {
        mode: 'urlencoded',
        urlencoded: [
          { key: 'a&b', value: '{{v}}=' },
          { key: 'off', value: '', disabled: true },
        ],
      }),
      post('parts', {
        mode: 'formdata',
        formdata: [
          { key: 'a', value: 'x', contentType: 'application/json' },
          { key: 'f', type: 'file', src: ['/data/a.png', 'b.txt'] },
        ],
      }),
      post('graphql', { mode: 'graphql', graphql: { query: 'query Q { a }', variables: '{"x": 1}' } }),
      post('file', { mode: 'file', file: { src: './data.bin' } }),
      post('none', { mode: 'raw', raw: 'x', disabled: true }),
    ]),
  );
  const body = (name: string) => named(read, name).bodyText;
  assert.equal(body('json'), '{\n  "a": {{n}}\n}');
  assert.equal(named(read, 'json').headers['content-type'], 'application/json');
  assert.equal(body('text'), 'plain\n{{nothing}}### not a separator\n\n{{nothing}}> {% no script %}');
  assert.equal(body('form'), 'a%26b={{%v}}%3D');
  assert.match(body('parts'), /name="a"\nContent-Type: application\/json\n\nx\n--/);
  assert.match(body('parts'), /name="f"; filename="a\.png"\n\n< \/data\/a\.png\n--[\s\S]*< b\.txt\n/);
  assert.equal(body('graphql'), 'query Q { a }\n\n{"x": 1}');
  assert.equal(named(read, 'graphql').headers['x-request-type'], 'GraphQL');
  assert.equal(body('file'), '< ./data.bin');
  assert.equal(body('none'), '');
});

test('a body that Postman would not send is left out and told', () => {
  const body = { mode: 'raw', raw: 'x' };
  const read = imported(
    'postman',
    collection([
      get('pruned', { body }),
      { ...get('kept', { body }), protocolProfileBehavior: { disableBodyPruning: true } },
    ]),
  );
  assert.equal(named(read, 'pruned').bodyText, '');
  assert.equal(named(read, 'kept').bodyText, 'x');
  assert.ok(read.losses.some((it) => /^pruned: Postman sends no body with GET/.test(it)));
});

test('scripts: what has an equal is carried over, the rest is a comment', () => {
  const script = (exec: readonly string[], listen = 'test') => ({ listen, script: { type: 'text/javascript', exec } });
  const read = imported(
    'postman',
    collection([
      {
        ...get('carried'),
        event: [
          script([
            '// keep',
            'const json = pm.response.json();',
            "pm.environment.set('the token', json.data[0].token);",
            'pm.test("fine", () => {',
            '  pm.response.to.have.status(201);',
            '  pm.expect(json.kind).to.eql("a");',
            '});',
          ]),
        ],
      },
      {
        ...get('not carried'),
        event: [script(['if (x) {', '  pm.environment.set("a", pm.response.json().a);', '}', '# @no-redirect'])],
      },
      { ...get('before'), event: [script(['pm.environment.set("a", Date.now())'], 'prerequest')] },
    ]),
  );
  const [text = ''] = Object.values(read.texts);
  assert.match(
    text,
    /> \{%\n {2}if \(typeof response\.body !== "object"\) throw new Error\("The answer is not JSON\."\);\n {2}const json = response\.body;\n {2}client\.global\.set\("the_token", json\.data\[0\]\.token\);\n {2}client\.test\("fine", \(\) => \{\n {4}client\.assert\(response\.status === 201\);\n {4}client\.assert\(json\.kind === "a"\);\n {2}\}\);\n%\}/,
  );
  assert.match(text, /^# \| if \(x\) \{$/m);
  assert.match(text, /^# \| # @no-redirect$/m);
  assert.equal(text.match(/> \{%/g)?.length, 1);
  assert.equal(read.losses.filter((it) => /kept as a comment/.test(it)).length, 2);
});

test('environments and globals: precedence, what is off, secrets', () => {
  const environment = JSON.stringify({
    name: 'Staging: EU',
    values: [
      { key: 'host', value: 'https://eu.test', enabled: true },
      { key: 'pin', value: 'canary-pin', enabled: true, type: 'secret' },
      { key: 'old', value: 'x', enabled: false },
    ],
    _postman_variable_scope: 'environment',
  });
  const globals = JSON.stringify({
    name: 'Globals',
    values: [
      { key: 'host', value: 'https://global.test', enabled: true },
      { key: 'lang', value: 'en', enabled: true },
    ],
    _postman_variable_scope: 'globals',
  });
  const read = imported(
    'postman',
    collection([get('a', { url: '{{host}}/{{pin}}' })], { variable: [{ key: 'host', value: 'https://own.test' }] }),
    environment,
    globals,
  );
  assert.deepEqual(read.publicEnvironments, {
    $shared: { host: 'https://own.test', lang: 'en' },
    'Staging- EU': { host: 'https://eu.test' },
  });
  assert.deepEqual(read.privateEnvironments, { 'Staging- EU': { pin: 'canary-pin' } });
});

test('a variable that an auth refers to is a secret, whatever its name', () => {
  const read = imported(
    'postman',
    collection([get('a', { auth: params('bearer', { token: '{{harmless}}' }) })], {
      variable: [{ key: 'harmless', value: 'canary-value-1' }],
    }),
  );
  assert.deepEqual(read.publicEnvironments, {});
  assert.deepEqual(read.privateEnvironments, { $shared: { harmless: 'canary-value-1' } });
});

test('dynamic names have equals, or are told', () => {
  const read = imported(
    'postman',
    collection([get('a', { url: 'https://a.test/{{$guid}}/{{$randomUUID}}/{{$randomBankAccount}}' })]),
  );
  assert.equal(read.requests[0]?.url, 'https://a.test/{{$guid}}/{{$random.uuid}}/{{randomBankAccount}}');
  assert.deepEqual(read.imported.unfilled, ['randomBankAccount']);
});

test('names stay; the same name twice says its folder', () => {
  const read = imported(
    'postman',
    collection([{ name: 'F', item: [get('Get'), { name: 'Inner', item: [get('Get')] }, get('  # odd\nname ')] }]),
  );
  assert.deepEqual(
    read.requests.map((it) => it.name),
    ['Get', 'Inner / Get', 'odd name'],
  );
});

test('a variable whose value holds a secret stands in the private file', () => {
  const read = imported(
    'postman',
    collection([get('a', { url: '{{base}}/{{settings}}' })], {
      variable: [
        { key: 'base', value: 'https://ada:canary-1@a.test' },
        { key: 'settings', value: '{"password": "canary-2"}' },
        { key: 'plain', value: 'https://a.test:8443/x@y' },
      ],
    }),
  );
  assert.deepEqual(read.publicEnvironments, { $shared: { plain: 'https://a.test:8443/x@y' } });
  assert.deepEqual(Object.keys(read.privateEnvironments.$shared ?? {}), ['base', 'settings']);
});
