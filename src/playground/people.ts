/** Somebody who may sign in to the playground. Made up, and good for nothing elsewhere. */
export interface Person {
  readonly name: string;
  readonly password: string;
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  readonly disabled?: true;
}

export const people: readonly Person[] = [
  {
    name: 'ada',
    password: 'analytical-engine',
    roles: ['admin', 'editor'],
    scopes: ['profile', 'reports:read', 'reports:write', 'users:write'],
  },
  { name: 'vic', password: 'view-only', roles: ['viewer'], scopes: ['profile'] },
  { name: 'dora', password: 'left-in-may', roles: ['viewer'], scopes: ['profile'], disabled: true },
];

export const apiKeys: ReadonlyMap<string, string> = new Map([['pk_playground_3f9c21d7a8', 'ada']]);

/** Orders and whose they are. */
export const orders: ReadonlyMap<string, string> = new Map([
  ['1001', 'ada'],
  ['1002', 'vic'],
]);
