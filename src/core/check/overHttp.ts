import { editRequest } from '../http/edit.ts';
import { isSecretName } from '../secretNames.ts';
import { text, words } from '../text.ts';
import { reachOf } from './hosts.ts';
import { type Check, type Subject, theHost } from './subject.ts';

/** A credential over plain http (RFC 6750, 5.3; RFC 7617, 4). */
export const overHttp: Check = (subject) => {
  const { outgoing, request, file } = subject;
  const { target } = outgoing;
  if (target?.scheme !== 'http') return [];
  const reach = reachOf(target.hostname);
  const credential = credentialIn(subject);
  if (reach === 'this-computer' || credential === undefined) return [];
  const written = /^http:\/\//i.test(request.target.text);
  const end = written ? request.target.start + 'http'.length : request.target.end;
  const edit = { set: 'scheme', value: 'https' } as const;
  const isFar = reach === 'far';
  const rest = isFar
    ? text`Such a request is mostly refused, or redirected to ${'https'} and sent on without the credential.`
    : words('Within a network of your own that may be meant.');
  return [
    {
      code: 'credential-over-http',
      span: { start: request.target.start, end },
      severity: isFar ? 'warning' : 'hint',
      certainty: isFar ? 'likely' : 'possible',
      message: text`${credential} goes to ${theHost(subject)} over plain ${'http'}, where anybody on the way can read it. ${rest}`,
      ...(isFar ? { cause: 'tls-required' as const } : {}),
      ...(editRequest(file, request, edit).length === 0
        ? {}
        : { fix: { kind: 'edit', title: text`Send the request over ${'https'}`, edit } as const }),
    },
  ];
};

/** What of it is a credential, whether its value is known or not. */
function credentialIn({ outgoing, request }: Subject): string | undefined {
  const field = outgoing.fields.find((it) => isSecretName(it.name) && it.value.text.trim() !== '');
  if (field) return field.name;
  if (/\/\/[^/?#@\s]{1,200}:[^/?#@\s]{1,200}@/.test(request.target.text)) return 'The password in the URL';
  return outgoing.carried.find((it) => it.credential.in === 'query' || it.credential.kind === 'login')?.credential.name;
}
