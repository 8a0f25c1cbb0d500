import { readAuthorization } from '../headers/authorization.ts';
import { readShorthand } from '../resolve/authShorthands.ts';
import { list, text, words } from '../text.ts';
import { relative } from '../time.ts';
import type { CheckFinding } from './finding.ts';
import { areaOf, lessonsOf } from './hostMemory.ts';
import type { OutgoingField } from './outgoing.ts';
import { type Check, itsHost, type Subject, theHost } from './subject.ts';

/** The word before the credential: missing, written twice, or another one than the host asks for (RFC 9110, 11.6.2). */
export const scheme: Check = (subject) =>
  subject.outgoing.fields
    .filter((it) => it.name.toLowerCase() === 'authorization')
    .flatMap((it) => doubled(it) ?? missing(it, subject) ?? notAccepted(it, subject) ?? []);

/** Stands for a value that is not known: what is written around it can be judged all the same. */
const standIn = 'a1b2c3d4e5f6a7b8';

function doubled({ header, value }: OutgoingField): CheckFinding | undefined {
  const read = readAuthorization(value.text.replace(/\{\{[^{}]{0,300}\}\}/g, standIn));
  const again = /^([A-Za-z][\w-]{0,30})\s/.exec(read.credentials.reveal())?.[1] ?? '';
  const twice = read.defects.some((it) => it.code === 'scheme-twice');
  if (!twice || again.toLowerCase() !== read.scheme.toLowerCase()) return undefined;
  // The second one is written beside the first, or the variable brings it.
  const bringer = value.references.find((it) => it.value?.trimStart().startsWith(`${again} `));
  const written = header.value.text.split(/\s+/, 2);
  const inText = written[1]?.toLowerCase() === again.toLowerCase();
  return {
    code: 'scheme-doubled',
    span: { start: header.value.start, end: header.value.end },
    severity: 'error',
    certainty: 'proven',
    message:
      inText || !bringer
        ? text`${'Authorization'} carries the scheme ${read.scheme} twice, so that the second one is read as a part of the credential.`
        : text`${'Authorization'} carries the scheme ${read.scheme} twice: the value of ${`{{${bringer.name}}}`} begins with it already.`,
    cause: 'credentials-malformed',
    fix: inText
      ? {
          kind: 'edit',
          title: text`Write ${read.scheme} once`,
          edit: { set: 'auth-scheme', value: read.scheme },
        }
      : { kind: 'edit', title: text`Remove the written ${read.scheme}`, edit: { remove: 'auth-scheme' } },
  };
}

/** Only a JWT is surely meant to stand behind a scheme word: many APIs take their own keys bare. */
function missing({ header, value }: OutgoingField, subject: Subject): CheckFinding | undefined {
  if (!value.known) return undefined;
  const read = readAuthorization(value.text);
  const credential = read.credentials.reveal();
  const defect = read.defects.find((it) => it.code === 'scheme-missing');
  if (!defect || !/(?:^|^bearer)eyJ[\w-]{7,}\.[\w-]+\./i.test(credential)) return undefined;
  const glued = /^bearer/i.test(credential);
  const asked = asks(subject)?.schemes ?? [];
  const wanted = asked.find((it) => /^(?:bearer|dpop|token)$/i.test(it));
  const sure = glued || wanted !== undefined;
  const name = wanted ?? 'Bearer';
  return {
    code: 'scheme-missing',
    span: { start: header.value.start, end: header.value.end },
    severity: sure ? 'error' : 'warning',
    certainty: glued ? 'proven' : wanted === undefined ? 'likely' : 'stated',
    message: glued
      ? text`No space stands between ${'Bearer'} and the token in ${'Authorization'}, so that ${itsHost(subject)} finds no scheme it knows.`
      : text`${'Authorization'} holds a token without ${name} before it; ${itsHost(subject)} ${words(wanted === undefined ? 'probably finds no credential there' : `asks for ${name}`)}.`,
    cause: glued ? 'credentials-malformed' : 'scheme-mismatch',
    ...(glued
      ? {}
      : {
          fix: {
            kind: 'edit',
            title: text`Write ${name} before the token`,
            edit: { set: 'auth-scheme', value: name },
          } as const,
        }),
  };
}

/** Another scheme than WWW-Authenticate asked for at the same API. */
function notAccepted({ header, value }: OutgoingField, subject: Subject): CheckFinding | undefined {
  const asked = asks(subject);
  const written = /^([A-Za-z][A-Za-z0-9-]{1,30})\s+\S/.exec(value.text)?.[1];
  // httpYac's `oauth2 client_credentials` leaves as Bearer.
  const sent = readShorthand(value.text).kind === 'sign-in' ? 'Bearer' : written;
  if (!asked || sent === undefined || asked.schemes.some((it) => it.toLowerCase() === sent.toLowerCase()))
    return undefined;
  if (taken(sent, subject, asked.at)) return undefined;
  return {
    code: 'scheme-not-accepted',
    span: { start: header.value.start, end: header.value.end },
    severity: 'warning',
    certainty: 'likely',
    message: text`${theHost(subject)} will probably refuse ${sent}: it asked for ${list(asked.schemes.slice(0, 4), 'or')} ${words(relative(asked.at, subject.now))}.`,
    cause: 'scheme-mismatch',
  };
}

/** A challenge names the schemes that a server likes, not always all that it takes. */
function taken(sent: string, { outgoing, memory }: Subject, since: number): boolean {
  const { host = '', path = '' } = outgoing.target ?? {};
  const area = areaOf(path);
  return lessonsOf(memory, 'took', host).some(
    (it) => it.area === area && since <= it.at && it.scheme.toLowerCase() === sent.toLowerCase(),
  );
}

function asks({ outgoing, memory }: Subject) {
  const { target } = outgoing;
  if (!target) return undefined;
  const area = areaOf(target.path);
  return lessonsOf(memory, 'asks', target.host).find((it) => it.area === area);
}
