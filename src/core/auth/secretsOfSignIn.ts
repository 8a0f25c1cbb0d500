import { Secret } from '../secret.ts';
import type { SignIn } from './signIn.ts';

/** Everything secret in a sign-in: to be masked wherever a server repeats it. */
export function secretsOfSignIn(signIn: SignIn): readonly Secret[] {
  const { client, pkce, password, exchange, mock, parameters } = signIn;
  const all = [client.secret, client.key, pkce.verifier, password, exchange?.subjectToken, mock?.token, mock?.idToken];
  return [...all, ...parameters.map((it) => it.value)].filter((it) => it instanceof Secret);
}
