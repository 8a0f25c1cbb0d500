import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from '../../../src/core/http/parse.ts';
import { createDraft } from '../../../src/core/import/draft.ts';
import { literal } from '../../../src/core/import/template.ts';
import { writeCollection } from '../../../src/core/import/writeCollection.ts';
import { resolveLast, scopeOf } from '../variables/scope.ts';

/** Pieces that a `.http` file gives a meaning to, among ordinary ones. */
const piece = fc.constantFrom(
  ...[
    '###',
    '### x',
    '# @name y',
    '// z',
    '@a = b',
    '> {% x %}',
    '< ./file',
    '<@ f',
    '<> r.txt',
    '>> out',
    '?? status == 1',
  ],
  ...['{{', '}}', '{{name}}', '{{ name }}', '\\{\\{name\\}\\}', '{{{x}}}', '{{$guid}}', '{{request', 'HTTP/1.1 200 OK'],
  ...[
    'GET https://b.test/',
    'POST /x',
    '{',
    '}',
    '[',
    '"',
    "'",
    '&',
    'a=b',
    ' ',
    '\t',
    '\n',
    '\n\n',
    '--x',
    'word',
    'ü',
    '😀',
    '/* c',
    '*/',
  ],
);
const text = fc.array(piece, { maxLength: 12 }).map((it) => it.join(''));
const type = fc.constantFrom(
  'text/plain',
  'application/json',
  'application/xml',
  'application/x-www-form-urlencoded',
  '',
);

/** Writes one request, reads it, fills it in; what would be sent. */
function sent(method: string, body: string, contentType: string) {
  const draft = createDraft({ keepSecrets: true });
  const headers = contentType === '' ? [] : [{ name: 'Content-Type', value: contentType }];
  const written = writeCollection(
    {
      name: 'x',
      items: [
        {
          kind: 'request',
          name: 'r',
          method,
          url: 'https://a.test/',
          headers,
          body: { kind: 'text', text: literal(body), exact: true },
          directives: [],
          variables: [],
          comments: [],
          handlers: [],
          assertions: [],
        },
      ],
      environments: [],
    },
    draft,
  );
  const file = written.files.find((it) => it.isHttp);
  const contents = new Map(
    written.files
      .filter((it) => !it.isHttp)
      .map((it) => [`./${it.path}`, new TextEncoder().encode(String(it.content))]),
  );
  const http = String(file?.content);
  assert.equal(parse(http).requests.length, 1, http);
  const scope = scopeOf({
    bodyFile: (path: string) => {
      const octets = contents.get(path);
      return octets ? { octets } : undefined;
    },
  });
  const resolution = resolveLast(http, scope);
  assert.equal(resolution.kind, 'resolved', `${http}\n${JSON.stringify(resolution)}`);
  if (resolution.kind !== 'resolved') throw new Error();
  assert.deepEqual(written.losses, [], http);
  return {
    method: resolution.request.method,
    body: new TextDecoder().decode(resolution.request.body ?? new Uint8Array()),
  };
}

test('a body arrives as it was, whatever it looks like', () => {
  fc.assert(
    fc.property(fc.constantFrom('POST', 'GET', 'DELETE'), text, type, (method, body, contentType) => {
      assert.deepEqual(sent(method, body, contentType), { method, body });
    }),
    { numRuns: 2_000 },
  );
});

test('text means itself as a template', () => {
  fc.assert(
    fc.property(text, (it) => {
      const resolution = resolveLast(
        `@nothing =\n\nPOST https://a.test/\nX-T: "${literal(it.replace(/\n/g, ' '))}"\n`,
        scopeOf({}),
      );
      assert.equal(resolution.kind, 'resolved', JSON.stringify([it, literal(it), resolution]));
      if (resolution.kind === 'resolved')
        assert.equal(resolution.request.headers[0]?.value, `"${it.replace(/\n/g, ' ')}"`);
    }),
    { numRuns: 2_000 },
  );
});
