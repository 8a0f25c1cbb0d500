import { text } from '../text.ts';
import type { Manner } from './note.ts';

/** Which of user name and password was wrong: a way to find out who has an account. */
export const leakAccount: Manner = ({ facts, sure }) => {
  // Of a login the words are about the account; elsewhere `user not found` may be about any object.
  const isLogin = facts.credentials.some((it) => it.kind === 'login');
  const isBasic = facts.credentials.some((it) => it.kind === 'basic') && facts.status === 401;
  if (!isLogin && !isBasic) return undefined;
  // Of a caller who is signed in already the password alone may be asked, to change it.
  if (isLogin && facts.credentials.some((it) => it.in === 'authorization')) return undefined;
  for (const { value, at } of facts.statements) {
    if (/\b(?:or|and|combination|ou|oder|o|y)\b[^.]{0,20}\b(?:password|credentials)/i.test(value)) continue;
    const said =
      unknownUser.exec(value)?.[0] ?? (sure === 'password-wrong' ? wrongPassword.exec(value)?.[0] : undefined);
    if (said === undefined) continue;
    return {
      id: 'leak-account',
      at,
      says: text`The refusal tells which of user name and password was wrong (${said}), so strangers can find out who has an account.`,
      instead: text`Say the same for both, in the same time: ${'The user name or the password is wrong.'}`,
      inDevelopment: text`Write which of them it was to the log.`,
      link: 'https://cwe.mitre.org/data/definitions/204.html',
    };
  }
  return undefined;
};

const unknownUser =
  /\b(?:user(?: ?name)?|account|e-?mail(?: address)?|login|customer|member)\b[^.,]{0,40}\b(?:not found|does ?n[o']t exist|does not exist|not registered|is unknown|could not be found)|\b(?:no such|unknown|non-?existent) (?:user|account|login|e-?mail)|\bno (?:user|account) (?:found|with|exists)/i;
const wrongPassword =
  /\b(?:incorrect|wrong|invalid|bad) password\b|\bpassword\b[^.,]{0,20}\b(?:is|was|are) (?:incorrect|wrong|invalid|not correct)|\bpassword (?:mismatch|does ?n[o']t match|does not match)/i;
