import { h } from './dom.ts';
import type { SidebarState } from './protocol.ts';
import type { Ui } from './ui.ts';

export type Pickers = Pick<SidebarState, 'environments' | 'environment' | 'users' | 'user'>;

/** Environment and user. Where a workspace names none there is nothing to pick, and no picker. */
export function renderPickers(ui: Ui, state: Pickers): Node[] {
  const pickers = [
    picker('Environment', 'select-environment', state.environments, state.environment),
    picker('User', 'select-user', state.users, state.user),
  ];
  return pickers.filter((it) => it !== undefined);

  function picker(
    label: string,
    type: 'select-environment' | 'select-user',
    names: readonly string[],
    chosen: string | undefined,
  ) {
    if (names.length === 0 && chosen === undefined) return undefined;
    const listed = chosen === undefined || names.includes(chosen) ? names : [chosen, ...names];
    const select = h(
      'select',
      {
        id: type,
        'data-key': type,
        on: {
          change: () => ui.post(select.value === '' ? { type } : { type, name: select.value }),
        },
      },
      h('option', { value: '' }, 'None'),
      listed.map((it) => h('option', { value: it }, it)),
    );
    select.value = chosen ?? '';
    return h('div', { class: 'picker' }, h('label', { for: type }, label), select);
  }
}
