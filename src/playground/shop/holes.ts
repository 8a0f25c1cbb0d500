/** A hole that can be opened in the shop's access control, one of each class that real APIs have. */
export interface Hole {
  readonly name: HoleName;
  /** The rule that it breaks. */
  readonly rule: string;
  /** What happens while it is open. */
  readonly open: string;
}

export type HoleName =
  | 'missing-check'
  | 'wrong-role'
  | 'scope-ignored'
  | 'other-object'
  | 'other-tenant'
  | 'verb'
  | 'trailing-slash'
  | 'shared-answer';

export const holes: readonly Hole[] = [
  {
    name: 'missing-check',
    rule: 'GET /shop/audit-log is for the roles admin and auditor',
    open: 'The route has no check at all: nobody has to sign in.',
  },
  {
    name: 'wrong-role',
    rule: 'GET /shop/customers is for the roles admin and support',
    open: 'Whoever is signed in gets them, whatever the role.',
  },
  {
    name: 'scope-ignored',
    rule: 'GET /shop/reports wants the scope reports:read',
    open: 'The scope of the token is not looked at.',
  },
  {
    name: 'other-object',
    rule: 'An order is for its owner and for support, a cart for its owner alone',
    open: 'Whoever is signed in and knows the number sees it.',
  },
  {
    name: 'other-tenant',
    rule: 'A project is for people of its tenant',
    open: 'Whoever is signed in sees the projects of all tenants.',
  },
  {
    name: 'verb',
    rule: 'The price list is read by admin and editor, written by admin and editor, deleted by admin',
    open: 'GET alone is checked: HEAD, PUT and DELETE go through.',
  },
  {
    name: 'trailing-slash',
    rule: 'GET /shop/settings is for the role admin, with and without a slash at the end',
    open: '/shop/settings/ is another path to the check, and the same one to the shop.',
  },
  {
    name: 'shared-answer',
    rule: 'GET /shop/me answers each person with themselves',
    open: 'The first answer is kept and given to whoever asks next.',
  },
];

/** Which of the holes are open; all are closed until somebody opens them. */
export interface Holes {
  isOpen(name: HoleName): boolean;
  set(name: HoleName | 'all', open: boolean): void;
}

export function createHoles(opened: readonly HoleName[]): Holes {
  const open = new Set(opened);
  return {
    isOpen: (name) => open.has(name),
    set(name, isOpen) {
      for (const it of name === 'all' ? holes.map((hole) => hole.name) : [name]) {
        if (isOpen) open.add(it);
        else open.delete(it);
      }
    },
  };
}

export function isHoleName(name: unknown): name is HoleName {
  return holes.some((it) => it.name === name);
}
