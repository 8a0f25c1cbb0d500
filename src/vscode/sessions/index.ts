/** What sessions need beyond their place: a bundle of its own (`dist/sessions.cjs`), loaded when one is asked for. */

export { signInAtResource } from './atResource.ts';
export { keepSessions } from './keeping.ts';
export { copyToken, revealToken } from './showToken.ts';
export { createSessionTree } from './tree.ts';
