import { Secret } from '../core/secret.ts';
import type { EnvironmentProblem, EnvironmentValue } from '../core/variables/environments.ts';
import { isSecretName } from '../core/variables/secretNames.ts';
import type { EnvFile } from './envFolders.ts';
import { readSignIns, type SignInSection } from './envSignIns.ts';
import { type JsonNode, readLooseJson, toPlain } from './looseJson.ts';

/** What one JSON environment file says. */
export interface EnvSections {
  readonly file: EnvFile;
  /** Environments by name, `$shared` among them, in order. */
  readonly environments: ReadonlyMap<string, ReadonlyMap<string, EnvironmentValue>>;
  readonly users: ReadonlyMap<string, ReadonlyMap<string, EnvironmentValue>>;
  /** `Security.Auth`, by environment, `$shared` among them. */
  readonly signIns: ReadonlyMap<string, readonly SignInSection[]>;
  /** The same by user. */
  readonly userSignIns: ReadonlyMap<string, readonly SignInSection[]>;
  readonly problems: readonly EnvironmentProblem[];
}

/** Configuration that tools keep among the variables: never substituted, never shown. */
export const reserved: ReadonlySet<string> = new Set(['Security', 'SSLConfiguration', 'auth_data', '$schema']);
/** Top-level names that are no environments. */
const notEnvironments = new Set(['$schema', '$users', '$kulalaShared', '$kulalaDefaultHeaders']);

/** Reads `http-client.env.json` and its private kin. A broken file gives a problem with its place, and nothing else. */
export function readEnvSections(file: EnvFile): EnvSections {
  const environments = new Map<string, Map<string, EnvironmentValue>>();
  const users = new Map<string, Map<string, EnvironmentValue>>();
  const signIns = new Map<string, readonly SignInSection[]>();
  const userSignIns = new Map<string, readonly SignInSection[]>();
  const problems: EnvironmentProblem[] = [];
  const read = readLooseJson(file.text);
  const problem = (offset: number, message: string, severity: 'error' | 'warning' = 'error') =>
    problems.push({ file: file.path, ...placeOf(file.text, offset), severity, message });
  const lineOf = (offset: number) => placeOf(file.text, offset).line;
  const warn = (offset: number, message: string) => problem(offset, message, 'warning');
  if ('problem' in read)
    problem(read.offset, `${file.shown} is not JSON: ${read.problem}. None of its variables are known.`);
  const members = 'node' in read && read.node.kind === 'object' ? read.node.members : [];
  if ('node' in read && read.node.kind !== 'object') {
    problem(read.node.start, `${file.shown}: expected an object with one member for each environment.`);
  }
  for (const member of members) {
    if (member.name === '$users') {
      for (const user of objectMembers(member.value)) {
        users.set(user.name, variables(user.value, file, problem));
        userSignIns.set(user.name, readSignIns(user.value, file, lineOf, warn));
      }
      continue;
    }
    if (notEnvironments.has(member.name)) continue;
    if (member.value.kind !== 'object') {
      problem(
        member.start,
        `"${member.name.slice(0, 60)}" is no environment: expected an object of variables.`,
        'warning',
      );
      continue;
    }
    environments.set(member.name, variables(member.value, file, problem));
    signIns.set(member.name, readSignIns(member.value, file, lineOf, warn));
  }
  return { file, environments, users, signIns, userSignIns, problems };
}

/** 1-based line and column of an offset. */
export function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - (before.lastIndexOf('\n') + 1) + 1 };
}

function objectMembers(node: JsonNode) {
  return node.kind === 'object' ? node.members : [];
}

function variables(
  node: JsonNode,
  file: EnvFile,
  problem: (offset: number, message: string, severity: 'warning') => void,
): Map<string, EnvironmentValue> {
  const found = new Map<string, EnvironmentValue>();
  for (const member of objectMembers(node)) {
    if (reserved.has(member.name)) continue;
    const provider = objectMembers(member.value).find((it) => it.name === 'provider')?.value;
    if (provider?.kind === 'plain') {
      problem(
        member.start,
        `"${member.name.slice(0, 60)}" is kept by ${String(provider.value).slice(0, 40)}, which Why401 cannot read; it has no value here.`,
        'warning',
      );
      continue;
    }
    const plain = toPlain(member.value);
    const text = typeof plain === 'string' ? plain : plain === null ? '' : JSON.stringify(plain);
    const { line } = placeOf(file.text, member.start);
    const secret = file.kind === 'private' || isSecretName(member.name);
    // What merely refers to another variable is no secret: the value it leads to may be.
    const shown = secret && !/^\{\{[^{}]*\}\}$/.test(text) && text !== '' ? new Secret(text) : text;
    found.set(member.name, { value: shown, origin: `${file.shown}, line ${line}`, file: file.path, line });
  }
  return found;
}
