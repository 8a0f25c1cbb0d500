import type { Cause, Evidence, Fix, Found } from '../cause.ts';
import type { Certainty } from '../certainty.ts';
import type { Credential } from '../facts/credentials.ts';
import type { Facts } from '../facts.ts';
import { list, type Text, text } from '../text.ts';
import { advice, at, credentialShown, found, present, saidFor, statusShows, wordsShown } from '../verdict.ts';

/** The credentials came in a form the server does not take: another scheme, no scheme word, another header or place (RFC 9110, 11.4). */
export const schemeMismatch: Cause = {
  id: 'scheme-mismatch',
  title: 'The credentials came in a form this server does not take',
  why: 'A server looks for credentials in one place and under one scheme word; what comes otherwise counts as not sent.',
  link: 'https://www.rfc-editor.org/rfc/rfc9110#section-11.4',

  weigh(facts) {
    const credential = facts.credential;
    const said = saidFor(facts, this.id);
    if (!credential || facts.status === 407 || facts.keyMissing) return undefined;
    if (said && said.certainty !== 'possible') {
      return found(
        said.certainty,
        text`The server does not take credentials in the form that was sent.`,
        [...said.evidence, ...present([credentialShown(facts)]), ...asked(facts)],
        [...said.fixes, advice(text`Send the credential the way the server names in its answer`)],
        said.source,
      );
    }
    if (
      credential.kind === 'login' ||
      credential.kind === 'client' ||
      credential.defects.some((it) => it.code === 'placeholder')
    )
      return undefined;
    const missing = saidFor(facts, 'credentials-missing');
    if (credential.in === 'authorization') return inAuthorization(facts, credential, missing !== undefined);
    return elsewhere(facts, credential, missing?.quote);
  },
};

function inAuthorization(facts: Facts, credential: Credential, saysMissing: boolean): Found | undefined {
  const schemes = [...new Set(facts.challenges.map((it) => it.scheme).filter((it) => it !== ''))];
  const sent = credential.scheme;
  const refused = facts.status === 401 || facts.status === 400 || saysMissing;
  if (!refused || (facts.stated !== undefined && !tolerated.has(facts.stated))) return undefined;
  if (sent === undefined) {
    if (credential.kind !== 'token' || credential.token?.kind !== 'jws' || facts.servers.some((it) => it.bareTokens))
      return undefined;
    return answer(
      facts,
      saysMissing || facts.stated === 'credentials-malformed' ? 'stated' : 'likely',
      text`Authorization holds a token without a scheme word before it; ${schemes[0] ?? 'Bearer'} is expected.`,
      rewrite(text`Write ${`${schemes[0] ?? 'Bearer'} `} before the token`, schemes[0] ?? 'Bearer'),
    );
  }
  if (schemes.length !== 0 && !schemes.some((it) => it.toLowerCase() === sent.toLowerCase())) {
    return answer(
      facts,
      saysMissing ? 'proven' : 'likely',
      text`The server asks for ${list(schemes, 'or')}, and the request sends ${sent}.`,
      advice(text`Send ${'Authorization'} with ${list(schemes, 'or')} in place of ${sent}`),
    );
  }
  const other = saysMissing && facts.status !== 404 && !/^(?:bearer|basic)$/i.test(sent) && schemes.length === 0;
  if (other)
    return answer(
      facts,
      'likely',
      text`The request sends the scheme ${sent}, and the server found no credentials.`,
      rewrite(text`Write ${'Bearer'} in place of ${sent}`, 'Bearer'),
    );
  if (saysMissing && schemes.length === 0 && facts.keyWanted) {
    return answer(
      facts,
      'likely',
      text`The server looks for an API key, and the request sends ${`Authorization: ${sent}`}.`,
      advice(text`Send the API key in the header or parameter that the API documents`),
    );
  }
  if (
    sent === sent.toLowerCase() &&
    facts.stated === undefined &&
    facts.status === 401 &&
    credential.token?.kind === 'jws'
  ) {
    return answer(
      facts,
      'possible',
      text`The scheme is written ${sent}; some servers compare it with regard to case and want ${capital(sent)}.`,
      rewrite(text`Write ${capital(sent)} in place of ${sent}`, capital(sent)),
    );
  }
  return undefined;
}

/** The scheme word in front of the credential, which the request's own text writes. */
function rewrite(title: Text, scheme: string): Fix {
  return { kind: 'edit', title, edit: { set: 'auth-scheme', value: scheme } };
}

/** A key, cookie or parameter, where the server names or asks for another place. */
function elsewhere(facts: Facts, credential: Credential, missing: string | undefined): Found | undefined {
  if (facts.status !== 401 && facts.status !== 403 && facts.status !== 400) return undefined;
  const named = namedPlace(facts, missing);
  const sessionOnly = credential.in === 'cookie' && credential.token === undefined;
  if (sessionOnly || facts.credentials.some((it) => it.in === 'authorization')) return undefined;
  if (named !== undefined && named.toLowerCase() !== credential.name.toLowerCase()) {
    const certainty: Certainty = missing !== undefined ? 'stated' : 'likely';
    return answer(
      facts,
      certainty,
      text`The server looks for ${named}, and the request sends ${credential.name}${credential.in === 'query' ? text` in the query` : text``}.`,
      inOther(credential, named, certainty),
    );
  }
  if (named !== undefined && credential.in === 'query') {
    return answer(
      facts,
      'likely',
      text`The server looks for the header ${named}, and the request sends it in the query.`,
      advice(text`Send ${named} as a header, not in the query`),
    );
  }
  const schemes = facts.challenges.map((it) => it.scheme).filter((it) => it !== '');
  if (
    missing === undefined &&
    (schemes.length === 0 || (facts.stated !== undefined && facts.stated !== 'token-invalid'))
  )
    return undefined;
  if (named !== undefined) return undefined;
  return answer(
    facts,
    'likely',
    text`The request sends its credential in ${credential.name}, and the server ${schemes.length === 0 ? text`found none where it looks` : text`asks for ${list(schemes, 'or')}`}.`,
    advice(
      schemes.length === 0
        ? text`Send the credential where the API documents it, mostly in ${'Authorization'}`
        : text`Send ${'Authorization'} with ${list(schemes, 'or')}, not ${credential.name}`,
    ),
  );
}

/** Where the server surely looks for the same header under another name, the request's text can be changed. */
function inOther(credential: Credential, name: string, certainty: Certainty): Fix {
  const surely = certainty === 'stated' && credential.in === 'header' && /[-_]/.test(name);
  return surely
    ? {
        kind: 'edit',
        title: text`Rename the header ${credential.name} to ${name}`,
        edit: { rename: 'header', name: credential.name, to: name },
      }
    : advice(text`Send the credential in ${name}, not in ${credential.name}`);
}

/** The header or parameter the server names: in the challenge (`name="…"`), or in its words. */
function namedPlace(facts: Facts, missing: string | undefined): string | undefined {
  for (const it of facts.challenges) {
    const name = it.params.find((param) => param.name === 'name')?.value;
    if (name) return name;
  }
  return missing === undefined
    ? undefined
    : /\b(?:x-[a-z0-9-]{2,40}|[a-z]{2,20}[_-](?:key|token)|[a-z]{2,20}(?:-[a-z]{2,20}){1,3}-key|authorization(?= header| was| in))\b/i.exec(
        missing,
      )?.[0];
}

function answer(facts: Facts, certainty: Certainty, summary: Text, fix: Fix): Found {
  return found(
    certainty,
    summary,
    [credentialShown(facts) ?? statusShows(facts), ...asked(facts), ...wordsShown(facts).slice(0, 2)],
    [fix],
  );
}

function asked(facts: Facts): Evidence[] {
  return facts.challenges.slice(0, 2).map((it) => {
    const realm = it.params.find((param) => param.name === 'realm')?.value;
    return at(
      { in: 'response-header', name: it.field },
      realm === undefined
        ? text`the server asks for ${it.scheme}`
        : text`the server asks for ${`${it.scheme} realm="${realm}"`}`,
    );
  });
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

const tolerated: ReadonlySet<string> = new Set([
  'credentials-missing',
  'credentials-malformed',
  'token-invalid',
  'role-missing',
  'password-wrong',
]);
