import assert from 'node:assert/strict';
import type { Route } from '../../../src/core/guards/route.ts';

/** What a framework says of one of its routes, and of a request to it that brings no credentials. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  /** The path that was asked for. */
  readonly sent: string;
  readonly status: number;
}

const refusals = [401, 403, 302, 429];

/**
 * Holds what was read against what the framework did: the route that is found for the path is the one that answered, and who
 * refused is the first of the guards that may answer so. `signIn`: routes whose refusal is their answer.
 */
export function comparePaths(routes: readonly Route[], asked: readonly Asked[], signIn: readonly string[] = []): void {
  for (const one of asked) {
    const found = routes.find(
      (route) => [one.method, '*'].includes(route.method) && new RegExp(route.pattern ?? '^$').test(one.sent),
    );
    assert.ok(found, `no route for ${one.method} ${one.sent}`);
    const named = `${one.method} ${one.path}`;
    assert.equal(found.path, one.path, named);
    if (signIn.includes(named)) continue;
    if (refusals.includes(one.status)) {
      const able = found.guards.some(
        (guard) => guard.answers?.includes(one.status) || (!guard.answers && guard.kind !== 'throttle'),
      );
      assert.ok(
        able,
        `${named} was refused with ${one.status}, by none of: ${found.guards.map((guard) => guard.name).join(', ')}`,
      );
      if (one.status === 401) assert.notEqual(found.decides401, -1, named);
      if (one.status === 403) assert.notEqual(found.decides403, -1, named);
    } else {
      const meant = found.guards.filter((guard) => guard.kind === 'authentication');
      assert.deepEqual(
        meant.map((guard) => guard.name),
        [],
        `${named} answered ${one.status} to a stranger`,
      );
    }
  }
}
