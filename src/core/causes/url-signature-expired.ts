import type { Cause } from '../cause.ts';
import { bodyField } from '../facts.ts';
import { text, words } from '../text.ts';
import { duration, formatTime } from '../time.ts';
import { advice, at, found, present, ruledOut, saidFor, statusShows, wordsShown } from '../verdict.ts';

/** A presigned URL is past its time. */
export const urlSignatureExpired: Cause = {
  id: 'url-signature-expired',
  title: 'The signed link has expired',
  why: 'A signed URL gives access without a login, so it ends by itself after minutes or days.',
  link: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ShareObjectPreSignedURL.html',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    const link = facts.signedUrl;
    if (link?.endsAt !== undefined && link.endsAt < facts.sentAt && 400 <= facts.status && facts.status < 500) {
      const named = bodyField(facts, /^expires?$|^expiry/i);
      return found(
        'proven',
        text`The link ended ${words(duration(facts.sentAt - link.endsAt))} before the request was sent (${link.endsBy ?? 'its end'}).`,
        [
          at(
            { in: 'url', part: 'query', name: link.endsBy ?? '' },
            text`${link.endsBy ?? ''} gives ${formatTime(link.endsAt)}, the request was sent at ${formatTime(facts.sentAt)}`,
          ),
          ...(said?.evidence ?? [statusShows(facts)]),
          ...wordsShown(facts),
          ...present([named && at({ in: 'response-body' }, text`${named.key} is ${named.value}`)]),
        ],
        [...(said?.fixes ?? []), advice(text`Ask for a new link; it cannot be made longer afterwards`)],
        said?.source,
      );
    }
    if (said) {
      return found(
        said.certainty,
        text`The server says that the link is past its time.`,
        [...said.evidence, at({ in: 'url', part: 'path' }, text`the link is ${facts.target.path.slice(0, 100)}`)],
        [...said.fixes, advice(text`Ask for a new link`)],
        said.source,
      );
    }
    return link?.endsAt === undefined ? undefined : ruledOut(text`The link is good until ${formatTime(link.endsAt)}.`);
  },
};
