import type { HeaderField } from '../core/exchange.ts';
import type { ComputedAuth } from '../core/resolve/authShorthands.ts';
import { SendFailure } from './failure.ts';
import type { Hop } from './redirects.ts';

/** The fields that sign a request for AWS (Signature Version 4): date, content hash, session token, Authorization. */
export async function signForAws(auth: Extract<ComputedAuth, { scheme: 'aws' }>, hop: Hop): Promise<HeaderField[]> {
  const { default: aws4 } = await import('aws4');
  const written: Record<string, string> = {};
  for (const { name, value } of hop.headers) {
    const key = name.toLowerCase();
    written[key] = written[key] === undefined ? value : `${written[key]},${value}`;
  }
  written.host ??= hop.target.authority;
  // aws4 would name a content type of its own; what isn't written isn't signed.
  const hasType = written['content-type'] !== undefined;
  const signed = aws4.sign(
    {
      host: hop.target.authority,
      method: hop.method,
      path: hop.target.path,
      headers: { ...written },
      ...(hop.body?.length ? { body: Buffer.from(hop.body) } : {}),
      ...(auth.service === undefined ? {} : { service: auth.service }),
      ...(auth.region === undefined ? {} : { region: auth.region }),
      ...(hasType ? {} : { extraHeadersToIgnore: { 'content-type': true } }),
    },
    {
      accessKeyId: auth.accessKeyId,
      secretAccessKey: auth.secretAccessKey.reveal(),
      ...(auth.sessionToken ? { sessionToken: auth.sessionToken.reveal() } : {}),
    },
  );
  // The region falls back to us-east-1; without a service no server accepts the scope `…/us-east-1//aws4_request`.
  const scope = /Credential=[^,]*/.exec(String(signed.headers?.Authorization ?? ''))?.[0] ?? '';
  if (scope.includes('//')) {
    throw new SendFailure(
      'other',
      `The host ${hop.target.host} does not tell which service of AWS it is, and the signature names it. Write service:execute-api (or another) and region:… behind the keys. Nothing was sent.`,
    );
  }
  return Object.entries(signed.headers ?? {}).flatMap(([name, value]) => {
    const key = name.toLowerCase();
    if (value === undefined || written[key] !== undefined || key === 'content-type') return [];
    return key === 'content-length' ? [] : [{ name, value: String(value) }];
  });
}
