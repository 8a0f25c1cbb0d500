import type { SignInConfig } from '../auth/config.ts';
import { fillConfig } from '../auth/fillConfig.ts';
import { readSignIn } from '../auth/readSignIn.ts';
import { type TokenNeed, tokenNeedKey } from '../auth/reference.ts';
import { asksAnew, type RestClientReference, restClientConfig } from '../auth/restClient.ts';
import type { SignIn } from '../auth/signIn.ts';
import { Secret } from '../secret.ts';
import type { TemplatePlace } from './lookup.ts';
import type { Need, ResolveProblem, Scope } from './scope.ts';
import { similarNames } from './similar.ts';
import type { TokenReference } from './tokenReference.ts';
import { textValue, type Value } from './value.ts';

/** What the evaluator lends to the reading of references to tokens. */
export interface TokenContext {
  readonly scope: Pick<Scope, 'signIn' | 'signInIds' | 'tokens' | 'environment'>;
  /** Fills in the references of a text that stands in an environment file. */
  fill(text: string, place: TemplatePlace): Value;
  /** The value of a variable, where it has one. */
  optional(name: string): Value | undefined;
  /** How often something was found missing so far. */
  missed(): number;
  report(problem: ResolveProblem): void;
  need(need: Need): void;
}

export interface TokenReader {
  /** The token a reference stands for; empty, with a need or a problem left behind, where it is not there yet. */
  read(token: TokenReference, written: string, place: TemplatePlace): Value;
  /** The token of a need, else the need is left behind. */
  obtain(need: TokenNeed, place: TemplatePlace): Value;
}

export function createTokenReader(context: TokenContext): TokenReader {
  const { scope, report } = context;
  /** Read once for a request, so that what is drawn anew each time is drawn once. */
  const known = new Map<string, SignIn>();
  const inProgress = new Set<string>();

  function obtain(need: TokenNeed, place: TemplatePlace): Value {
    const token = scope.tokens.get(tokenNeedKey(need));
    if (token) return { ...token, secret: true };
    context.need({ kind: 'token', need, span: place.span });
    return textValue('', true);
  }

  function configured(id: string, written: string, place: TemplatePlace): SignIn | undefined {
    if (inProgress.has(id)) {
      report({
        message: `The sign-in \`${id}\` needs a token of its own: ${[...inProgress, id].map((it) => `\`${it}\``).join(' leads to ')}.`,
        span: place.span,
        variable: { name: written, lookedIn: [], similar: [] },
      });
      return undefined;
    }
    const config = scope.signIn(id);
    if (!config) {
      report(unknownSignIn(id, written, scope, place));
      return undefined;
    }
    const before = context.missed();
    inProgress.add(id);
    const filled = fillConfig(config, (text, field, secret) => fillText(config, text, field, secret, place));
    inProgress.delete(id);
    if (context.missed() !== before) return undefined;
    return signInOf(filled, written, place);
  }

  function signInOf(config: SignInConfig, written: string, place: TemplatePlace): SignIn | undefined {
    const read = readSignIn(config);
    if ('signIn' in read) return read.signIn;
    for (const { message } of read.problems) {
      report({
        message: `${message} It is needed for \`{{${written}}}\` in ${place.where}, so nothing was sent.`,
        span: place.span,
        variable: { name: written, lookedIn: [config.origin], similar: [] },
      });
    }
    return undefined;
  }

  function restClient(reference: RestClientReference, written: string, place: TemplatePlace): Value {
    const before = context.missed();
    const made = restClientConfig(reference, (name) => {
      const value = context.optional(name);
      return value?.secret ? new Secret(value.text) : value?.text;
    });
    if (context.missed() !== before) return textValue('', true);
    if ('problem' in made) {
      report({
        message: `${made.problem} It stands in ${place.where}, so nothing was sent.`,
        span: place.span,
        variable: { name: written, lookedIn: [], similar: [] },
      });
      return textValue('', true);
    }
    const signIn = signInOf(made.config, written, place);
    if (!signIn) return textValue('', true);
    const anew = asksAnew(reference) ? { anew: true as const } : {};
    return obtain({ from: 'sign-in', signIn, use: 'access', ...anew }, place);
  }

  function fillText(config: SignInConfig, text: string, field: string, secret: boolean, place: TemplatePlace) {
    const origin = config.origins?.[field] ?? config.origin;
    const where = `${place.where}, by way of \`${field}\` of the sign-in \`${config.id}\` (${origin})`;
    const value = context.fill(text, { ...place, where });
    return secret || value.secret ? new Secret(value.text) : value.text;
  }

  return {
    obtain,
    read(token, written, place) {
      if (token.from === 'account') return obtain(token, place);
      if (token.from === 'rest-client') return restClient(token, written, place);
      const signIn = known.get(token.id) ?? configured(token.id, written, place);
      if (!signIn) return textValue('', true);
      known.set(token.id, signIn);
      if (signIn.mock) return mocked(signIn.mock, signIn, token.use, written, place);
      return obtain({ from: 'sign-in', signIn, use: signIn.useIdToken ? 'id' : token.use }, place);
    },
  };

  function mocked(
    mock: NonNullable<SignIn['mock']>,
    signIn: SignIn,
    use: 'access' | 'id',
    written: string,
    place: TemplatePlace,
  ): Value {
    const token = use === 'id' || signIn.useIdToken ? mock.idToken : mock.token;
    if (token) return textValue(token.reveal(), true);
    report({
      message: `\`{{${written}}}\` in ${place.where}: the sign-in \`${signIn.id}\` is of the type Mock and has no \`ID Token\`. Write it beside \`Token\`.`,
      span: place.span,
      variable: { name: written, lookedIn: [], similar: [] },
    });
    return textValue('', true);
  }
}

function unknownSignIn(
  id: string,
  written: string,
  { signInIds, environment }: TokenContext['scope'],
  place: TemplatePlace,
): ResolveProblem {
  const similar = similarNames(id, signInIds);
  const code = (names: readonly string[]) => names.map((it) => `\`${it}\``).join(', ');
  const known = similar.length
    ? ` Close to it: ${code(similar)}.`
    : signInIds.length
      ? ` There are: ${code(signInIds.slice(0, 8))}.`
      : '';
  const chosen =
    environment === undefined ? 'no environment is selected' : `the environment \`${environment}\` has none of this id`;
  const write = `Write it into http-client.env.json under \`"${environment ?? 'dev'}": { "Security": { "Auth": { ${JSON.stringify(id)}: { "Type": "OAuth2", … } } } }\`, its secrets into http-client.private.env.json.`;
  return {
    message: `\`{{${written}}}\` in ${place.where} asks for the sign-in \`${id}\`, and ${chosen}, so nothing was sent.${known} ${write}`,
    span: place.span,
    variable: { name: written, lookedIn: ['`Security.Auth` of the environment files'], similar },
  };
}
