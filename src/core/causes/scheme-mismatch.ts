import type { Cause, Fix } from '../cause.ts';
import type { Credential } from '../facts/credentials.ts';
import { type Mismatch, readMismatch } from '../facts/mismatch.ts';
import { rewriteScheme } from '../fixes.ts';
import { signInByMetadata } from '../signInFixes.ts';
import { list, type Text, text } from '../text.ts';
import {
  advice,
  askedShown,
  byHand,
  credentialShown,
  fixesOr,
  found,
  present,
  saidFor,
  statusShows,
  wordsShown,
} from '../verdict.ts';

/** The credentials came in a form the server does not take: another scheme, no scheme word, another header or place (RFC 9110, 11.4). */
export const schemeMismatch: Cause = {
  id: 'scheme-mismatch',
  title: 'Wrong scheme or place for the credentials',
  why: 'A server looks for credentials in one place and under one scheme word; what comes otherwise counts as not sent.',
  link: 'https://www.rfc-editor.org/rfc/rfc9110#section-11.4',

  weigh(facts) {
    const credential = facts.credential;
    const said = saidFor(facts, this.id);
    // What a token endpoint wants of a client is told by client-invalid.
    if (!credential || facts.status === 407 || facts.keyMissing || facts.tokenCall) return undefined;
    if (said && said.certainty !== 'possible') {
      const asked = [...new Set(facts.challenges.map((it) => it.scheme))].filter((it) => it !== '').slice(0, 4);
      return found(
        said.certainty,
        text`The server does not take what ${credential.name} holds${credential.scheme === undefined ? text`` : text` (${credential.scheme})`}${asked.length === 0 ? text`` : text`; it asks for ${list(asked, 'or')}`}.`,
        [...said.evidence, ...present([credentialShown(facts)]), ...askedShown(facts)],
        fixesOr(said, advice(text`Send the credential the way the server names in its answer`)),
        said.source,
      );
    }
    if (
      credential.kind === 'login' ||
      credential.kind === 'client' ||
      credential.defects.some((it) => it.code === 'placeholder')
    )
      return undefined;
    const mismatch = readMismatch(facts, credential);
    if (!mismatch) return undefined;
    const [summary, fix] = inWords(mismatch, credential);
    return found(
      mismatch.certainty,
      summary,
      [credentialShown(facts) ?? statusShows(facts), ...askedShown(facts), ...wordsShown(facts).slice(0, 2)],
      mismatch.kind === 'other-place' ? [...signInByMetadata(facts), fix] : [fix],
    );
  },
};

function inWords(it: Mismatch, { name, in: place }: Credential): readonly [summary: Text, fix: Fix] {
  switch (it.kind) {
    case 'no-scheme-word':
      return [
        text`Authorization holds a token without a scheme word before it; ${it.wanted} is expected.`,
        rewriteScheme(text`Write ${`${it.wanted} `} before the token`, it.wanted),
      ];
    case 'other-scheme': {
      const [only = '', ...others] = it.wanted;
      const alike = others.length === 0 && tokenWords.test(only) && tokenWords.test(it.sent);
      return [
        text`The server asks for ${list(it.wanted, 'or')}, and the request sends ${it.sent}.`,
        alike
          ? rewriteScheme(text`Write ${only} in place of ${it.sent}`, only)
          : advice(text`Send ${'Authorization'} with ${list(it.wanted, 'or')} in place of ${it.sent}`),
      ];
    }
    case 'rare-scheme':
      return [
        text`The request sends the scheme ${it.sent}, and the server found no credentials.`,
        rewriteScheme(text`Write ${'Bearer'} in place of ${it.sent}`, 'Bearer'),
      ];
    case 'letter-case': {
      const capital = it.sent.charAt(0).toUpperCase() + it.sent.slice(1);
      return [
        text`The scheme is written ${it.sent}; some servers compare it with regard to case and want ${capital}.`,
        rewriteScheme(text`Write ${capital} in place of ${it.sent}`, capital),
      ];
    }
    case 'key-wanted':
      return [
        text`The server looks for an API key, and the request sends ${`Authorization: ${it.sent}`}.`,
        advice(text`Send the API key in the header or parameter that the API documents`),
      ];
    case 'ntlm-for-kerberos':
      return [
        text`The token in ${name} begins ${'TlRMTVNTUA'}: that is NTLM, and the server takes Kerberos.`,
        advice(
          text`Get a Kerberos ticket first (${'kinit'}), and call the host by the name its service principal has`,
          text`A client falls back to NTLM where it finds no ticket for ${'HTTP/'} and the host's name.`,
        ),
      ];
    case 'token-wanted':
      return [
        text`The server looks for a token, and the request sends ${`${name}: ${it.sent}`}.`,
        advice(text`Sign in for a token first, and send it as ${'Authorization: Bearer'}`),
      ];
    case 'cookie-wanted':
      return [
        text`The server looks for the token in a cookie, and the request sends it in ${name}.`,
        advice(text`Send the token as the cookie that the server reads, or let the server read ${name} as well`),
      ];
    case 'other-name':
      return [
        text`The server looks for ${it.wanted}, and the request sends ${name}${place === 'query' ? text` in the query` : text``}.`,
        it.certainty === 'stated' && place === 'header' && /[-_]/.test(it.wanted)
          ? {
              kind: 'edit',
              title: text`Rename the header ${name} to ${it.wanted}`,
              edit: { rename: 'header', name, to: it.wanted },
            }
          : advice(text`Send the credential in ${it.wanted}, not in ${name}`),
      ];
    case 'query-for-header':
      return [
        text`The server looks for the header ${it.wanted}, and the request sends it in the query.`,
        advice(text`Send ${it.wanted} as a header, not in the query`),
      ];
    case 'other-place':
      return it.schemes.length === 0
        ? [
            text`The request sends its credential in ${name}, and the server found none where it looks.`,
            advice(text`Send the credential where the API documents it, mostly in ${'Authorization'}`),
          ]
        : [
            place === 'cookie'
              ? text`The request carries the cookie ${name}, and the server asks for ${list(it.schemes, 'or')}.`
              : text`The request sends its credential in ${name}, and the server asks for ${list(it.schemes, 'or')}.`,
            byHand(text`Send ${'Authorization'} with ${list(it.schemes, 'or')}, not ${name}`),
          ];
  }
}

/** Schemes behind which a token stands as it is. */
const tokenWords = /^(?:bearer|token|jwt|dpop|apikey|oauth)$/i;
