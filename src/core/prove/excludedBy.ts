import type { CauseId } from '../causeIds.ts';
import { fieldValue } from '../exchange.ts';
import { text, words } from '../text.ts';
import { carriedBy } from './carried.ts';
import type { Row, Scene } from './learn.ts';
import type { Excluded } from './proof.ts';

/** What the experiments show not to be the reason. */
export function excludedBy(scene: Scene): Excluded[] {
  const found: Excluded[] = [];
  const exclude = ({ index }: Row, because: Excluded['because'], ...causes: readonly CauseId[]) =>
    found.push(...causes.map((cause) => ({ cause, index, because })));
  const status = scene.original.response.status;

  const https = scene.of('https');
  if (https?.answer === 'same') exclude(https, text`Over ${'https'} the answer is the same.`, 'tls-required');

  const origins = scene.rows.filter((it) => it.change.change === 'origin');
  // Without one and with the server's own: a third that is on a list is not known.
  const [origin] = origins;
  const had = fieldValue(scene.original.request.headers, 'Origin') !== undefined;
  if (origin && had && 2 <= origins.length && origins.every((it) => it.answer === 'same'))
    exclude(
      origin,
      text`Without ${'Origin'}, and with the server's own, the answer is the same.`,
      'origin-not-allowed',
    );

  const cookie = scene.of('no-cookie');
  if (cookie?.answer === 'same' && carriedBy(scene.original.request).some((it) => it.in !== 'cookie'))
    exclude(cookie, words('Without the cookies the answer is the same.'), 'session-expired', 'csrf-failed');

  const scheme = scene.of('scheme');
  if (scheme?.answer === 'same' && scheme.change.change === 'scheme')
    exclude(scheme, text`Behind the word ${scheme.change.to} the answer is the same.`, 'scheme-mismatch');

  const wrong = scene.of('wrong-signature');
  if (wrong && differs(wrong))
    exclude(wrong, words('A token with a wrong signature is answered otherwise.'), 'token-signature-invalid');

  const none = scene.of('no-credentials');
  const nobodys = scene.of('garbage-token');
  if (nobodys && differs(nobodys)) {
    const because = text`A made-up credential is answered otherwise (${String(nobodys.status)}): this one was read.`;
    exclude(nobodys, because, 'credentials-missing', 'credentials-dropped');
    // The server speaks of permission, and of nobody's credential it does not.
    if (status === 403 && nobodys.status === 401 && none?.status === 401) {
      const known = text`A made-up credential is answered ${'401'}, and this one ${'403'}: the server accepts it.`;
      exclude(
        nobodys,
        known,
        'scheme-mismatch',
        'credentials-malformed',
        'password-wrong',
        'api-key-invalid',
        'session-expired',
        'token-invalid',
      );
    }
  } else if (none && differs(none) && nobodys?.answer === 'same')
    exclude(
      none,
      text`Without credentials the answer is another one: these ones were read.`,
      'credentials-missing',
      'credentials-dropped',
    );
  return found;
}

function differs({ answer }: Row): boolean {
  return answer === 'other-status' || answer === 'other-words';
}
