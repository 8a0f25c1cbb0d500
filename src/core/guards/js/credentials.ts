import type { Behavior } from './behavior.ts';
import { nameOf } from './evaluate.ts';
import type { CallExpression, Expression } from './syntax.ts';

/** Whether a call reads or verifies a credential, and what it tells of the kind of refusal. */
export function signOfCall(it: CallExpression): { readonly reads: boolean; readonly hint?: Behavior['kindHint'] } {
  const name = nameOf(it.callee);
  const last = name.split('.').at(-1) ?? '';
  const [first] = it.args;
  if (/^(?:createHmac|constructEvent|verifySignature|validateSignature)$/.test(last))
    return { reads: false, hint: 'signature' };
  if (/^(?:get|header)$/.test(last) && first?.is === 'string') {
    const hint = hintOfHeader(first.value);
    return { reads: isCredentialHeader(first.value), ...(hint ? { hint } : {}) };
  }
  const verifies = /^(?:jwtVerify|verifyIdToken|verifyToken|verifyJwt|introspect|verifySessionCookie)$/i.test(last);
  return { reads: verifies || (last === 'verify' && /jwt|jose|token|paseto/i.test(name)) };
}

/** `req.csrfToken`, `req.headers['x-hub-signature']`. */
export function signOfMember(it: Expression): Behavior['kindHint'] {
  if (it.is === 'member') return /csrf|xsrf/i.test(it.name) ? 'csrf' : undefined;
  return it.is === 'index' && it.at.is === 'string' ? hintOfHeader(it.at.value) : undefined;
}

function hintOfHeader(name: string): Behavior['kindHint'] {
  if (/csrf|xsrf/i.test(name)) return 'csrf';
  return /signature/i.test(name) ? 'signature' : undefined;
}

function isCredentialHeader(name: string): boolean {
  return /^(?:authorization|cookie)$|api[-_]?key|token/i.test(name);
}

/** A header, cookie or parameter with a credential. */
export function readsCredential(it: Expression): boolean {
  const name = nameOf(it);
  if (/(?:^|\.)(?:headers\.(?:authorization|cookie)|cookies|signedCookies)$/i.test(name)) return true;
  return (
    it.is === 'index' &&
    it.at.is === 'string' &&
    /headers|cookies|query/.test(name) &&
    /^(?:authorization|cookie)$|api[-_]?key|token|session/i.test(it.at.value)
  );
}
