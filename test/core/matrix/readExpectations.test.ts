import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { parse } from '../../../src/core/http/parse.ts';
import { readExpectations } from '../../../src/core/matrix/readExpectations.ts';
import { meets, wantFor, writtenWant } from '../../../src/core/matrix/want.ts';
import { plain } from '../../../src/core/text.ts';

function read(lines: string, users?: readonly string[]) {
  const text = `${lines}\nGET https://api.test/\n`;
  const [request] = parse(text).requests;
  assert.ok(request);
  const { expectations, problems } = readExpectations(request, users);
  return {
    wants: expectations.map((it) => `${it.user}=${writtenWant(it.want)}`).join(' '),
    marked: expectations.map((it) => text.slice(it.span.start, it.span.end)),
    problems: problems.map((it) => `${it.code} at "${text.slice(it.span.start, it.span.end)}": ${plain(it.message)}`),
  };
}

suite('reading # @expect', () => {
  const cases: readonly (readonly [lines: string, wants: string])[] = [
    ['# @expect admin=2xx viewer=403 anonymous=401 *=deny', 'admin=2xx viewer=403 anonymous=401 *=deny'],
    ['// @expect admin=2XX, viewer=403,anonymous=401', 'admin=2xx viewer=403 anonymous=401'],
    ['# @expect admin=allow\n# @expect viewer=deny', 'admin=allow viewer=deny'],
    ['# @expect "Jane Doe"=200 \'O"Hara\'=404', 'Jane Doe=200 O"Hara=404'],
    ['# @expect admin = 200 viewer= 403 x =deny', 'admin=200 viewer=403 x=deny'],
    ['# @expect jürgen=200 a.b@c.de=403', 'jürgen=200 a.b@c.de=403'],
    ['# @expect a=200,,b=403,', 'a=200 b=403'],
    ['# @name x', ''],
  ];
  for (const [lines, wants] of cases) {
    test(lines, () => {
      const { wants: got, problems } = read(lines);
      assert.deepEqual([got, problems], [wants, []]);
    });
  }

  test('each has its place', () => {
    assert.deepEqual(read('# @expect "Jane Doe"=2xx, viewer = 403').marked, ['"Jane Doe"=2xx', 'viewer = 403']);
  });

  const wrong: readonly (readonly [lines: string, wants: string, problem: string])[] = [
    [
      '# @expect',
      '',
      'expectation-unreadable at "# @expect": `# @expect` names no user. Write who gets what, such as `admin=2xx viewer=403`.',
    ],
    [
      '# @expect admin viewer=403',
      'viewer=403',
      'expectation-unreadable at "admin": Nothing says what `admin` is to get. Write a status, `2xx`, `allow` or `deny` behind it, such as `admin=403`.',
    ],
    [
      '# @expect admin= viewer=403',
      'viewer=403',
      'expectation-unreadable at "admin=": Nothing says what `admin` is to get. Write a status, `2xx`, `allow` or `deny` behind it, such as `admin=403`.',
    ],
    [
      '# @expect admin=yes',
      '',
      'expectation-unreadable at "admin=yes": `yes` is no status. Write one from 100 to 599, a class such as `2xx`, `allow` or `deny`.',
    ],
    [
      '# @expect =403',
      '',
      'expectation-unreadable at "=403": No user stands before `=403`. Write one, such as `admin=2xx`; `*` stands for all others.',
    ],
    [
      '# @expect a=200\n# @expect a=403',
      'a=200',
      'expectation-twice at "a=403": `a` stands here a second time. The first counts; remove one of the two.',
    ],
  ];
  for (const [lines, wants, problem] of wrong) {
    test(`${lines} is told of`, () => {
      const got = read(lines);
      assert.deepEqual([got.wants, got.problems], [wants, [problem]]);
    });
  }

  test('users are compared with those of the environment files', () => {
    const [one, ...more] = read('# @expect admin=200 viwer=403 *=deny', ['admin', 'viewer']).problems;
    assert.equal(
      one,
      'expectation-unknown-user at "viwer=403": `viwer` is none of `$users`, which has `admin` and `viewer`.',
    );
    assert.deepEqual(more, []);
    assert.equal(read('# @expect admin=200 viewer=403', []).problems.length, 1);
    assert.deepEqual(read('# @expect admin=200', undefined).problems, []);
  });

  test('any argument is read without harm, and what is read lies within it', () => {
    const piece = fc.constantFrom('=', ',', ' ', '"', "'", '*', 'a', '2xx', '403', '\t', 'deny', '\u202e', '{{x}}');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = `# @expect ${pieces.join('')}\nGET /\n`;
        const [request] = parse(text).requests;
        if (!request) return;
        const { expectations, problems } = readExpectations(request, ['a']);
        const names = expectations.map((it) => it.user);
        assert.equal(new Set(names).size, names.length);
        for (const { span } of [...expectations, ...problems]) {
          assert.ok(0 <= span.start && span.start < span.end && span.end <= text.indexOf('\n'));
        }
      }),
    );
  });
});

suite('what is wanted', () => {
  test('a name goes before the asterisk', () => {
    const [request] = parse('# @expect *=deny admin=2xx\nGET /\n').requests;
    assert.ok(request);
    const { expectations } = readExpectations(request);
    assert.deepEqual(wantFor(expectations, 'admin'), { kind: 'class', hundreds: 2 });
    assert.deepEqual(wantFor(expectations, 'other'), { kind: 'deny' });
    assert.equal(wantFor([], 'other'), undefined);
  });

  test('a status meets it', () => {
    const table: readonly (readonly [want: Parameters<typeof meets>[0], met: number[], not: number[]])[] = [
      [{ kind: 'status', status: 403 }, [403], [401, 200]],
      [{ kind: 'class', hundreds: 2 }, [200, 204, 299], [304, 199, 300]],
      [{ kind: 'allow' }, [200, 201, 304], [302, 401, 404, 500]],
      [{ kind: 'deny' }, [401, 403, 404, 407, 419], [200, 302, 400, 429, 500]],
    ];
    for (const [want, met, not] of table) {
      for (const it of met) assert.ok(meets(want, it), `${writtenWant(want)} ${it}`);
      for (const it of not) assert.ok(!meets(want, it), `${writtenWant(want)} ${it}`);
    }
  });
});
