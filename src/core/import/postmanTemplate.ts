import type { Draft } from './draft.ts';
import { member, members, textMember } from './foreign.ts';
import { literal } from './template.ts';

/** A text of Postman as a template: `{{x}}` under the name that it has here, dynamic names as ours. */
export function postmanTemplate(text: string, draft: Draft): string {
  let out = '';
  let at = 0;
  for (const match of text.matchAll(/\{\{([^{}\n]{1,200})\}\}/g)) {
    const [whole, inner = ''] = match;
    out += literal(text.slice(at, match.index)) + reference(inner.trim(), draft);
    at = match.index + whole.length;
  }
  return out + literal(text.slice(at));
}

function reference(name: string, draft: Draft): string {
  if (name.startsWith('$')) {
    const ours = Object.hasOwn(dynamic, name) ? dynamic[name] : undefined;
    if (ours !== undefined) return `{{${ours}}}`;
    draft.lose(
      'variables',
      `Postman makes up \`${name.slice(0, 60)}\` anew each time; here it has to be given a value.`,
    );
    return draft.toFillIn(name.slice(1));
  }
  if (name.startsWith('vault:')) return draft.toFillIn(name.slice('vault:'.length));
  return `{{${draft.variable(name)}}}`;
}

/** Postman's dynamic names that have an equal. */
const dynamic: Readonly<Record<string, string>> = {
  $guid: '$guid',
  $timestamp: '$timestamp',
  $isoTimestamp: '$isoTimestamp',
  $randomUUID: '$random.uuid',
  $randomInt: '$randomInt',
  $randomAlphaNumeric: '$random.alphanumeric(1)',
  $randomBoolean: '$random.bool.bool',
  $randomEmail: '$random.email',
  $randomExampleEmail: '$random.email',
  $randomFirstName: '$random.name.firstName',
  $randomLastName: '$random.name.lastName',
  $randomFullName: '$random.name.fullName',
  $randomUserName: '$random.name.username',
  $randomPassword: '$random.alphanumeric(15)',
  $randomCity: '$random.address.city',
  $randomCompanyName: '$random.company.name',
  $randomLoremWord: '$random.lorem.word',
  $randomLoremSentence: '$random.lorem.sentence',
  $randomPhoneNumber: '$random.phoneNumber.cellPhone',
  $randomUrl: '$random.internet.url',
  $randomDomainName: '$random.internet.domainName',
};

/** A description is a text, or an object with one. */
export function postmanDescription(it: unknown): string {
  const description = member(it, 'description');
  return typeof description === 'string' ? description : textMember(members(description), 'content');
}
