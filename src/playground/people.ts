export type Tenant = 'north' | 'south';

/** Somebody who may sign in to the playground. Made up, and good for nothing elsewhere. */
export interface Person {
  readonly name: string;
  readonly password: string;
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  readonly tenant: Tenant;
  readonly disabled?: true;
}

export const people: readonly Person[] = [
  {
    name: 'ada',
    password: 'analytical-engine',
    roles: ['admin', 'editor'],
    scopes: ['profile', 'reports:read', 'reports:write', 'users:write'],
    tenant: 'north',
  },
  {
    name: 'edda',
    password: 'blue-pencil',
    roles: ['editor'],
    scopes: ['profile', 'reports:read', 'reports:write'],
    tenant: 'north',
  },
  { name: 'vic', password: 'view-only', roles: ['viewer'], scopes: ['profile'], tenant: 'north' },
  { name: 'otto', password: 'four-eyes', roles: ['auditor'], scopes: ['profile', 'reports:read'], tenant: 'south' },
  { name: 'sam', password: 'how-can-i-help', roles: ['support'], scopes: ['profile'], tenant: 'south' },
  {
    name: 'dora',
    password: 'left-in-may',
    roles: ['viewer'],
    scopes: ['profile'],
    tenant: 'north',
    disabled: true,
  },
];

export const apiKeys: ReadonlyMap<string, string> = new Map([['pk_playground_3f9c21d7a8', 'ada']]);

/** Orders and whose they are. */
export const orders: ReadonlyMap<string, string> = new Map([
  ['1001', 'ada'],
  ['1002', 'vic'],
  ['1003', 'edda'],
]);

/** Carts and whose they are. */
export const carts: ReadonlyMap<string, string> = new Map([['501', 'vic']]);

/** Projects and the tenant whose people share them. */
export const projects: ReadonlyMap<string, Tenant> = new Map([
  ['7', 'north'],
  ['8', 'south'],
]);
