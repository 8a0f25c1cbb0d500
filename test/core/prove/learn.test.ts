import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { CauseId } from '../../../src/core/causeIds.ts';
import type { Exchange, HeaderField } from '../../../src/core/exchange.ts';
import { explain } from '../../../src/core/explain.ts';
import type { Change, Experiment, Finding } from '../../../src/core/prove/experiment.ts';
import { learn } from '../../../src/core/prove/learn.ts';
import { plain, words } from '../../../src/core/text.ts';

interface Answer {
  readonly status: number;
  readonly text?: string;
  readonly challenge?: string;
}

const bearer = (token: string): HeaderField => ({ name: 'Authorization', value: `Bearer ${token}` });

function exchange(
  { status, text = '', challenge }: Answer,
  headers: readonly HeaderField[],
  url = 'http://api.example/orders',
): Exchange {
  return {
    request: { method: 'GET', url, httpVersion: 'HTTP/1.1', headers },
    response: {
      status,
      statusText: status === 200 ? 'OK' : '',
      httpVersion: 'HTTP/1.1',
      headers: challenge === undefined ? [] : [{ name: 'WWW-Authenticate', value: challenge }],
      body: { text, size: text.length, mimeType: 'text/plain' },
    },
    earlier: [],
    dropped: [],
    source: 'sent',
  };
}

const experiment = (change: Change): Experiment => ({
  change,
  title: words('Send it'),
  tells: words('So.'),
  about: [],
});
const mine = [bearer('mine-0123456789abcdef')];

/** The request as it was before and after, and each change twice where `twice` says so. */
function findings(
  original: Exchange,
  tried: readonly (readonly [Change, Answer, (readonly HeaderField[])?])[],
): Finding[] {
  const repeat = { experiment: experiment({ change: 'nothing' }), exchange: original };
  const changes = tried.map(([change, answer, headers = mine]) => ({
    experiment: experiment(change),
    exchange: exchange(answer, headers),
  }));
  const decides = changes.filter((it) => it.exchange.response.status === 200);
  return [repeat, ...changes, ...decides, repeat];
}

const no = { status: 401, text: 'Unauthorized' };
const forbidden = { status: 403, text: 'Forbidden' };
const ok = { status: 200, text: 'all' };
const none = { change: 'no-credentials' } as const;
const garbage = { change: 'garbage-token' } as const;
const admin = { change: 'user', to: 'admin' } as const;
const theirs = [bearer('admin-0123456789abcdef')];

suite('what is learned', () => {
  const rows: readonly {
    readonly what: string;
    readonly original: Exchange;
    readonly tried: readonly (readonly [Change, Answer, (readonly HeaderField[])?])[];
    readonly proven?: CauseId;
    readonly out?: readonly CauseId[];
    readonly says?: RegExp;
  }[] = [
    {
      what: 'anonymous 401, nobody’s 401, another user 200: the caller lacks a right',
      original: exchange(forbidden, mine),
      tried: [
        [none, no, []],
        [garbage, no],
        [admin, ok, theirs],
      ],
      proven: 'role-missing',
      out: ['token-invalid', 'credentials-missing', 'scheme-mismatch'],
      says: /it is about what the caller may do/,
    },
    {
      what: 'without another user it is about rights, and which one is not proven',
      original: exchange(forbidden, mine),
      tried: [
        [none, no, []],
        [garbage, no],
      ],
      out: ['token-invalid', 'credentials-missing'],
    },
    {
      what: 'the same 403 for everybody: nothing is known of the caller',
      original: exchange(forbidden, mine),
      tried: [
        [none, forbidden, []],
        [garbage, forbidden],
        [admin, ok, theirs],
      ],
      says: /does not depend on the credential/,
    },
    {
      what: 'nobody’s token is refused alike, another one passes: the token is rejected',
      original: exchange(no, mine),
      tried: [
        [none, no, []],
        [garbage, no],
        [admin, ok, theirs],
      ],
      proven: 'token-invalid',
    },
    {
      what: 'nobody’s token is refused otherwise: this one is known, and the reason is not',
      original: exchange(no, mine),
      tried: [
        [none, no, []],
        [garbage, { status: 401, text: 'Malformed' }],
        [admin, ok, theirs],
      ],
      out: ['credentials-missing'],
    },
    {
      what: 'nobody’s token passes: nothing is checked, and nothing follows',
      original: exchange(no, mine),
      tried: [[garbage, ok]],
    },
    {
      what: 'two changes pass that have nothing to do with each other',
      original: exchange(forbidden, []),
      tried: [
        [{ change: 'trailing-slash' }, ok, []],
        [{ change: 'accept', to: '*/*' }, ok, []],
      ],
    },
    {
      what: 'the slash decides',
      original: exchange(forbidden, []),
      tried: [
        [{ change: 'trailing-slash' }, ok, []],
        [{ change: 'accept', to: '*/*' }, forbidden, []],
      ],
      proven: 'route-mismatch',
    },
    {
      what: 'a page of a login is nobody let through',
      original: exchange(forbidden, mine),
      tried: [[{ change: 'https' }, { status: 302 }]],
    },
    {
      what: 'an error inside a 200 is nobody let through',
      original: exchange(no, mine),
      tried: [[{ change: 'trailing-slash' }, { status: 200, text: '{"error":"unauthorized"}' }]],
    },
    {
      what: 'a signature that is surely wrong is answered otherwise: that of this one is not refused',
      original: exchange({ status: 401, text: 'invalid_token' }, mine),
      tried: [[{ change: 'wrong-signature' }, { status: 401, text: 'signature is not right' }]],
      out: ['token-signature-invalid'],
    },
    {
      what: 'a limit of requests ends it',
      original: exchange(forbidden, mine),
      tried: [
        [none, { status: 429 }, []],
        [admin, ok, theirs],
      ],
    },
  ];
  for (const { what, original, tried, proven, out = [], says } of rows) {
    test(what, () => {
      const facts = learn(original, findings(original, tried));
      const report = explain(original, 0, { proof: facts });
      const sure = report.findings.filter((it) => it.certainty === 'proven').map((it) => it.id);
      const alone = explain(original, 0)
        .findings.filter((it) => it.certainty === 'proven')
        .map((it) => it.id);
      assert.deepEqual(sure, proven === undefined ? alone : [proven]);
      const ruledOut = report.ruledOut.map((it) => it.id);
      for (const it of out) assert.ok(ruledOut.includes(it), `${it} is ruled out, of ${ruledOut.join(' ')}`);
      if (says) assert.match(facts.shown.map((it) => plain(it.says)).join('\n'), says);
    });
  }

  test('without the request once more at the end, nothing is proven', () => {
    const original = exchange(forbidden, []);
    const all = findings(original, [[{ change: 'trailing-slash' }, ok, []]]);
    assert.equal(learn(original, all).proven?.what, 'path');
    assert.equal(learn(original, all.slice(0, -1)).proven, undefined);
    assert.equal(learn(original, all.slice(1)).proven, undefined);
    assert.equal(learn(original, all.toSpliced(2, 1)).proven, undefined, 'and not when it passed once');
  });

  test('a change that was not sent, or got no answer, shows nothing', () => {
    const original = exchange(forbidden, mine);
    const failed = { experiment: experiment({ change: 'https' }), failed: 'It does not speak TLS.' };
    const { shown, excluded } = learn(original, [
      { experiment: experiment({ change: 'nothing' }), exchange: original },
      failed,
    ]);
    assert.equal(shown[1]?.answer, 'nothing');
    assert.deepEqual(excluded, []);
  });
});

suite('a server that answers by chance', () => {
  const changes: readonly (readonly [Change, readonly HeaderField[]])[] = [
    [{ change: 'nothing' }, mine],
    [{ change: 'trailing-slash' }, mine],
    [{ change: 'origin', to: undefined }, mine],
    [none, []],
    [garbage, mine],
    [admin, theirs],
  ];
  const answers = [ok, no, forbidden];

  test('proves nothing by any pattern in which the same request is answered in two ways, or which contradicts itself', () => {
    const original = exchange(forbidden, mine);
    let proofs = 0;
    // The six requests, then that which passed first and the request as it was once more: 3^8 patterns.
    for (let pattern = 0; pattern < 3 ** 8; pattern++) {
      const drawn = Array.from({ length: 8 }, (_, i) => answers[Math.floor(pattern / 3 ** i) % 3] ?? no);
      const first = changes.findIndex((_, i) => 0 < i && drawn[i] === ok);
      const order = [...changes, changes[first < 0 ? 1 : first] ?? changes[0], changes[0]];
      const sent = order.map((it, i): Finding => {
        const [change, headers] = it ?? [{ change: 'nothing' } as const, mine];
        return { experiment: experiment(change), exchange: exchange(drawn[i] ?? no, headers) };
      });
      const { proven, excluded, doubt } = learn(original, sent);
      if (doubt) assert.deepEqual([proven, excluded], [undefined, []]);
      if (!proven) continue;
      proofs++;
      assert.equal(drawn[0], forbidden);
      assert.equal(drawn[7], forbidden);
      assert.equal(drawn[6], ok, 'what decides passed twice');
      const passed = new Set(order.slice(1, 7).flatMap((it, i) => (drawn[i + 1] === ok ? [aspect(it?.[0])] : [])));
      assert.equal(passed.size, 1, 'one aspect alone');
    }
    assert.ok(0 < proofs && proofs < 3 ** 8 / 20, `${proofs} patterns are consistent`);
  });

  test('whose text is another one each time is compared by its status', () => {
    const original = exchange({ status: 401, text: 'alpha' }, mine);
    const repeat = (text: string) => ({
      experiment: experiment({ change: 'nothing' } as const),
      exchange: exchange({ status: 401, text }, mine),
    });
    const other = { experiment: experiment(garbage), exchange: exchange({ status: 401, text: 'gamma' }, mine) };
    const { shown, excluded } = learn(original, [repeat('beta'), other, repeat('delta')]);
    assert.deepEqual(
      shown.map((it) => it.answer),
      ['same-status', 'same-status', 'same-status'],
    );
    assert.deepEqual(excluded, []);
  });
});

function aspect(change: Change | undefined): string {
  return change && /credentials|token|user/.test(change.change) ? 'credentials' : (change?.change ?? '');
}
