import { h, icon } from './dom.ts';
import { fold } from './fold.ts';
import type { TestsView } from './protocol.ts';
import type { Ui } from './ui.ts';

/** What scripts and assertions came to. Open where something failed. */
export function renderTests(ui: Ui, tests: TestsView | undefined): HTMLElement | undefined {
  if (!tests) return undefined;
  const failed = tests.rows.filter((it) => !it.passed).length;
  const counts = failed === 0 ? `${tests.rows.length} passed` : `${failed} of ${tests.rows.length} failed`;
  return fold(
    ui,
    'tests',
    0 < failed,
    [tests.rows.length === 0 ? 'Script log' : `Tests (${counts})`],
    tests.rows.length === 0
      ? undefined
      : h(
          'ul',
          { class: 'tests', 'aria-label': 'Tests' },
          tests.rows.map((it) =>
            h(
              'li',
              { class: it.passed ? 'passed' : 'failed' },
              icon(it.passed ? 'pass' : 'error'),
              h(
                'span',
                {},
                h('span', { class: 'name' }, `${it.passed ? 'Passed' : 'Failed'}: `, h('strong', {}, it.name)),
                it.request === undefined ? undefined : h('span', { class: 'because' }, `in ${it.request}`),
                it.message === undefined ? undefined : h('span', { class: 'because' }, it.message),
              ),
            ),
          ),
        ),
    tests.logs.length === 0 ? undefined : h('pre', { class: 'log' }, tests.logs.join('\n')),
  );
}
