import type { Access, Identity } from '../access.ts';
import { carts, orders, projects } from '../people.ts';
import { type Answer, type Handler, problem } from '../respond.ts';
import type { HoleName, Holes } from './holes.ts';

/**
 * The routes of a shop, whose every rule can be broken on purpose by a hole. Keys are `METHOD /path`.
 */
export function shopRoutes(
  { authorized, withScope, withRole }: Access,
  { isOpen }: Holes,
): readonly (readonly [string, Handler])[] {
  /** One way in while the hole is closed, another while it is open. */
  const unless =
    (hole: HoleName, checked: Handler, unchecked: Handler): Handler =>
    (call) =>
      isOpen(hole) ? unchecked(call) : checked(call);

  let kept: Answer | undefined;
  /** What is kept while the hole is open is forgotten with it. */
  const sharedSelf = (who: Identity): Answer => {
    if (!isOpen('shared-answer')) kept = undefined;
    else kept ??= self(who);
    return kept ?? self(who);
  };

  const reading = () => ok({ list: 'spring', tea: 4.5, coffee: 6 });
  const writing = () => ok({ list: 'spring', saved: true });
  const deleting = (): Answer => ({ status: 204 });
  const settings = () => ok({ currency: 'EUR', payout: 'weekly' });

  return [
    ['GET /shop/catalog', () => ok([{ id: 'tea' }, { id: 'coffee' }])],
    ['GET /shop/me', authorized(sharedSelf)],
    ['GET /shop/audit-log', unless('missing-check', withRole(['admin', 'auditor'], auditLog), auditLog)],
    ['GET /shop/customers', unless('wrong-role', withRole(['admin', 'support'], customers), authorized(customers))],
    ['GET /shop/reports', unless('scope-ignored', withScope('reports:read', reports), authorized(reports))],
    ['GET /shop/prices', withRole(['admin', 'editor'], reading)],
    ['HEAD /shop/prices', unless('verb', withRole(['admin', 'editor'], reading), reading)],
    ['PUT /shop/prices', unless('verb', withRole(['admin', 'editor'], writing), writing)],
    ['DELETE /shop/prices', unless('verb', withRole(['admin'], deleting), deleting)],
    ['GET /shop/settings', withRole(['admin'], settings)],
    ['GET /shop/settings/', unless('trailing-slash', withRole(['admin'], settings), settings)],
    ...[...orders].map(([id, owner]) =>
      owned(`/shop/orders/${id}`, (who) => {
        if (isOpen('other-object') || owner === who.subject || who.roles.includes('support'))
          return ok({ id, owner, total: 12 });
        return problem(403, 'Not yours', `Order ${id} belongs to another user than ${who.subject}.`);
      }),
    ),
    ...[...carts].map(([id, owner]) =>
      owned(`/shop/carts/${id}`, (who) => {
        if (isOpen('other-object') || owner === who.subject) return ok({ id, owner, items: ['tea'] });
        return problem(403, 'Not yours', `Cart ${id} belongs to another user than ${who.subject}.`);
      }),
    ),
    ...[...projects].map(([id, tenant]) =>
      owned(`/shop/projects/${id}`, (who) => {
        if (isOpen('other-tenant') || tenant === who.claims.tenant) return ok({ id, tenant });
        return problem(404, 'Not found', `There is no project ${id} here.`);
      }),
    ),
  ];

  function owned(path: string, next: (who: Identity) => Answer): readonly [string, Handler] {
    return [`GET ${path}`, authorized(next)];
  }
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}

function self({ subject, roles, claims }: Identity): Answer {
  return ok({ subject, tenant: claims.tenant, roles });
}

function auditLog(): Answer {
  return ok([{ at: '2026-03-02T08:00:00Z', did: 'prices changed' }]);
}

function customers(): Answer {
  return ok([
    { id: 71, email: 'kim@customers.test' },
    { id: 72, email: 'lee@customers.test' },
  ]);
}

function reports(): Answer {
  return ok([{ id: 1, title: 'Spring' }]);
}
