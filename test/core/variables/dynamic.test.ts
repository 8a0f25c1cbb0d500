import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { civilTime, shiftTime } from '../../../src/core/variables/calendar.ts';
import { dynamicNames, supplyDynamic } from '../../../src/core/variables/dynamic.ts';
import { filled, layer, scopeOf, supplies } from '../variables/scope.ts';

function supplied(reference: string): string {
  const it = supplyDynamic(reference, supplies);
  if (it.kind === 'value') return it.text;
  if (it.kind === 'problem') return `! ${it.message}`;
  if (it.kind === 'variable') return `${it.in} ${it.name}`;
  if (it.kind === 'token') return `token from ${it.token.from}`;
  return `? ${it.label}${it.secret ? ' (secret)' : ''}${it.initial === undefined ? '' : ` [${it.initial}]`}${it.choices ? ` of ${it.choices.join('|')}` : ''}${it.remember ? ' once' : ''}`;
}

const table: readonly (readonly [string, string | RegExp])[] = [
  ['$timestamp', '1795000000'],
  ['$timestamp -1 d', '1794913600'],
  ['$timestamp 2 h', '1795007200'],
  ['$timestamp 1 x', /^! .*Units: y Q M w d h m s ms/],
  ['$isoTimestamp', '2026-11-18T11:06:40.123Z'],
  ['$datetime iso8601', '2026-11-18T11:06:40.123Z'],
  ['$datetime rfc1123', 'Wed, 18 Nov 2026 11:06:40 GMT'],
  ['$datetime iso8601 1 y', '2027-11-18T11:06:40.123Z'],
  ['$datetime "YYYY-MM-DD" -18 d', '2026-10-31'],
  ["$datetime 'DD.MM.YY HH:mm:ss.SSS'", '18.11.26 11:06:40.123'],
  ["$datetime 'yyyy-MM-ddTHH:mm:ss.fffK'", '2026-11-18T11:06:40.123+00:00'],
  ['$datetime', '2026-11-18T11:06:40.123Z'],
  ['$datetime 1 d', '2026-11-19T11:06:40.123Z'],
  ['$localDatetime iso8601', '2026-11-18T13:06:40.123+02:00'],
  ['$localDatetime rfc1123', 'Wed, 18 Nov 2026 13:06:40 +0200'],
  ['$uuid', '88888888-8888-4888-a888-888888888888'],
  ['$guid', '88888888-8888-4888-a888-888888888888'],
  ['$random.uuid', '88888888-8888-4888-a888-888888888888'],
  ['$randomInt', '500'],
  ['$randomInt 10 20', '15'],
  ['$randomInt 20 10', /^! .*greater/],
  ['$random.integer(0, 10)', '5'],
  ['$random.integer(8)', '4'],
  ['$random.float(1, 2)', '1.5'],
  ['$random.alphabetic(3)', 'AAA'],
  ['$random.hexadecimal(4)', '8888'],
  ['$random.email', 'grace.liskov50@example.com'],
  ['$processEnv API_TOKEN', 'from the process'],
  ['$processEnv %NAME_OF', 'from the process'],
  ['$env.API_TOKEN', 'from the process'],
  ['$processEnv API_TOKE', /^! .*not set.*`API_TOKEN`/],
  ['$dotenv NAME', 'dotenv NAME'],
  ['$dotEnv %NAME_OF', 'dotenv API_TOKEN'],
  ['$shared host', 'shared host'],
  ['$projectRoot', '/project'],
  ['$historyFolder', '/project/.idea/httpRequests'],
  ['$input Your name $value: Ada', '? Your name [Ada]'],
  ['$password For the API', '? For the API (secret)'],
  ['$pick Which? $value: a, b', '? Which? of a|b'],
  ['$input-askonce Code', '? Code once'],
  ['$auth.token("dev")', 'token from configured'],
  ["$auth.idToken('dev')", 'token from configured'],
  ['$auth.token(dev)', /^! `\$auth\.token` needs the id of a sign-in/],
  ['$session github repo', 'token from account'],
  ['$oidcAccessToken new clientId:x', 'token from rest-client'],
  ['$aadToken', 'token from rest-client'],
  ['$uudi', /^! .*`\$uuid`/],
  ['$global.token', /^! .*set by scripts.*`@token = …`/],
  ['$nothingLikeIt', /^! .*no name that Why401 supplies/],
];
for (const [reference, expected] of table) {
  test(`{{${reference}}}`, () =>
    typeof expected === 'string'
      ? assert.equal(supplied(reference), expected)
      : assert.match(supplied(reference), expected));
}

test('$dotenv and $shared read their own layers', () => {
  const layers = [
    layer('environment', { x: 'env' }),
    layer('shared', { x: 'shared' }, true),
    layer('dotenv', { x: 'dotenv' }),
  ];
  assert.equal(filled('{{$dotenv x}} {{$shared x}}', scopeOf({ layers })), 'dotenv shared');
  assert.match(filled('{{$dotenv y}}', scopeOf({ layers })), /Looked in: dotenv file/);
  assert.match(filled('{{$dotenv y}}'), /no \.env file was found/);
});

test('a question is asked once for one request, and its answer is not scanned', () => {
  assert.equal(filled('{{$input a}}{{$input a}}'), 'needs answer');
  assert.equal(filled('{{$input a}}', scopeOf({ answers: new Map([['$input a', '{{x}}']]) })), '{{x}}');
});

test('every name is known to the reader of names', () => {
  for (const name of dynamicNames) assert.doesNotMatch(supplied(name), /no name that Why401 supplies/, name);
});

test('a month on from the 31st is the last day of the shorter month', () => {
  const january31 = Date.UTC(2028, 0, 31, 5);
  assert.equal(shiftTime(january31, 1, 'M'), Date.UTC(2028, 1, 29, 5));
  assert.equal(shiftTime(january31, -1, 'Q'), Date.UTC(2027, 9, 31, 5));
  assert.equal(shiftTime(Date.UTC(2028, 1, 29), 1, 'y'), Date.UTC(2029, 1, 28));
});

test('property: the calendar agrees with the language', () => {
  fc.assert(
    fc.property(fc.integer({ min: -8_000_000_000_000, max: 8_000_000_000_000 }), (ms) => {
      const date = new Date(ms);
      const time = civilTime(ms, 0);
      assert.deepEqual(
        [time.year, time.month, time.day, time.hour, time.minute, time.second, time.millisecond, time.weekday],
        [
          date.getUTCFullYear(),
          date.getUTCMonth() + 1,
          date.getUTCDate(),
          date.getUTCHours(),
          date.getUTCMinutes(),
          date.getUTCSeconds(),
          date.getUTCMilliseconds(),
          date.getUTCDay(),
        ],
      );
    }),
  );
});

test('property: no reference throws', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.constantFrom(...dynamicNames, '$'),
      (rest, name) => typeof supplied(`${name}${rest}`) === 'string',
    ),
  );
});
