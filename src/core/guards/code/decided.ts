import { decide } from '../decide.ts';
import type { Guard, Route } from '../route.ts';

/** A route's guards, and which of them decide. */
export function decided(guards: readonly Guard[]): Pick<Route, 'guards' | 'decides401' | 'decides403'> {
  return { guards, ...decide(guards) };
}
