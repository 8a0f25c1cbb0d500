import { fieldValues } from '../exchange.ts';
import { readTarget } from '../facts/target.ts';
import { readChallenges } from '../headers/challenge.ts';
import { type Text, text } from '../text.ts';
import { carriedBy } from './carried.ts';
import type { Row, Scene } from './learn.ts';
import type { Proven } from './proof.ts';

/** The one thing that is shown to be the reason; the reasoning stands at `learn`. */
export function provenBy(scene: Scene): Proven | undefined {
  const passed = decisive(scene);
  if (!passed) return bySignature(scene);
  const { index, change } = passed;
  switch (change.change) {
    case 'trailing-slash':
      return { what: 'path', index, because: slashDecides(scene, passed) };
    case 'https':
      return {
        what: 'plain-http',
        index,
        because: text`The same request over ${'https'} is answered ${answered(passed)}.`,
      };
    case 'origin':
      return {
        what: 'origin',
        index,
        because:
          change.to === undefined
            ? text`Without ${'Origin'} the request is answered ${answered(passed)}; nothing else was changed.`
            : text`With ${`Origin: ${change.to}`} the request is answered ${answered(passed)}; nothing else was changed.`,
        ...(change.to === undefined ? {} : { instead: change.to }),
      };
    case 'accept':
      return {
        what: 'accept',
        index,
        because: text`With ${`Accept: ${change.to}`} the request is answered ${answered(passed)}; nothing else was changed.`,
        instead: change.to,
      };
    case 'scheme':
      return {
        what: 'scheme',
        index,
        because: text`The same token behind the word ${change.to} is answered ${answered(passed)}.`,
        instead: change.to,
      };
    case 'no-cookie':
      return { what: 'cookie', index, because: text`Without its cookies the request is answered ${answered(passed)}.` };
    case 'no-credentials':
      // A 403 may bar a caller that is known; a 401 says that the credential is no good (RFC 9110, 15.5.2).
      return scene.original.response.status === 401
        ? {
            what: 'credential',
            index,
            because: text`Without credentials the request is answered ${answered(passed)}: these ones are what is refused.`,
          }
        : undefined;
    case 'user':
      return byUser(scene, passed, change.to);
    default:
      // One that nobody has passes: then nothing was checked, and nothing follows.
      return undefined;
  }
}

/** Of those that pass, the one that tells most: what changes less than others, and what no right can explain. */
export function decisive({ rows, original }: Pick<Scene, 'rows' | 'original'>): Row | undefined {
  const passed = rows.filter((it) => it.answer === 'passed');
  for (const change of [
    'no-cookie',
    'scheme',
    ...(original.response.status === 401 ? (['no-credentials'] as const) : []),
    'user',
  ] as const) {
    const found = passed.find((it) => it.change.change === change);
    if (found) return found;
  }
  return passed[0];
}

function byUser(scene: Scene, passed: Row, user: string): Proven | undefined {
  const { index } = passed;
  const { original } = scene;
  const ours = carriedBy(original.request)[0];
  const theirs = passed.exchange && carriedBy(passed.exchange.request)[0];
  if (!theirs) return undefined;
  if (!ours) {
    return {
      what: 'missing',
      index,
      user,
      because: text`With the credentials of ${user} the same request is answered ${answered(passed)}.`,
    };
  }
  const none = scene.of('no-credentials');
  const nobodys = scene.of('garbage-token') ?? scene.of('wrong-signature');
  const counts401 =
    original.response.status === 401 || (300 <= original.response.status && original.response.status < 400);
  const elsewhere =
    ours.in !== theirs.in || (ours.in === 'header' && ours.name.toLowerCase() !== theirs.name.toLowerCase());
  const otherScheme =
    ours.in === 'authorization' &&
    theirs.in === 'authorization' &&
    ours.scheme?.toLowerCase() !== theirs.scheme?.toLowerCase();
  if (elsewhere || otherScheme) {
    const asked = readChallenges(fieldValues(original.response.headers, 'WWW-Authenticate')).map((it) =>
      it.scheme.toLowerCase(),
    );
    const alone = asked.length === 0 || !asked.includes(ours.scheme?.toLowerCase() ?? '');
    const unread = none?.answer === 'same' && nobodys?.answer === 'same' && alone;
    const way = otherScheme ? `${theirs.scheme ?? 'no scheme word'}` : theirs.name;
    return counts401 && unread
      ? {
          what: 'scheme',
          index,
          user,
          because: text`What came is answered like nothing at all, and the credential of ${user} passes in ${way}.`,
        }
      : undefined;
  }
  if (counts401) {
    if (nobodys?.answer !== 'same') return undefined;
    return {
      what: 'credential',
      index,
      user,
      because: text`The credential is answered like one that nobody has, and that of ${user} passes: address, path and form are in order.`,
    };
  }
  const known =
    original.response.status === 403 && none?.answer === 'other-status' && nobodys?.answer === 'other-status';
  return known
    ? {
        what: 'rights',
        index,
        user,
        because: text`The server tells the caller from one without credentials (${String(none.status)}) and from a made-up one (${String(nobodys.status)}), and lets ${user} through.`,
      }
    : undefined;
}

/** A signature that is surely wrong gets the very answer, and what is no token at all gets another: the answer is about signatures. */
function bySignature(scene: Scene): Proven | undefined {
  const wrong = scene.of('wrong-signature');
  const others = [scene.of('no-credentials'), scene.of('garbage-token')].filter((it) => it !== undefined);
  const told = others.length === 2 && others.every((it) => it.answer === 'other-words' || it.answer === 'other-status');
  return wrong?.answer === 'same' && told
    ? {
        what: 'signature',
        index: wrong.index,
        because: text`The same claims with a signature that is surely wrong get the same answer, and a made-up token gets another.`,
      }
    : undefined;
}

function slashDecides({ original }: Scene, passed: Row): Text {
  const there = passed.exchange && readTarget(passed.exchange.request).path;
  return text`${(there ?? '').slice(0, 200)} is answered ${answered(passed)}, and ${readTarget(original.request).path.slice(0, 200)} is not.`;
}

function answered({ exchange }: Row): string {
  const { status = 0, statusText = '' } = exchange?.response ?? {};
  return `${status} ${statusText}`.trim();
}
