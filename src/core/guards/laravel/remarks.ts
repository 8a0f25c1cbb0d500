import type { GuardRemark } from '../route.ts';
import type { Application } from './assemble.ts';

/** What looks wrong in an application. */
export function remarksOf(application: Application): readonly GuardRemark[] {
  void application;
  return [];
}
