import type { Token } from '../jwt/token.ts';
import { text, words } from '../text.ts';
import { relative } from '../time.ts';
import type { CheckFinding } from './finding.ts';
import { areaOf, lessonsOf } from './hostMemory.ts';
import { type CarriedToken, type Check, type Subject, shownTokens, theHost, theToken } from './subject.ts';

/** ID and refresh tokens where an API expects an access token (RFC 9068, 5; OpenID Connect Core, 2). */
export const tokenKind: Check = (subject) =>
  shownTokens(subject)
    .filter((it) => it.credential.in === 'authorization' && it.credential.kind === 'token')
    .flatMap((it) => otherKind(it, subject) ?? []);

function otherKind(it: CarriedToken, subject: Subject): CheckFinding | undefined {
  const { use, useBecause } = it.token;
  const name = names[use];
  const { target } = subject.outgoing;
  if (name === undefined || !target) return undefined;
  const area = areaOf(target.path);
  const here = { token: it, name, because: useBecause ?? use };
  const taken = lessonsOf(subject.memory, 'accepted', target.host).find((one) => one.area === area && one.use === use);
  const refused = lessonsOf(subject.memory, 'refused', target.host).find(
    (one) => one.area === area && one.claim === 'use' && one.values.includes(use),
  );
  if (refused && (!taken || taken.at < refused.at)) {
    const before = words(relative(refused.at, subject.now));
    return finding(subject, here, true, text`; such a one was refused for that ${before}`);
  }
  return taken || takesIdTokens(it.token, target.hostname) ? undefined : finding(subject, here, false, text``);
}

const names: Readonly<Partial<Record<Token['use'], string>>> = {
  id: 'an ID token, which tells an app who signed in',
  refresh: 'a refresh token, which only the token endpoint takes',
};

/** Where ID tokens are what an API is called with: Google's and Firebase's, Cognito's gateways, Kubernetes, one for this host. */
function takesIdTokens({ use, issuer = '', audiences }: Token, hostname: string): boolean {
  if (use !== 'id') return false;
  return (
    /^(?:https:\/\/)?(?:securetoken\.google\.com|accounts\.google\.com|cognito-idp\.[a-z0-9-]{1,30}\.amazonaws\.com)(?:\/|$)/.test(
      issuer,
    ) || audiences.some((it) => hostname !== '' && (it === hostname || it.includes(`//${hostname}`)))
  );
}

function finding(
  subject: Subject,
  { token, name, because }: { readonly token: CarriedToken; readonly name: string; readonly because: string },
  sure: boolean,
  before: ReturnType<typeof text>,
): CheckFinding {
  return {
    code: 'token-wrong-type',
    span: token.span,
    severity: sure ? 'error' : 'warning',
    certainty: sure ? 'stated' : 'likely',
    message: text`${theHost(subject)} will ${words(sure ? '' : 'probably ')}refuse ${theToken(token)}: it is ${words(name)} (${words(because.slice(0, 120))}), where an access token is expected${before}.`,
    cause: 'token-wrong-type',
  };
}
