import { type CauseId, causeIds } from '../causeIds.ts';
import type { Compile, Pattern, PatternFlags } from '../facts/pattern.ts';
import { conditions, type Server, type Sign, type SignCertainty, signCertainties } from '../facts/sign.ts';
import { isRecord, type Json } from '../read/json.ts';

/** What keeps a part of it from being read. */
export interface SignProblem {
  /** Where: names and 0-based indexes, from the root. */
  readonly path: readonly (string | number)[];
  /** What is expected and what stands there: one sentence. */
  readonly says: string;
  /** The member's name is meant, not its value. */
  readonly name?: true;
  /** What is not read because of it. */
  readonly loses: 'server' | 'sign' | 'part';
}

export interface ServersReading {
  readonly servers: readonly Server[];
  readonly problems: readonly SignProblem[];
}

/**
 * Reads servers from JSON (the format is `media/signs.schema.json`): one server, or a list of them. A sign or mark that
 * cannot be read is left out and named; the rest counts. `from`: the file of somebody's own. Never throws.
 */
export function readServers(json: unknown, compile: Compile, from?: string): ServersReading {
  const problems: SignProblem[] = [];
  const reader = new Reader(compile, problems, from);
  const servers = Array.isArray(json)
    ? reader.some(json, [], mostServers, 'servers').flatMap((it, i) => reader.server(it, [i]) ?? [])
    : [reader.server(json, [])].flatMap((it) => it ?? []);
  return { servers, problems };
}

const mostServers = 1_000;
const mostSigns = 1_000;
/** No object has more that are known; of those of a hostile one the first are named. */
const mostMembers = 100;
const longestText = 1_000;
const longestList = 1_000;
/** Nothing in it ends a link or a line. */
const address = /^https:\/\/[^\s<>()[\]"'`\\]+$/;

type Path = readonly (string | number)[];

class Reader {
  readonly #compile: Compile;
  readonly #problems: SignProblem[];
  readonly #from: string | undefined;
  /** What a problem found now costs. */
  #loses: SignProblem['loses'] = 'server';

  constructor(compile: Compile, problems: SignProblem[], from: string | undefined) {
    this.#compile = compile;
    this.#problems = problems;
    this.#from = from;
  }

  /** As many of a list as are read. */
  some(list: readonly unknown[], path: Path, most: number, of: string): readonly unknown[] {
    this.#loses = 'part';
    if (most < list.length)
      this.#problem([...path, most], `Only the first ${most} ${of} are read, and this is the next.`);
    return list.slice(0, most);
  }

  server(json: unknown, path: Path): Server | undefined {
    this.#loses = 'server';
    if (!isRecord(json)) return this.#problem(path, `A server is an object; ${kindOf(json)} stands here.`);
    const id = this.#text(json, 'id', path);
    if (json.id === undefined) this.#problem(path, 'A server needs an id, such as "our-api".');
    const marks = this.#marks(json.recognize, json.recognize === undefined ? path : [...path, 'recognize']);
    this.#loses = 'server';
    const listed = Array.isArray(json.signs) ? json.signs : undefined;
    if (!listed) this.#problem(json.signs === undefined ? path : [...path, 'signs'], 'A server needs a list of signs.');
    this.#loses = 'part';
    this.#unknown(json, path, serverMembers);
    const name = this.#text(json, 'name', path);
    const signs = this.some(listed ?? [], [...path, 'signs'], mostSigns, 'signs').flatMap(
      (it, i) => this.#sign(it, [...path, 'signs', i]) ?? [],
    );
    if (id === undefined || !marks || !listed) return undefined;
    return {
      id,
      name: name ?? id,
      ...(this.#from === undefined ? {} : { from: this.#from }),
      ...(json.front === true ? { front: true } : {}),
      ...(json.bareTokens === true ? { bareTokens: true } : {}),
      ...(json.knownBy401 === true ? { knownBy401: true } : {}),
      recognize: marks,
      signs,
    };
  }

  #marks(json: unknown, path: Path): Server['recognize'] | undefined {
    if (!isRecord(json))
      return this.#problem(path, 'A server needs at least one mark to be recognized by, such as "host".');
    this.#loses = 'part';
    this.#unknown(json, path, markMembers);
    const headers = Array.isArray(json.headers)
      ? json.headers.flatMap((it, i) => this.#mark(it, [...path, 'headers', i]) ?? [])
      : undefined;
    const marks = {
      ...(headers ? { headers } : {}),
      ...this.#patterns(json, path, { host: 'i', body: '', challenge: 'i', cookie: 'i', credential: '', sends: 'i' }),
    };
    if (headers?.length !== 0 ? Object.keys(marks).length !== 0 : 1 < Object.keys(marks).length) return marks;
    this.#loses = 'server';
    return this.#problem(path, 'A server needs at least one mark to be recognized by, such as "host".');
  }

  #sign(json: unknown, path: Path): Sign | undefined {
    this.#loses = 'sign';
    const before = this.#problems.length;
    if (!isRecord(json)) return this.#problem(path, `A sign is an object; ${kindOf(json)} stands here.`);
    this.#unknown(json, path, signMembers);
    if (json.cause === undefined) this.#problem(path, 'A sign needs a cause, such as "scope-missing".');
    const cause = this.#oneOf<CauseId>(json, 'cause', causeIds, path);
    const certainty = this.#oneOf<SignCertainty>(json, 'certainty', signCertainties, path);
    const status = this.#list(json, 'status', path, asStatus, 'statuses from 100 to 599');
    const code = this.#list(json, 'code', path, asCode, `texts of 1 to ${longestText} characters`);
    const when = this.#list(
      json,
      'when',
      path,
      (it) => conditions.find((known) => known === it),
      `any of ${conditions.join(', ')}`,
    );
    const header = json.header === undefined ? undefined : this.#header(json.header, [...path, 'header']);
    const patterns = this.#patterns(json, path, {
      says: 'im',
      body: 'im',
      sends: 'i',
      path: 'i',
      credential: '',
      method: 'i',
    });
    const texts = this.#texts(json, path, ['noHeader', 'shows', 'fix', 'source']);
    if (texts.source !== undefined && !address.test(texts.source))
      this.#problem([...path, 'source'], 'An address that begins with https:// is expected.');
    // A condition that cannot be read must not make the sign hold for more than was meant.
    if (cause === undefined || before < this.#problems.length) return undefined;
    return {
      cause,
      ...(certainty ? { certainty } : {}),
      ...(status ? { status } : {}),
      ...(code ? { code } : {}),
      ...(when ? { when } : {}),
      ...(header ? { header } : {}),
      ...patterns,
      ...texts,
    };
  }

  #header(json: unknown, path: Path): { name: string; matches?: Pattern } | undefined {
    if (!isRecord(json) || typeof json.name !== 'string')
      return this.#problem(path, 'A header is an object with a "name", and "matches" where its value counts.');
    this.#unknown(json, path, ['name', 'matches']);
    const name = this.#text(json, 'name', path) ?? '';
    return { name, ...this.#patterns(json, path, { matches: 'i' }) };
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
    if (value.length === 0) return this.#problem([...path, name], `A list of ${of} is expected; this one is empty.`);
    return value
      .slice(0, longestList)
      .flatMap((it, i) => read(it) ?? this.#problem([...path, name, i], `A list of ${of} is expected.`) ?? []);
  }

  #unknown(json: Json, path: Path, known: readonly string[]): void {
    for (const name of Object.keys(json).slice(0, mostMembers)) {
      if (!known.includes(name))
        this.#problems.push({
          path: [...path, name],
          says: `There is no member "${name.slice(0, 60)}" here. Known are ${known.join(', ')}.`,
          name: true,
          loses: this.#loses,
        });
    }
  }

  #problem(path: Path, says: string): undefined {
    this.#problems.push({ path, says, loses: this.#loses });
    return undefined;
  }
}

function asStatus(it: unknown): number | undefined {
  return typeof it === 'number' && Number.isInteger(it) && 100 <= it && it <= 599 ? it : undefined;
}

function asCode(it: unknown): string | undefined {
  return typeof it === 'string' && it !== '' && it.length <= longestText ? it : undefined;
}

const serverMembers = [
  '$schema',
  'id',
  'name',
  'description',
  'front',
  'bareTokens',
  'knownBy401',
  'recognize',
  'signs',
];
const markMembers = ['headers', 'host', 'body', 'challenge', 'cookie', 'credential', 'sends'];
const signMembers = [
  'description',
  'cause',
  'certainty',
  'status',
  'code',
  'says',
  'body',
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

function kindOf(json: unknown): string {
  if (json === null) return 'null';
  if (Array.isArray(json)) return 'a list';
  return typeof json === 'object' ? 'an object' : `a ${typeof json}`;
}
