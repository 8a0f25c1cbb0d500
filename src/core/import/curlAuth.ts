import type { ImportedAuth } from './auth.ts';
import type { CurlOption } from './curlOptions.ts';
import type { Draft } from './draft.ts';

/** The credentials of a curl command. */
export function curlAuth(options: readonly CurlOption[], where: string, draft: Draft): ImportedAuth {
  const last = (wanted: string) => options.findLast((it) => it.name === wanted)?.value;
  const has = (wanted: string) => options.some((it) => it.name === wanted);
  const bearer = last('oauth2-bearer');
  if (bearer !== undefined) return { kind: 'bearer', token: bearer };
  const user = last('user');
  if (user === undefined) return { kind: 'none' };
  const sigv4 = last('aws-sigv4');
  const colon = user.indexOf(':');
  const name = colon === -1 ? user : user.slice(0, colon);
  // curl asks for a password that is not written.
  const password = colon === -1 ? '{{$password Password}}' : user.slice(colon + 1);
  if (sigv4 !== undefined) {
    const [, , region = '', service = ''] = sigv4.split(':');
    return { kind: 'aws', accessKey: name, secretKey: password, sessionToken: '', region, service };
  }
  if (has('anyauth')) draft.lose(where, 'curl chooses among schemes (`--anyauth`); Basic is written.');
  if (has('ntlm')) return { kind: 'ntlm', user: name, password };
  if (has('digest') && !has('basic')) return { kind: 'digest', user: name, password };
  if (has('negotiate')) return { kind: 'none' };
  return { kind: 'basic', user: name, password };
}
