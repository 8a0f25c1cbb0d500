import { type Text, text, words } from '../text.ts';
import type { Row, Scene } from './learn.ts';

/** What the answer to one experiment shows beside the refusal, in a sentence. Nothing came back is said elsewhere. */
export function sayings(row: Row, scene: Scene): Text {
  const { change, answer } = row;
  const same = answer === 'same' || answer === 'same-status';
  const status = String(row.status ?? '');
  const refusal = String(scene.original.response.status);
  switch (change.change) {
    case 'nothing':
    case 'no-redirect':
      return same
        ? words(
            answer === 'same' ? 'The same answer again.' : 'The same status again; the text is another one each time.',
          )
        : text`The same request, another answer (${status}): it changes by itself.`;
    case 'no-credentials':
      return withoutCredentials(row, scene, same, status, refusal);
    case 'garbage-token':
      return same
        ? words('Nobody’s credential gets the same answer: the server does not tell this one from it.')
        : answer === 'passed'
          ? words('Nobody’s credential passes: the server does not check it.')
          : text`Nobody’s credential gets another answer (${status}): this one was read, and told from it.`;
    case 'wrong-signature':
      return same
        ? words('A signature that is surely wrong gets the same answer.')
        : answer === 'passed'
          ? words('A signature that is surely wrong passes: the server does not check it.')
          : text`A signature that is surely wrong gets another answer (${status}): that of this token is not what is refused.`;
    case 'scheme':
      return outcome(row, same, text`behind the word ${change.to}`, words('the scheme word'));
    case 'user':
      return answer === 'passed'
        ? text`${change.to} passes: it is about who asks.`
        : same
          ? text`${change.to} gets the same answer: it is not about this caller alone.`
          : text`${change.to} gets another answer (${status}).`;
    case 'no-cookie':
      return outcome(row, same, words('without cookies'), words('the cookie'));
    case 'origin':
      return outcome(
        row,
        same,
        change.to === undefined ? text`without ${'Origin'}` : text`with ${`Origin: ${change.to}`}`,
        words('the origin'),
      );
    case 'accept':
      return outcome(row, same, text`with ${`Accept: ${change.to}`}`, text`${'Accept'}`);
    case 'trailing-slash':
      return outcome(row, same, words('with the other ending'), words('the slash at the end'));
    case 'https':
      return outcome(row, same, text`over ${'https'}`, words('plain http'));
  }
}

function withoutCredentials(row: Row, scene: Scene, same: boolean, status: string, refusal: string): Text {
  if (row.answer === 'passed') return words('Without credentials it passes: these ones are what is refused.');
  if (same)
    return scene.of('garbage-token')?.answer === 'same'
      ? words('The same with none: the answer does not depend on the credential.')
      : words('The same without credentials.');
  return row.status === 401 && refusal === '403'
    ? text`Without credentials ${'401'}, with these ${'403'}: it is about what the caller may do.`
    : text`Without credentials another answer (${status}): these ones were read.`;
}

function outcome(row: Row, same: boolean, how: Text, what: Text): Text {
  if (row.answer === 'passed') return text`It passes ${how}: it is ${what}.`;
  if (same) return text`The same ${how}.`;
  return text`Another answer ${how} (${String(row.status ?? '')}).`;
}
