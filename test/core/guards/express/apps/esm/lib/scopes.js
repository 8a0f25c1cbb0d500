import { needsScope } from './token.js';

export const Scopes = Object.freeze({ read: 'posts:read', write: 'posts:write', delete: 'posts:delete' });
export { needsScope as scope };
