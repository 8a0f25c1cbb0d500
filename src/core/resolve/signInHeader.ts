import { type FoundVariable, type HttpyacAuthorization, httpyacConfig, httpyacNames } from '../auth/httpyac.ts';
import { readSignIn } from '../auth/readSignIn.ts';
import type { Grant } from '../auth/signIn.ts';
import { maskValue, Secret } from '../secret.ts';
import type { Evaluator } from '../variables/evaluate.ts';
import { readJsonMember } from '../variables/jsonValue.ts';
import type { TemplatePlace } from '../variables/lookup.ts';

/** What `Authorization: oauth2 …` becomes; undefined where something is missing, which is then reported or needed. */
export function signInHeader(
  { grant, prefix, exchange }: HttpyacAuthorization,
  evaluator: Evaluator,
  place: TemplatePlace,
): string | undefined {
  const first = obtained(grant, prefix, evaluator, place);
  if (first === undefined || exchange === undefined) return first && `Bearer ${first}`;
  const second = obtained('token_exchange', exchange, evaluator, place, new Secret(first));
  return second && `Bearer ${second}`;
}

function obtained(
  grant: Grant,
  prefix: string,
  evaluator: Evaluator,
  place: TemplatePlace,
  subject?: Secret,
): string | undefined {
  const missing = () => evaluator.problems.length + evaluator.needs.length;
  const before = missing();
  const read = httpyacConfig(grant, prefix, (name) => find(prefix, name, evaluator), subject);
  if (missing() !== before) return undefined;
  if ('missing' in read) {
    // A short token looks like a prefix.
    const shown = prefix.length < 16 ? prefix : maskValue(prefix);
    const names = read.missing.map((it) => `\`${shown}${it.slice(prefix.length)}\``);
    evaluator.report({
      message: `\`Authorization: oauth2 …\` in ${place.where} obtains a token by the variables of \`${shown}\`, and these have no value, so nothing was sent: ${names.join(', ')}. Define them in an environment, or configure a sign-in and write \`Authorization: Bearer {{$auth.token("id")}}\`.`,
      span: place.span,
    });
    return undefined;
  }
  const signIn = readSignIn(read.config);
  if ('problems' in signIn) {
    for (const { message } of signIn.problems) evaluator.report({ message, span: place.span });
    return undefined;
  }
  const { text } = evaluator.token({ from: 'sign-in', signIn: signIn.signIn, use: 'access' }, place);
  return text === '' ? undefined : text;
}

function find(prefix: string, name: string, evaluator: Evaluator): FoundVariable | undefined {
  for (const full of httpyacNames(prefix, name)) {
    const value = evaluator.optional(full, 'any case');
    if (value && value.text !== '') return { name: full, text: value.text, secret: value.secret };
    const base = full.slice(0, -name.length - 1);
    const whole = full[base.length] === '.' ? evaluator.optional(base, 'any case') : undefined;
    const text = whole && readJsonMember(whole.text, name);
    if (whole && text) return { name: full, text, secret: whole.secret };
  }
  return undefined;
}
