import { shiftTime, type TimeUnit } from './calendar.ts';
import { formatDate } from './dateFormat.ts';
import { randomNames, randomValue } from './randomValues.ts';
import { isSecretName } from './secretNames.ts';
import { similarNames } from './similar.ts';
import type { Supplies } from './supplies.ts';
import { readTokenReference, type TokenReference } from './tokenReference.ts';

/** What a `$` name stands for. */
export type Supplied =
  | { readonly kind: 'value'; readonly text: string; readonly secret: boolean }
  /** Somebody is asked. `remember`: once a session, for names that end in `-askonce`. */
  | {
      readonly kind: 'question';
      readonly label: string;
      readonly secret: boolean;
      readonly initial?: string;
      readonly choices?: readonly string[];
      readonly remember: boolean;
    }
  /** The value of a variable, looked up only there. */
  | { readonly kind: 'variable'; readonly name: string; readonly in: 'dotenv' | 'shared' }
  /** Obtained from an authorization server or an account of the editor. */
  | { readonly kind: 'token'; readonly token: TokenReference }
  | { readonly kind: 'problem'; readonly message: string; readonly similar: readonly string[] };

/** Every `$` name that is known, without its arguments: for completion and for close spellings. */
export const dynamicNames: readonly string[] = [
  '$uuid',
  '$guid',
  '$timestamp',
  '$isoTimestamp',
  '$datetime',
  '$localDatetime',
  '$randomInt',
  '$processEnv',
  '$dotenv',
  '$dotEnv',
  '$env',
  '$shared',
  '$input',
  '$password',
  '$pick',
  '$prompt',
  '$projectRoot',
  '$historyFolder',
  '$exampleServer',
  '$placeholder',
  '$auth.token',
  '$auth.idToken',
  '$session',
  '$aadToken',
  '$aadV2Token',
  '$oidcAccessToken',
  ...randomNames,
];

/** Reads one `$` reference, as it stands between the braces: `$datetime iso8601 1 d`, `$random.integer(1, 9)`. */
export function supplyDynamic(reference: string, supplies: Supplies): Supplied {
  const name = /^\$[\p{L}\p{N}_]+(?:[.-][\p{L}\p{N}_]+){0,4}/u.exec(reference)?.[0] ?? reference;
  const rest = reference.slice(name.length).trim();
  const value = (text: string, secret = false): Supplied => ({ kind: 'value', text, secret });
  const random = randomValue(name, rest, supplies);
  if (typeof random === 'string') return value(random);
  if (random) return problem(random.problem);
  const token = readTokenReference(name, rest);
  if (token) return 'token' in token ? { kind: 'token', token: token.token } : problem(token.problem);

  switch (name) {
    case '$timestamp':
      return shifted(name, rest, supplies, (ms) => String(Math.floor(ms / 1000)));
    case '$isoTimestamp':
      return shifted(name, rest, supplies, (ms) => formatDate(ms, 'iso8601', undefined));
    case '$datetime':
    case '$localDatetime':
      return datetime(name, rest, supplies);
    case '$processEnv':
      return fromProcess(rest, supplies);
    case '$dotenv':
    case '$dotEnv':
      return dotenv(rest, supplies);
    case '$shared':
      return rest
        ? { kind: 'variable', name: rest, in: 'shared' }
        : problem('`$shared` needs the name of a variable: `{{$shared host}}`.');
    case '$projectRoot':
      return supplies.projectRoot
        ? value(supplies.projectRoot)
        : problem('`$projectRoot` is the workspace folder; this file was opened without one.');
    case '$historyFolder':
      return supplies.projectRoot
        ? value(`${supplies.projectRoot}/.idea/httpRequests`)
        : problem('`$historyFolder` lies in the workspace folder; this file was opened without one.');
    case '$exampleServer':
      return value('https://examples.http-client.intellij.net');
    case '$placeholder':
      return problem('`{{$placeholder}}` marks a place to fill in: write the value there.');
  }
  if (name === '$env' || name.startsWith('$env.')) return fromProcess(name.slice(5), supplies);
  if (name.startsWith('$global.') || name === '$index') {
    return problem(
      `\`${name}\` is set by scripts and loops of httpYac, which are not run. Write \`@${name.replace(/^\$(?:global\.)?/, '')} = …\` for a fixed value.`,
    );
  }
  return question(name, rest) ?? unknown(name);
}

function problem(message: string): Supplied {
  return { kind: 'problem', message, similar: [] };
}

function unknown(name: string): Supplied {
  const similar = similarNames(name, dynamicNames);
  const hint = similar.length
    ? ` Close to it: ${similar.map((it) => `\`${it}\``).join(', ')}.`
    : ' Names that begin with `$` are supplied by the tool; yours begin with a letter.';
  return { kind: 'problem', message: `\`${name}\` is no name that Why401 supplies.${hint}`, similar };
}

function shifted(name: string, rest: string, supplies: Supplies, print: (ms: number) => string): Supplied {
  if (rest === '') return { kind: 'value', text: print(supplies.now), secret: false };
  const offset = readOffset(rest);
  if (!offset)
    return problem(`\`{{${name} ${rest}}}\`: expected a number and a unit, like \`-3 h\`. Units: y Q M w d h m s ms.`);
  return { kind: 'value', text: print(shiftTime(supplies.now, offset.amount, offset.unit)), secret: false };
}

function datetime(name: string, rest: string, supplies: Supplies): Supplied {
  const format = /^(?:"([^"]*)"|'([^']*)'|([^\s"'-][^\s"']*))/.exec(rest);
  const written = format?.[1] ?? format?.[2] ?? format?.[3];
  const startsWithOffset = readOffset(rest) !== undefined;
  const pattern = startsWithOffset ? 'iso8601' : (written ?? 'iso8601');
  const tail = startsWithOffset ? rest : rest.slice(format?.[0].length ?? 0).trimStart();
  return shifted(name, tail, supplies, (ms) =>
    formatDate(ms, pattern, name === '$localDatetime' ? supplies.localOffset(ms) : undefined),
  );
}

function readOffset(text: string): { amount: number; unit: TimeUnit } | undefined {
  const found = /^([+-]?\d{1,9})\s{1,9}(y|Q|M|w|d|h|m|s|ms)$/.exec(text.trim());
  return found ? { amount: Number(found[1]), unit: found[2] as TimeUnit } : undefined;
}

/** `%NAME` reads the name of the variable from the variable NAME first. */
function fromProcess(written: string, supplies: Supplies): Supplied {
  const name = written.startsWith('%') ? supplies.processEnv[written.slice(1)] : written;
  if (!written)
    return problem(
      'It needs the name of an environment variable: `{{$processEnv API_TOKEN}}` or `{{$env.API_TOKEN}}`.',
    );
  const text = name === undefined ? undefined : supplies.processEnv[name];
  if (text !== undefined) return { kind: 'value', text, secret: isSecretName(name ?? '') };
  const missing = name ?? written.slice(1);
  const similar = similarNames(missing, Object.keys(supplies.processEnv));
  const hint = similar.length ? ` Close to it: ${similar.map((it) => `\`${it}\``).join(', ')}.` : '';
  return {
    kind: 'problem',
    message: `The environment variable \`${missing}\` is not set in the process that sends.${hint}`,
    similar,
  };
}

function dotenv(written: string, supplies: Supplies): Supplied {
  const name = written.startsWith('%') ? supplies.processEnv[written.slice(1)] : written;
  if (!name) return problem('`$dotenv` needs the name of a variable of a .env file: `{{$dotenv API_TOKEN}}`.');
  return { kind: 'variable', name, in: 'dotenv' };
}

function question(name: string, rest: string): Supplied | undefined {
  const kind = /^\$(input|password|pick|prompt)(-askonce)?$/.exec(name);
  if (!kind) return undefined;
  const mark = '$value:';
  const at = rest.indexOf(mark);
  const label = (at < 0 ? rest : rest.slice(0, at)).trim();
  const given = at < 0 ? undefined : rest.slice(at + mark.length).trimStart();
  const base = {
    kind: 'question' as const,
    label: label || 'Value',
    secret: kind[1] === 'password',
    remember: kind[2] !== undefined,
  };
  if (kind[1] === 'pick') {
    const choices = (given ?? '')
      .split(',')
      .map((it) => it.trim())
      .filter((it) => it !== '');
    if (choices.length === 0) return problem('`$pick` needs its choices: `{{$pick which one? $value: one, two}}`.');
    return { ...base, choices };
  }
  return given === undefined ? base : { ...base, initial: given };
}
