import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imported, named } from './imported.ts';

test('Insomnia 4: folders, environments, templates, answers of other requests', () => {
  const read = imported(
    'insomnia',
    JSON.stringify({
      _type: 'export',
      __export_format: 4,
      resources: [
        { _id: 'wrk_1', _type: 'workspace', name: 'Shop' },
        {
          _id: 'env_1',
          _type: 'environment',
          parentId: 'wrk_1',
          name: 'Base',
          data: { host: 'https://a.test', user: { name: 'ada', password: 'canary-nested' }, ids: [4, 5] },
        },
        { _id: 'env_2', _type: 'environment', parentId: 'env_1', name: 'Dev', data: { host: 'https://dev.test' } },
        {
          _id: 'fld_1',
          _type: 'request_group',
          parentId: 'wrk_1',
          name: 'Auth',
          metaSortKey: -2,
          environment: { region: 'eu' },
        },
        {
          _id: 'req_1',
          _type: 'request',
          parentId: 'fld_1',
          name: 'Log in',
          method: 'POST',
          url: '{{ _.host }}/login',
          body: {
            mimeType: 'application/x-www-form-urlencoded',
            params: [
              { name: 'user', value: '{{ _.user.name }}' },
              { name: 'off', value: '1', disabled: true },
            ],
          },
          authentication: {},
        },
        {
          _id: 'req_2',
          _type: 'request',
          parentId: 'fld_1',
          name: 'Me',
          method: 'GET',
          url: "{{ _['host'] }}/me/:id",
          pathParameters: [{ name: 'id', value: '{{ _.ids[1] }}' }],
          parameters: [
            { name: 'q', value: 'a b' },
            { name: 'x', value: '1', disabled: true },
          ],
          headers: [
            { name: 'X-Id', value: "{% uuid 'v4' %}" },
            { name: 'X-Now', value: "{% now 'iso-8601', '' %}" },
            { name: 'X-Os', value: '{% os %}' },
          ],
          authentication: {
            type: 'bearer',
            token: `{% response 'body', 'req_1', 'b64::${btoa('$.token')}::46b', 'never', 60 %}`,
          },
          settingFollowRedirects: 'off',
        },
        {
          _id: 'req_3',
          _type: 'request',
          parentId: 'wrk_1',
          name: 'Query',
          method: 'POST',
          url: '{{host}}/graphql',
          metaSortKey: -9,
          body: { mimeType: 'application/graphql', text: '{"query":"{ a }","variables":{"n":1}}' },
          authentication: { type: 'basic', username: 'u', password: 'canary-basic' },
        },
        { _id: 'fld_2', _type: 'request_group', parentId: 'wrk_1', name: 'Other file' },
        {
          _id: 'req_4',
          _type: 'request',
          parentId: 'fld_2',
          name: 'Uses it',
          method: 'GET',
          url: "{{host}}/{% response 'raw', 'req_1', '', 'never', 60 %}",
        },
        { _id: 'ws_1', _type: 'websocket_request', parentId: 'wrk_1', name: 'Socket', url: 'wss://a.test' },
        { _id: 'jar_1', _type: 'cookie_jar', parentId: 'wrk_1', cookies: [{ key: 'a', value: 'b' }] },
      ],
    }),
  );
  assert.deepEqual(Object.keys(read.texts), ['Shop.http', 'Auth.http', 'Other file.http']);
  assert.match(
    read.texts['Other file.http'] ?? '',
    /# @import \.\/Auth\.http\nGET \{\{host\}\}\/\{\{Log_in\.response\.body\}\}/,
  );
  const login = named(read, 'Log_in');
  assert.equal(login.bodyText, 'user={{%user_name}}');
  const me = named(read, 'Me');
  assert.equal(me.url, '{{host}}/me/{{id}}?q=a%20b');
  assert.deepEqual(me.headers, {
    authorization: 'Bearer {{Log_in.response.body.$.token}}',
    'x-id': '{{$uuid}}',
    'x-now': '{{$isoTimestamp}}',
    'x-os': '{{osValue}}',
  });
  assert.match(read.texts['Auth.http'] ?? '', /^@region = eu$/m);
  assert.match(read.texts['Auth.http'] ?? '', /^@id = \{\{ids_1\}\}$/m);
  assert.match(read.texts['Auth.http'] ?? '', /# @no-redirect\nGET/);
  assert.equal(named(read, 'Query').headers.authorization, 'Basic u:{{password}}');
  assert.deepEqual(read.publicEnvironments, {
    $shared: { host: 'https://a.test', user_name: 'ada', ids_0: '4', ids_1: '5' },
    Dev: { host: 'https://dev.test' },
  });
  assert.deepEqual(read.privateEnvironments.$shared, {
    password: 'canary-basic',
    user_password: 'canary-nested',
    osValue: '',
  });
  assert.ok(read.losses.some((it) => /Socket/.test(it)) && read.losses.some((it) => /cookies of the jar/.test(it)));
});

test('Insomnia 5: YAML with children, headers of folders, OAuth 2', () => {
  const read = imported(
    'insomnia',
    `type: collection.insomnia.rest/5.0
name: Shop
collection:
  - name: Orders
    meta: {id: fld_1}
    headers: [{name: X-Folder, value: "1"}]
    authentication:
      type: oauth2
      grantType: client_credentials
      accessTokenUrl: https://id.test/token
      clientId: me
      clientSecret: canary-five
      credentialsInBody: true
    children:
      - name: List
        url: "{{ _.host }}/orders"
        method: GET
        meta: {id: req_1}
        headers: [{name: X-Own, value: "{{ _.host }}"}]
      - name: Open
        url: "{{ _.host }}/open"
        method: GET
        authentication: {type: none}
        body: {mimeType: application/json, text: '{"a": 1}'}
environments:
  name: Base
  data: {host: https://a.test}
  subEnvironments:
    - {name: Staging, data: {host: https://s.test}}
`,
  );
  assert.deepEqual(named(read, 'List').headers, {
    authorization: 'Bearer {{$auth.token("oauth2")}}',
    'x-folder': '1',
    'x-own': '{{host}}',
  });
  assert.equal(named(read, 'Open').headers.authorization, undefined);
  assert.deepEqual(read.privateEnvironments, { $shared: { clientSecret: 'canary-five' } });
  assert.deepEqual(read.publicEnvironments.Staging, { host: 'https://s.test' });
});

test('Bruno: a folder of .bru files', () => {
  const read = imported(
    'bruno',
    ['shop/bruno.json', '{"version": "1", "name": "Shop", "type": "collection"}'],
    [
      'shop/collection.bru',
      'headers {\n  X-All: 1\n}\n\nauth {\n  mode: bearer\n}\n\nauth:bearer {\n  token: {{token}}\n}\n\nvars:pre-request {\n  base: https://a.test\n}\n',
    ],
    ['shop/.env', 'API_KEY="canary-dotenv"\n'],
    [
      'shop/environments/Dev.bru',
      'vars {\n  base: https://dev.test\n  ~off: 1\n}\nvars:secret [\n  token,\n  ~old\n]\n',
    ],
    [
      'shop/Users/folder.bru',
      'meta {\n  name: People\n}\n\nauth {\n  mode: basic\n}\n\nauth:basic {\n  username: ada\n  password: canary-folder\n}\n',
    ],
    [
      'shop/Users/list.bru',
      'meta {\n  name: List\n  type: http\n  seq: 2\n}\n\nget {\n  url: {{base}}/users/:id?page=1\n  body: none\n  auth: inherit\n}\n\nparams:query {\n  page: 1\n  ~size: 10\n}\n\nparams:path {\n  id: 7\n}\n\nheaders {\n  X-Key: {{process.env.API_KEY}}\n  X-Home: {{process.env.HOME}}\n  ~X-Off: 1\n}\n\nassert {\n  res.status: eq 200\n  res.body.id: isNumber\n  res.body.x: matches /a/\n}\n\nvars:post-response {\n  first: res.body.items[0].id\n  odd: res.body.items.length + 1\n}\n',
    ],
    [
      'shop/Users/add.bru',
      'meta {\n  name: Add\n  seq: 1\n}\n\npost {\n  url: {{base}}/users\n  body: json\n  auth: none\n}\n\nbody:json {\n  {\n    "name": "x",\n    "list": [\n      1\n    ]\n  }\n}\n\nscript:pre-request {\n  bru.setVar(\'x\', 1);\n}\n\ndocs {\n  Adds one.\n}\n',
    ],
    [
      'shop/upload.bru',
      'meta {\n  name: Upload\n}\n\npost {\n  url: {{base}}/up\n  body: multipartForm\n  auth: inherit\n}\n\nbody:multipart-form {\n  a: x y\n  f: @file(a.png|b.png) @contentType(image/png)\n}\n',
    ],
  );
  assert.deepEqual(Object.keys(read.texts), ['Shop.http', 'People.http']);
  assert.deepEqual(
    read.requests.map((it) => it.name),
    ['Upload', 'Add', 'List'],
  );
  assert.equal(named(read, 'Upload').headers.authorization, 'Bearer {{token}}');
  assert.match(
    named(read, 'Upload').bodyText,
    /filename="a\.png"\nContent-Type: image\/png\n\n< a\.png[\s\S]*< b\.png/,
  );
  assert.equal(named(read, 'Add').headers.authorization, undefined);
  assert.equal(named(read, 'Add').bodyText, '{\n  "name": "x",\n  "list": [\n    1\n  ]\n}');
  const list = named(read, 'List');
  assert.equal(list.url, '{{base}}/users/{{id}}?page=1');
  assert.deepEqual(list.headers, {
    authorization: 'Basic ada:{{password}}',
    'x-all': '1',
    'x-key': '{{API_KEY}}',
    'x-home': '{{$processEnv HOME}}',
  });
  const people = read.texts['People.http'] ?? '';
  assert.match(people, /^# X-Off: 1$/m);
  assert.match(people, /^# Off in the query: size=10$/m);
  assert.match(people, /\?\? status == 200\n\?\? body id isNumber/);
  assert.match(people, /client\.global\.set\("first", response\.body\.items\[0\]\.id\);/);
  assert.match(people, /^# \| {1,4}bru\.setVar\('x', 1\);$/m);
  assert.deepEqual(read.privateEnvironments, {
    $shared: { API_KEY: 'canary-dotenv', password: 'canary-folder', token: '' },
  });
  assert.deepEqual(read.publicEnvironments, { $shared: { base: 'https://a.test' }, Dev: { base: 'https://dev.test' } });
});

test('Bruno: the YAML form', () => {
  const read = imported(
    'bruno',
    [
      'c/opencollection.yml',
      'opencollection: 1.0.0\ninfo:\n  name: Shop\nrequest:\n  auth:\n    type: bearer\n    token: "{{token}}"\n',
    ],
    [
      'c/environments/dev.yml',
      'name: dev\nvariables:\n  - {name: base, value: https://dev.test}\n  - {name: token, secret: true}\n',
    ],
    [
      'c/users/get.yml',
      'info: {name: Get, type: http, seq: 1}\nhttp:\n  method: GET\n  url: "{{base}}/users/:id"\n  params:\n    - {name: q, value: "1", type: query}\n    - {name: id, value: "7", type: path}\n  headers: [{name: X-One, value: "1"}, {name: X-Off, value: "1", disabled: true}]\n  auth: inherit\nruntime:\n  scripts: [{type: before-request, code: "x()"}]\n  assertions: [{expression: res.status, operator: eq, value: "200"}]\n',
    ],
    [
      'c/users/post.yml',
      'info: {name: Post, type: http, seq: 2}\nhttp:\n  method: POST\n  url: "{{base}}/users"\n  body: {type: json, data: "{\\"a\\": 1}"}\n  auth: {type: basic, basic: {username: u, password: canary-yaml}}\n',
    ],
  );
  assert.equal(named(read, 'Get').url, '{{base}}/users/{{id}}?q=1');
  assert.deepEqual(named(read, 'Get').headers, { authorization: 'Bearer {{token}}', 'x-one': '1' });
  assert.equal(named(read, 'Post').headers.authorization, 'Basic u:{{password}}');
  assert.equal(named(read, 'Post').bodyText, '{"a": 1}');
  assert.deepEqual(read.privateEnvironments, { $shared: { password: 'canary-yaml', token: '' } });
});

test('HAR: as it was sent, secrets out, the same request once', () => {
  const entry = (request: object) => ({ startedDateTime: '2026-01-01T00:00:00Z', request });
  const get = entry({
    method: 'GET',
    url: 'https://a.test/x?api_key=canary-key-123&{{y}}=1',
    headers: [
      { name: ':authority', value: 'a.test' },
      { name: 'Cookie', value: 'sid=canary-cookie' },
      { name: 'Authorization', value: 'Bearer canary-bearer' },
      { name: 'X-T', value: '{{name}}' },
    ],
  });
  const read = imported(
    'har',
    JSON.stringify({
      log: {
        entries: [
          get,
          get,
          entry({
            method: 'POST',
            url: 'https://a.test/f',
            headers: [{ name: 'Content-Type', value: 'application/x-www-form-urlencoded' }],
            postData: { mimeType: 'application/x-www-form-urlencoded', params: [{ name: 'a', value: 'b c' }] },
          }),
          entry({
            method: 'PUT',
            url: 'https://a.test/b',
            headers: [{ name: 'Content-Type', value: 'application/octet-stream' }],
            postData: { mimeType: 'application/octet-stream', text: btoa('\u0000\u00ff'), encoding: 'base64' },
          }),
          entry({ method: 'GET', url: 'wss://a.test/socket', headers: [] }),
        ],
      },
    }),
  );
  assert.equal(read.requests.length, 3);
  assert.equal(read.requests[0]?.url, 'https://a.test/x?api_key={{apiKey}}&\\{\\{y\\}\\}=1');
  assert.deepEqual(read.requests[0]?.headers, {
    cookie: '{{cookie}}',
    authorization: 'Bearer {{token}}',
    'x-t': '\\{\\{name\\}\\}',
  });
  assert.equal(read.requests[1]?.bodyText, 'a=b%20c');
  assert.equal(read.requests[2]?.bodyText, '< ./bodies/source0-1.bin');
  assert.equal(read.texts['bodies/source0-1.bin'], '\u0000\u00ff');
  assert.ok(!Object.values(read.texts).join().includes('canary'));
});

test('OpenAPI 3: servers, parameters, examples, security as expectations', () => {
  const read = imported(
    'openapi',
    `openapi: 3.0.3
info: {title: Pets}
servers:
  - {url: "https://{region}.a.test/v1/", description: Production, variables: {region: {default: eu}}}
  - {url: /relative}
security: [{token: []}]
paths:
  /pets/{petId}:
    parameters: [{$ref: "#/components/parameters/Pet"}]
    get:
      summary: Show
      tags: [pets]
      parameters:
        - {name: tags, in: query, explode: false, schema: {type: array, items: {type: string}}, example: [a, b c]}
        - {name: page, in: query, schema: {type: integer}}
        - {name: X-Trace, in: header, required: true, schema: {type: string, format: uuid}}
        - {name: session, in: cookie, required: true, schema: {type: string, default: s1}}
      responses: {"200": {content: {application/json: {}}}, "401": {}}
    post:
      tags: [pets]
      security: [{oauth: [write]}]
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Node"}}}}
      responses: {"403": {}}
  /open: {get: {security: [], responses: {"204": {}}}}
  /maybe: {get: {security: [{}, {basic: []}], responses: {}}}
  /upload: {post: {requestBody: {content: {multipart/form-data: {schema: {properties: {a: {type: string, example: x}, f: {type: string, format: binary}}}}}}}}
components:
  parameters: {Pet: {name: petId, in: path, required: true, schema: {type: integer, example: 7}}}
  schemas:
    Node: {type: object, properties: {name: {type: string, enum: [root]}, next: {$ref: "#/components/schemas/Node"}, loop: {$ref: "#/components/schemas/Loop"}, id: {type: integer, readOnly: true}}}
    Loop: {$ref: "#/components/schemas/Loop"}
  securitySchemes:
    token: {type: http, scheme: bearer}
    basic: {type: http, scheme: basic}
    oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: https://id.test/token, scopes: {}}}}
`,
  );
  const show = named(read, 'Show');
  assert.equal(show.url, '{{baseUrl}}/pets/{{petId}}?tags=a,b%20c');
  assert.deepEqual(show.headers, {
    authorization: 'Bearer {{token}}',
    accept: 'application/json',
    'x-trace': '00000000-0000-4000-8000-000000000000',
    cookie: '{{cookie}}',
  });
  assert.equal(named(read, 'POST /pets/{petId}').bodyText, '{\n  "name": "root"\n}');
  assert.equal(named(read, 'POST /pets/{petId}').headers.authorization, 'Bearer {{$auth.token("oauth")}}');
  const text = Object.values(read.texts).join('\n');
  assert.match(text, /### Show\n# Optional in the query: page=1\n# @expect anonymous=401\n/);
  assert.match(text, /# Needs the scopes: write\n# @expect anonymous=403\n/);
  assert.match(text, /# @expect anonymous=204\nGET \{\{baseUrl\}\}\/open/);
  assert.match(text, /# @expect anonymous=2xx\nGET \{\{baseUrl\}\}\/maybe/);
  assert.deepEqual(read.publicEnvironments.Production, { baseUrl: 'https://{{region}}.a.test/v1', region: 'eu' });
  assert.deepEqual(read.imported.unfilled, ['token', 'clientId', 'clientSecret', 'username', 'password']);
});

test('Swagger 2', () => {
  const read = imported(
    'openapi',
    JSON.stringify({
      swagger: '2.0',
      info: { title: 'Old' },
      host: 'a.test',
      basePath: '/v1',
      schemes: ['https'],
      consumes: ['application/json'],
      securityDefinitions: { key: { type: 'apiKey', in: 'query', name: 'k' } },
      security: [{ key: [] }],
      paths: {
        '/x': {
          post: {
            operationId: 'make',
            parameters: [{ in: 'body', name: 'b', schema: { type: 'object', properties: { n: { type: 'number' } } } }],
            responses: {},
          },
        },
      },
    }),
  );
  const [request] = read.requests;
  assert.equal(request?.url, '{{baseUrl}}/x?k={{%key}}');
  assert.equal(request?.bodyText, '{\n  "n": 1\n}');
  assert.equal(read.publicEnvironments['a.test']?.baseUrl, 'https://a.test/v1');
});

test('scripts of Insomnia and Bruno that say what one of Postman says', () => {
  const insomnia = imported(
    'insomnia',
    JSON.stringify({
      type: 'collection.insomnia.rest/5.0',
      name: 'x',
      collection: [
        {
          name: 'a',
          url: 'https://a.test/',
          method: 'GET',
          scripts: {
            afterResponse: 'const body = insomnia.response.json();\ninsomnia.environment.set("t", body.token);',
          },
        },
        { name: 'b', url: 'https://a.test/', method: 'GET', scripts: { afterResponse: 'insomnia.sendRequest("x")' } },
      ],
    }),
  );
  assert.match(
    Object.values(insomnia.texts).join(),
    /const body = response\.body;\n {2}client\.global\.set\("t", body\.token\);/,
  );
  assert.deepEqual(insomnia.losses, ['b: Script after this request: it is kept as a comment, and not run.']);
  const bruno = imported(
    'bruno',
    ['c/bruno.json', '{}'],
    [
      'c/a.bru',
      'get {\n  url: https://a.test/\n  auth: none\n}\n\nscript:post-response {\n  bru.setVar("t", res.body.token);\n}\n\ntests {\n  test("fine", function() {\n    expect(res.getStatus()).to.equal(200);\n  });\n}\n',
    ],
  );
  assert.match(
    Object.values(bruno.texts).join(),
    /client\.global\.set\("t", response\.body\.token\);\n%\}\n\n> \{%\n {2}client\.test\("fine", \(\) => \{\n {4}client\.assert\(response\.status === 200\);/,
  );
  assert.deepEqual(bruno.losses, []);
});
