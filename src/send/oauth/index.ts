export { dpopProof, type ProofInput } from './dpop.ts';
export { listenForRedirect } from './receiver.ts';
export { refresh } from './refresh.ts';
export { signIn } from './signIn.ts';
