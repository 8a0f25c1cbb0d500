/** What sessions need beyond their place: a bundle of its own (`dist/sessions.cjs`), loaded when one is asked for. */

export { accountToken } from './account.ts';
export { signInAtResource } from './atResource.ts';
export { keepSessions } from './keeping.ts';
export { copyToken, revealToken } from './showToken.ts';
export { createSignInHost } from './signInHost.ts';
export { refreshSession, signIn, signInAgain } from './signingIn.ts';
export { signOut, signOutAll } from './signingOut.ts';
export { createSessionTree } from './tree.ts';
