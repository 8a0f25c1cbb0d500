import type { Environments } from './environments.ts';
import type { Scope } from './scope.ts';

/** A scope for hovers and completion: it knows files and environments, and asks, runs and draws nothing. */
export function scopeForReading(
  environments: Environments,
  environment: string | undefined,
  user: string | undefined,
  chained: Scope['chained'] = () => undefined,
): Scope {
  return {
    layers: environments.layers(environment, user),
    ...(environment === undefined ? {} : { environment }),
    environmentsWith: (name) => environments.environmentsWith(name),
    runtime: new Map(),
    reading: true,
    answers: new Map(),
    chained,
    bodyFile: () => undefined,
    signIn: (id) => environments.signIn(environment, user, id),
    signInIds: environments.authIds(environment, user),
    tokens: new Map(),
    bound: new Map(),
    users: environments.users,
    as: (other) => scopeForReading(environments, environment, other, chained),
    supplies: { now: 0, random: () => 0, localOffset: () => 0, processEnv: {} },
  };
}
