import { isSecretName } from '../secretNames.ts';
import { text, words } from '../text.ts';
import { explainVariable } from '../variables/variables.ts';
import type { LenientReference } from './evaluateLeniently.ts';
import type { CheckFinding } from './finding.ts';
import type { OutgoingField } from './outgoing.ts';
import { type Check, itsHost, type Subject, theHost } from './subject.ts';

/** A credential whose variable is there and holds nothing, or that has no value at all. */
export const emptyCredential: Check = (subject) =>
  subject.outgoing.fields
    .filter((it) => isSecretName(it.name) && !/^cookie$|csrf|xsrf/i.test(it.name))
    .flatMap((it) => empty(it, subject) ?? []);

function empty({ header, name, value }: OutgoingField, subject: Subject): CheckFinding | undefined {
  const [, scheme = '', rest = ''] = /^([A-Za-z][\w-]{0,30})?\s*(\S.*)?$/s.exec(value.text.trim()) ?? [];
  const hole = value.references.find((it) => it.value?.trim() === '');
  const nothing = value.known && rest.trim() === '' && (scheme === '' || isSchemeAlone(scheme));
  if (!nothing && !hole) return undefined;
  if (!nothing && !/^(?:bearer|token|dpop|basic|digest|)$/i.test(scheme)) return undefined;
  // `Basic {{user}}:{{password}}`: some services want one of the two empty.
  const half = !nothing;
  const host = theHost(subject);
  const span = hole?.span ?? (header.value.start < header.value.end ? header.value : header.name);
  return {
    code: 'credential-empty',
    span: { start: span.start, end: span.end },
    severity: half ? 'information' : 'error',
    certainty: half ? 'possible' : 'proven',
    message: hole
      ? text`${name} goes out ${words(half ? 'with one part empty' : 'empty')}: ${`{{${hole.name}}}`} has no characters (${words(originOf(hole, subject))}). ${host} ${words(half ? 'may refuse it' : 'finds no credential in it')}.`
      : text`${name} has nothing after ${scheme === '' ? words('its colon') : text`${scheme}`}, so that ${itsHost(subject)} finds no credential in it.`,
    cause: half ? 'credentials-malformed' : 'credentials-missing',
  };
}

function isSchemeAlone(word: string): boolean {
  return /^(?:bearer|basic|token|dpop|digest|apikey|jwt|negotiate)$/i.test(word);
}

function originOf({ name }: LenientReference, { file, request, scope }: Subject): string {
  return explainVariable(file, request, name, scope).origin.slice(0, 120);
}
