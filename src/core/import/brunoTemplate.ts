import type { Draft } from './draft.ts';
import { literal } from './template.ts';

/** A text of Bruno as a template; `dotenv` names what the collection's `.env` has. */
export function brunoTemplate(text: string, where: string, draft: Draft, dotenv: ReadonlySet<string>): string {
  let out = '';
  let at = 0;
  for (const match of text.matchAll(/\{\{([^{}\n]{1,200})\}\}/g)) {
    const [whole, inner = ''] = match;
    out += literal(text.slice(at, match.index)) + reference(inner.trim(), where, draft, dotenv);
    at = match.index + whole.length;
  }
  return out + literal(text.slice(at));
}

function reference(name: string, where: string, draft: Draft, dotenv: ReadonlySet<string>): string {
  const [, environment] = /^process\.env\.([A-Za-z_]\w{0,100})$/.exec(name) ?? [];
  if (environment !== undefined)
    return dotenv.has(draft.variable(environment))
      ? `{{${draft.variable(environment)}}}`
      : `{{$processEnv ${environment}}}`;
  if (!name.startsWith('$')) return `{{${draft.variable(name)}}}`;
  const ours = Object.hasOwn(dynamic, name) ? dynamic[name] : undefined;
  if (ours !== undefined) return `{{${ours}}}`;
  draft.lose(where, `Bruno makes up \`${name.slice(0, 60)}\` anew each time; here it has to be given a value.`);
  return draft.toFillIn(name.replace(/^\$+/, '').replaceAll('.', '_'));
}

const dynamic: Readonly<Record<string, string>> = {
  $guid: '$guid',
  $timestamp: '$timestamp',
  $isoTimestamp: '$isoTimestamp',
  $randomUUID: '$random.uuid',
  $randomInt: '$randomInt',
  $randomBoolean: '$random.bool.bool',
  $randomEmail: '$random.email',
  $randomFirstName: '$random.name.firstName',
  $randomLastName: '$random.name.lastName',
  $randomFullName: '$random.name.fullName',
  $randomUserName: '$random.name.username',
  $randomCity: '$random.address.city',
  $randomCompanyName: '$random.company.name',
  $randomLoremWord: '$random.lorem.word',
};
