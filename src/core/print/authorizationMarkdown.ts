import { readAuthorization } from '../headers/authorization.ts';
import { readShorthand } from '../resolve/authShorthands.ts';
import { maskValue } from '../secret.ts';
import { codeSpan } from './markdown.ts';

/** What an Authorization value says, as Markdown: scheme, user, what is broken. The secret part is shown by its ends at most. */
export function authorizationToMarkdown(value: string): string {
  const short = readShorthand(value);
  if (short.kind === 'problem') return escaped(short.message);
  if (short.kind === 'auth') {
    return short.auth.scheme === 'digest'
      ? `**Digest**, user ${codeSpan(short.auth.user)}: computed for each request when it is sent.`
      : `**AWS Signature Version 4**, access key ${codeSpan(short.auth.accessKeyId)}: computed for each request when it is sent.`;
  }
  if (short.kind === 'sign-in') {
    const { prefix, exchange } = short.signIn;
    const then = exchange === undefined ? '' : `, exchanged by those of ${codeSpan(exchange)}`;
    return `**Bearer**, a token that is obtained by the variables of ${codeSpan(maskedIfLong(prefix))}${then}, as httpYac has it.`;
  }
  const { scheme, credentials, defects, basic } = readAuthorization(short.kind === 'value' ? short.value : value);
  const blocks = [`**${scheme === '' ? 'No scheme' : escaped(scheme)}** ${codeSpan(credentials.toString())}`];
  if (basic) blocks.push(`User ${codeSpan(basic.user)}, password of ${basic.password.length} characters`);
  if (short.kind === 'value') blocks.push('Encoded as base64 when it is sent.');
  if (0 < defects.length) blocks.push(defects.map((it) => `- ${escaped(it.says)}`).join('\n'));
  return blocks.join('\n\n');
}

/** A token of a few characters looks like the beginning of a variable's name. */
function maskedIfLong(prefix: string): string {
  return prefix.length < 16 ? prefix : maskValue(prefix);
}

function escaped(it: string): string {
  return it.replace(/[\\`*_{}[\]()#+!<>|~@]/g, '\\$&');
}
