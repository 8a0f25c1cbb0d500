import { fieldValue } from '../exchange.ts';
import type { Pattern } from './pattern.ts';
import type { Scene } from './readSigns.ts';
import { SearchedText, type Tried, triedOf } from './searchedText.ts';
import type { Server } from './sign.ts';

/** The servers whose marks an answer bears, in the order of the list. */
export function recognize(
  scene: Omit<Scene, 'statements' | 'conditions'>,
  challenges: string,
  servers: readonly Server[],
): Server[] {
  const { request, response, target, credentials, tries } = scene;
  const { headers, patterns } = marksOf(servers);
  const found = new Set<Server>();

  const fields = new Map<string, string>();
  for (const it of response.headers) {
    const name = it.name.toLowerCase();
    const before = fields.get(name);
    fields.set(name, before === undefined ? it.value : `${before}, ${it.value}`);
  }
  for (const [name, value] of fields) {
    for (const { server, matches } of headers.get(name) ?? [])
      if (matches === undefined || tries.test(matches, value)) found.add(server);
  }

  const cookies = `${fields.get('set-cookie') ?? ''} ${fieldValue(request.headers, 'Cookie') ?? ''}`;
  const texts: Readonly<Record<PatternMark, readonly string[]>> = {
    host: [target.hostname],
    challenge: challenges === '' ? [] : [challenges],
    sends: request.headers.map((it) => it.name.toLowerCase()),
    credential: credentials.map((it) => it.secret.reveal()),
    cookie: cookies === ' ' ? [] : [cookies],
    body: [
      ...(response.body === undefined || response.body.text === '' ? [] : [response.body.text.slice(0, 2_000)]),
      // What an issuer puts into the address on the way back is its answer.
      ...target.query.filter((it) => it.name === 'error_description').map((it) => it.value.slice(0, 2_000)),
    ],
  };
  const byBody = new Set<Server>();
  for (const mark of patternMarks) {
    for (const text of texts[mark]) {
      const searched = patterns[mark].length < 20 ? undefined : new SearchedText(text);
      for (const it of patterns[mark])
        if (!found.has(it.server) && searched?.mayMatch(it.tried) !== false && tries.test(it.pattern, text))
          (mark === 'body' ? byBody : found).add(it.server);
    }
  }
  // A body may be worded like that of another; the other marks say who spoke.
  return [...servers.filter((it) => found.has(it)), ...servers.filter((it) => byBody.has(it) && !found.has(it))];
}

/** Marks that are looked for in one text each. */
const patternMarks = ['host', 'challenge', 'sends', 'credential', 'cookie', 'body'] as const;
type PatternMark = (typeof patternMarks)[number];

interface Mark {
  readonly server: Server;
  readonly pattern: Pattern;
  readonly tried: Tried;
}

/** The marks of all servers by where they are looked for, so that what an answer does not have costs nothing. */
interface Marks {
  readonly headers: ReadonlyMap<string, readonly { readonly server: Server; readonly matches?: Pattern }[]>;
  readonly patterns: Readonly<Record<PatternMark, readonly Mark[]>>;
}

const known = new WeakMap<readonly Server[], Marks>();

function marksOf(servers: readonly Server[]): Marks {
  let marks = known.get(servers);
  if (!marks) {
    marks = sortMarks(servers);
    known.set(servers, marks);
  }
  return marks;
}

function sortMarks(servers: readonly Server[]): Marks {
  const headers = new Map<string, { server: Server; matches?: Pattern }[]>();
  for (const server of servers) {
    for (const { name, ...rest } of server.recognize.headers ?? []) {
      const before = headers.get(name);
      if (before) before.push({ server, ...rest });
      else headers.set(name, [{ server, ...rest }]);
    }
  }
  const lookedFor = (mark: PatternMark): Mark[] =>
    servers.flatMap((server) => {
      const pattern = server.recognize[mark];
      return pattern ? [{ server, pattern, tried: triedOf(pattern) }] : [];
    });
  return {
    headers,
    patterns: {
      host: lookedFor('host'),
      challenge: lookedFor('challenge'),
      sends: lookedFor('sends'),
      credential: lookedFor('credential'),
      cookie: lookedFor('cookie'),
      body: lookedFor('body'),
    },
  };
}
