export { introspect, type Told, userInfo } from './askAbout.ts';
export { dpopProof, type ProofInput } from './dpop.ts';
export { type EndSession, endSessionUrl } from './endSession.ts';
export { listenForRedirect } from './receiver.ts';
export { refresh } from './refresh.ts';
export { type Registered, register } from './register.ts';
export { type Discovered, discover, type ProtectedResource, protectedResource } from './resourceMetadata.ts';
export { type Revoked, revoke } from './revoke.ts';
export { signIn } from './signIn.ts';
