import type { Facts } from '../facts.ts';
import { cacheable } from './cacheable.ts';
import { challengeMissing } from './challenge-missing.ts';
import { challengeOverHttp } from './challenge-over-http.ts';
import { corsMissing } from './cors-missing.ts';
import { hiddenRefusal } from './hidden-refusal.ts';
import { leakAccount } from './leak-account.ts';
import { leakCredential } from './leak-credential.ts';
import { leakInternal } from './leak-internal.ts';
import { leakSql } from './leak-sql.ts';
import { leakStackTrace } from './leak-stack-trace.ts';
import { leakVersion } from './leak-version.ts';
import { loginWouldHelp } from './login-would-help.ts';
import type { Best, Manner, Note } from './note.ts';
import { preflightRefused } from './preflight-refused.ts';
import { statusMistaken } from './status-mistaken.ts';

/** How much of a body is looked at, in UTF-16 units. */
const bodyStart = 65_536;

/** Notes for those who own the API, most pressing first. `best`: the finding on top, if there is one. */
export function readNotes(facts: Facts, best: Best | undefined): readonly Note[] {
  // Most of them are about what a header lacks.
  if (facts.exchange.answerHeadersNotShown) return [];
  const sure = best && (best.certainty === 'proven' || best.certainty === 'stated') ? best.id : undefined;
  const body = facts.exchange.response.body?.text.slice(0, bodyStart) ?? '';
  const scene = { facts, body, ...(sure === undefined ? {} : { sure }) };
  return manners.flatMap((it) => it(scene) ?? []);
}

/** Leaks first: they cost most. */
const manners: readonly Manner[] = [
  leakCredential,
  leakStackTrace,
  leakSql,
  leakInternal,
  leakAccount,
  statusMistaken,
  loginWouldHelp,
  hiddenRefusal,
  challengeMissing,
  challengeOverHttp,
  preflightRefused,
  corsMissing,
  cacheable,
  leakVersion,
];
