import type { Route, SourcePlace } from '../../core/guards/route.ts';
import type { OpenSource } from '../../sidebar/serverProtocol.ts';

/** The place of a route that a click names; undefined where the route has none like it. */
export function placeOf(route: Route, message: OpenSource): SourcePlace | undefined {
  switch (message.of) {
    case 'route':
      return route;
    case 'handler':
      return route.handler;
    case 'guard':
      return route.guards[message.guard];
    case 'definition':
      return route.guards[message.guard]?.definedAt;
  }
}
