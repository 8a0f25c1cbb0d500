import { type CauseId, causeIds } from '../causeIds.ts';
import { type Certainty, certainties } from '../certainty.ts';
import type { Compile, Pattern, PatternFlags } from '../facts/pattern.ts';
import { type Condition, conditions, type Server, type Sign } from '../facts/sign.ts';

/** What keeps a part of it from being read. */
export interface SignProblem {
  /** Where: names and 0-based indexes, from the root. */
  readonly path: readonly (string | number)[];
  /** What is expected and what stands there: one sentence. */
  readonly says: string;
}

export interface ServersReading {
  readonly servers: readonly Server[];
  readonly problems: readonly SignProblem[];
}

/**
 * Reads servers from JSON (the format is `media/signs.schema.json`): one server, or a list of them. A sign or mark that
 * cannot be read is left out and named; the rest counts. Never throws.
 */
export function readServers(json: unknown, compile: Compile): ServersReading {
  const problems: SignProblem[] = [];
  const reader = new Reader(compile, problems);
  const servers = Array.isArray(json)
    ? json.slice(0, mostServers).flatMap((it, i) => reader.server(it, [i]) ?? [])
    : [reader.server(json, [])].flatMap((it) => it ?? []);
  return { servers, problems };
}

const mostServers = 1_000;
const mostSigns = 1_000;
const longestText = 1_000;

type Path = readonly (string | number)[];
type Json = Readonly<Record<string, unknown>>;

class Reader {
  readonly #compile: Compile;
  readonly #problems: SignProblem[];

  constructor(compile: Compile, problems: SignProblem[]) {
    this.#compile = compile;
    this.#problems = problems;
  }

  server(json: unknown, path: Path): Server | undefined {
    if (!isRecord(json)) return this.#problem(path, `A server is an object; ${kindOf(json)} stands here.`);
    this.#unknown(json, path, serverMembers);
    const id = this.#text(json, 'id', path);
    const marks = this.#marks(json.recognize, [...path, 'recognize']);
    if (id === undefined) return this.#problem([...path, 'id'], 'A server needs an id, such as "our-api".');
    if (!marks) return undefined;
    if (!Array.isArray(json.signs)) return this.#problem([...path, 'signs'], 'A server needs a list of signs.');
    const signs = json.signs.slice(0, mostSigns).flatMap((it, i) => this.#sign(it, [...path, 'signs', i]) ?? []);
    return {
      id,
      name: this.#text(json, 'name', path) ?? id,
      ...(json.front === true ? { front: true } : {}),
      ...(json.bareTokens === true ? { bareTokens: true } : {}),
      recognize: marks,
      signs,
    };
  }

  #marks(json: unknown, path: Path): Server['recognize'] | undefined {
    if (!isRecord(json))
      return this.#problem(path, 'A server needs at least one mark to be recognized by, such as "host".');
    this.#unknown(json, path, markMembers);
    const headers = Array.isArray(json.headers)
      ? json.headers.flatMap((it, i) => this.#mark(it, [...path, 'headers', i]) ?? [])
      : undefined;
    const marks = {
      ...(headers ? { headers } : {}),
      ...this.#patterns(json, path, { host: 'i', body: '', challenge: 'i', cookie: 'i', credential: '', sends: 'i' }),
    };
    if (Object.keys(marks).length !== 0) return marks;
    return this.#problem(path, 'A server needs at least one mark to be recognized by, such as "host".');
  }

  #sign(json: unknown, path: Path): Sign | undefined {
    if (!isRecord(json)) return this.#problem(path, `A sign is an object; ${kindOf(json)} stands here.`);
    this.#unknown(json, path, signMembers);
    const cause = this.#oneOf<CauseId>(json, 'cause', causeIds, path);
    if (cause === undefined) {
      return json.cause === undefined
        ? this.#problem(path, 'A sign needs a cause, such as "scope-missing".')
        : undefined;
    }
    const broken = this.#problems.length;
    const certainty = this.#oneOf<Certainty>(json, 'certainty', certainties, path);
    const status = this.#list(json, 'status', path, (it) => (typeof it === 'number' ? it : undefined), 'numbers');
    const code = this.#list(json, 'code', path, (it) => (typeof it === 'string' ? it : undefined), 'texts');
    const when = this.#list(
      json,
      'when',
      path,
      (it) => conditions.find((known) => known === it),
      `any of ${conditions.join(', ')}`,
    );
    const header = json.header === undefined ? undefined : this.#header(json.header, [...path, 'header']);
    const patterns = this.#patterns(json, path, { says: 'im', sends: 'i', path: 'i', credential: '', method: 'i' });
    // A condition that cannot be read must not make the sign hold for more than was meant.
    if (broken < this.#problems.length) return undefined;
    return {
      cause,
      ...(certainty ? { certainty } : {}),
      ...(status ? { status } : {}),
      ...(code ? { code } : {}),
      ...(when ? { when: when as readonly Condition[] } : {}),
      ...(header ? { header } : {}),
      ...patterns,
      ...this.#texts(json, path, ['noHeader', 'shows', 'fix', 'source']),
    };
  }

  #header(json: unknown, path: Path): { name: string; matches?: Pattern } | undefined {
    if (!isRecord(json) || typeof json.name !== 'string')
      return this.#problem(path, 'A header is an object with a "name", and "matches" where its value counts.');
    this.#unknown(json, path, ['name', 'matches']);
    return { name: json.name, ...this.#patterns(json, path, { matches: 'i' }) };
  }

  /** Marks are looked up among names in lower case. */
  #mark(json: unknown, path: Path): { name: string; matches?: Pattern } | undefined {
    const header = this.#header(json, path);
    return header && { ...header, name: header.name.toLowerCase() };
  }

  #patterns<K extends string>(
    json: Json,
    path: Path,
    wanted: Readonly<Record<K, PatternFlags>>,
  ): Partial<Record<K, Pattern>> {
    const found: Partial<Record<K, Pattern>> = {};
    for (const name of Object.keys(wanted) as K[]) {
      const source = this.#text(json, name, path);
      if (source === undefined) continue;
      try {
        found[name] = this.#compile(source, wanted[name]);
      } catch (error) {
        this.#problem(
          [...path, name],
          `This pattern cannot be read: ${error instanceof Error ? error.message : 'no reason given'}.`,
        );
      }
    }
    return found;
  }

  #texts<K extends string>(json: Json, path: Path, names: readonly K[]): Partial<Record<K, string>> {
    const found: Partial<Record<K, string>> = {};
    for (const name of names) {
      const value = this.#text(json, name, path);
      if (value !== undefined) found[name] = value;
    }
    return found;
  }

  #text(json: Json, name: string, path: Path): string | undefined {
    const value = json[name];
    if (value === undefined) return undefined;
    if (typeof value !== 'string')
      return this.#problem([...path, name], `Text is expected; ${kindOf(value)} stands here.`);
    if (value === '' || longestText < value.length)
      return this.#problem(
        [...path, name],
        `Text of 1 to ${longestText} characters is expected; this has ${value.length}.`,
      );
    return value;
  }

  #oneOf<T extends string>(json: Json, name: string, known: readonly T[], path: Path): T | undefined {
    if (json[name] === undefined) return undefined;
    const value = known.find((it) => it === json[name]);
    return value ?? this.#problem([...path, name], `One of ${known.join(', ')} is expected.`);
  }

  #list<T>(
    json: Json,
    name: string,
    path: Path,
    read: (it: unknown) => T | undefined,
    of: string,
  ): readonly T[] | undefined {
    const value = json[name];
    if (value === undefined) return undefined;
    if (!Array.isArray(value))
      return this.#problem([...path, name], `A list of ${of} is expected; ${kindOf(value)} stands here.`);
    return value.flatMap(
      (it, i) => read(it) ?? this.#problem([...path, name, i], `A list of ${of} is expected.`) ?? [],
    );
  }

  #unknown(json: Json, path: Path, known: readonly string[]): void {
    for (const name of Object.keys(json)) {
      if (!known.includes(name))
        this.#problem([...path, name], `There is no member of this name here. Known are ${known.join(', ')}.`);
    }
  }

  #problem(path: Path, says: string): undefined {
    this.#problems.push({ path, says });
    return undefined;
  }
}

const serverMembers = ['$schema', 'id', 'name', 'front', 'bareTokens', 'recognize', 'signs'];
const markMembers = ['headers', 'host', 'body', 'challenge', 'cookie', 'credential', 'sends'];
const signMembers = [
  'cause',
  'certainty',
  'status',
  'code',
  'says',
  'header',
  'noHeader',
  'sends',
  'path',
  'credential',
  'method',
  'when',
  'shows',
  'fix',
  'source',
];

function isRecord(json: unknown): json is Json {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function kindOf(json: unknown): string {
  if (json === null) return 'null';
  if (Array.isArray(json)) return 'a list';
  return typeof json === 'object' ? 'an object' : `a ${typeof json}`;
}
