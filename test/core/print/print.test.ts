import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { toJson } from '../../../src/core/print/json.ts';
import { toHoverMarkdown, toMarkdown } from '../../../src/core/print/markdown.ts';
import { toTerminal } from '../../../src/core/print/terminal.ts';
import { text } from '../../../src/core/text.ts';
import { hostile, reportOf, sample } from './sample.ts';

const asWritten = { serializers: [(it: string) => it] };

test('a report as Markdown', (t) => {
  t.assert.snapshot(toMarkdown(sample), asWritten);
});

test('a report for a terminal of 72 columns', (t) => {
  t.assert.snapshot(toTerminal(sample, { color: false, width: 72 }), asWritten);
});

test('a report in a hover', (t) => {
  t.assert.snapshot(toHoverMarkdown(sample), asWritten);
});

test('a report as JSON', (t) => {
  t.assert.snapshot(toJson(sample, 'a.har', 3));
});

test('with colors, the words and the line breaks are the same', () => {
  const colored = toTerminal(sample, { color: true, width: 72 });
  assert.match(colored, /\u001b\[1;31m401 · The token expired/);
  const words = (it: string) =>
    it
      .replace(/\u001b\[[0-9;]*m|`/g, '')
      .split(/\s+/)
      .join(' ');
  assert.equal(words(colored), words(toTerminal(sample, { color: false, width: 72 })));
});

suite('what others wrote is shown, never obeyed', () => {
  const acting =
    /[\0-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Surrogate}|[\u{e0000}-\u{e007f}]/u;

  for (const theirs of hostile) {
    test(`in a terminal: ${JSON.stringify(theirs)}`, () => {
      const printed = toTerminal(reportOf(theirs), { color: false, width: 80 });
      assert.doesNotMatch(printed, acting);
      const colors = toTerminal(reportOf(theirs), { color: true, width: 80 }).replace(
        /\u001b\[(?:0|1|2|31|32|33|36|39|1;31)m/g,
        '',
      );
      assert.doesNotMatch(colors, acting);
    });

    test(`in Markdown: ${JSON.stringify(theirs)}`, () => {
      const printed = toMarkdown(reportOf(theirs));
      assert.doesNotMatch(printed, acting);
      const outside = withoutCode(printed);
      assert.doesNotMatch(outside, /evil|<|!\[|command:|@everyone|^#|^\|/m);
      // Our own link, and the one of the advice, are all that is left.
      assert.deepEqual(outside.match(/\]\(([^)]*)\)/g)?.length, 2);
    });

    test(`in JSON: ${JSON.stringify(theirs)}`, () => {
      const printed = JSON.stringify(toJson(reportOf(theirs), 'a.har', 0));
      assert.doesNotMatch(printed, acting);
      assert.equal(printed.includes('\n'), false);
    });
  }

  test('in a hover, and in the lines that an edit changes', () => {
    for (const theirs of hostile) {
      const report = reportOf(theirs);
      const [finding] = report.findings;
      assert.ok(finding);
      const edit = {
        kind: 'edit',
        title: text`Rename ${theirs}`,
        edit: { remove: 'header', name: 'x' },
        changes: [{ was: `x: ${theirs}`, is: `y: ${theirs}` }],
      } as const;
      const edited = { ...report, findings: [{ ...finding, fixes: [edit] }] };
      assert.doesNotMatch(toTerminal(edited, { color: false, width: 60 }), acting);
      assert.doesNotMatch(JSON.stringify(toJson(edited, 'a.har', 0)), acting);
      for (const printed of [toMarkdown(edited), toHoverMarkdown(edited)]) {
        assert.doesNotMatch(printed, acting);
        assert.doesNotMatch(withoutCode(printed), /evil|<|!\[|command:|@everyone|^#|^\|/m);
      }
    }
  });

  test('whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('`', '``', '\n', ' ', '\\', '[', ']', '(', ')', '<', '*', '\u001b', 'a') }),
        (theirs) => {
          const report = reportOf(theirs);
          assert.doesNotMatch(toTerminal(report, { color: false, width: 60 }), acting);
          assert.deepEqual(withoutCode(toMarkdown(report)).match(/\]\(([^)]*)\)/g)?.length, 2);
        },
      ),
    );
  });
});

/** Markdown without its code blocks and code spans, as CommonMark finds them. */
function withoutCode(markdown: string): string {
  const withoutBlocks = markdown.replace(/^(`{3,})[^`\n]*\n[\s\S]*?\n\1`*$/gm, '');
  let rest = '';
  let i = 0;
  while (i < withoutBlocks.length) {
    const run = /^`+/.exec(withoutBlocks.slice(i))?.[0];
    if (run === undefined) {
      rest += withoutBlocks[i];
      i++;
      continue;
    }
    const close = new RegExp(`(?<!\`)${run}(?!\`)`).exec(withoutBlocks.slice(i + run.length));
    assert.ok(close, `a code span does not end: ${withoutBlocks.slice(i, i + 60)}`);
    i += 2 * run.length + close.index;
  }
  return rest;
}
