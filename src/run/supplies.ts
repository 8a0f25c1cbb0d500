import { randomBytes } from 'node:crypto';
import type { Supplies } from '../core/variables/supplies.ts';
import type { RunHost, RunTarget } from './run.ts';

/** Clock, chance and process for one request: every reference of one request sees the same time. */
export function suppliesFor(target: RunTarget, host: RunHost): Supplies {
  return {
    now: host.now(),
    random: () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48,
    localOffset: (ms) => -new Date(ms).getTimezoneOffset(),
    processEnv: host.processEnv,
    ...(target.root === undefined ? {} : { projectRoot: target.root }),
  };
}
