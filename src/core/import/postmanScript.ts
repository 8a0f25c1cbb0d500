/** What of scripts goes into a handler, and what is kept as comments. */
export interface CarriedScript {
  readonly handler: readonly string[];
  readonly comments: readonly string[];
}

/**
 * The statements of a response handler that do exactly what a test script of Postman does; undefined where one of its
 * statements is none of the few that are known to be equal. `variable` gives our name for a variable of theirs.
 */
export function carryScript(code: string, variable: (name: string) => string): readonly string[] | undefined {
  if (longest < code.length) return undefined;
  const state: State = { bodies: new Set(), values: new Set(), usesJson: false };
  const lines = code
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((it) => it.trim())
    .filter((it) => it !== '' && !it.startsWith('//'));
  const carried = statements(lines, state, variable, true);
  if (!carried || carried.length === 0) return undefined;
  const guard = 'if (typeof response.body !== "object") throw new Error("The answer is not JSON.");';
  return state.usesJson ? [guard, ...carried] : carried;
}

const longest = 20_000;

interface State {
  /** Names that stand for the answer's JSON. */
  readonly bodies: Set<string>;
  /** Names that stand for something in it. */
  readonly values: Set<string>;
  usesJson: boolean;
}

function statements(
  lines: readonly string[],
  state: State,
  variable: (name: string) => string,
  top: boolean,
): string[] | undefined {
  const out: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const [, title, rest = ''] =
      /^pm\.test\(\s{0,5}("(?:[^"\\]|\\.){1,300}"|'(?:[^'\\]|\\.){1,300}'),\s{0,5}(?:function\s{0,3}\(\)|\(\)\s{0,3}=>)\s{0,3}\{(.{0,2000})$/.exec(
        line,
      ) ?? [];
    if (title !== undefined) {
      if (!top) return undefined;
      const oneLine = /^(.*?)\s{0,5}\}\s{0,3}\);?$/.exec(rest)?.[1];
      const end = oneLine === undefined ? lines.findIndex((it, at) => i < at && /^\}\s{0,3}\);?$/.test(it)) : i;
      if (end === -1) return undefined;
      const inner = oneLine === undefined ? [rest, ...lines.slice(i + 1, end)] : oneLine.split(/(?<=;)\s+/);
      const body = statements(
        inner.map((it) => it.trim()).filter((it) => it !== ''),
        state,
        variable,
        false,
      );
      if (!body) return undefined;
      out.push(`client.test(${title}, () => {`, ...body.map((it) => `  ${it}`), '});');
      i = end;
      continue;
    }
    const made = statement(line, state, variable);
    if (made === undefined) return undefined;
    out.push(...made);
  }
  return out;
}

const json = String.raw`(?:pm\.response\.json\(\)|JSON\.parse\((?:responseBody|pm\.response\.text\(\))\))`;
const name = '[A-Za-z_$][A-Za-z0-9_$]{0,60}';
const path = String.raw`(?:\.${name}|\[\d{1,6}\]|\["[\w-]{1,60}"\]|\['[\w-]{1,60}'\]){0,10}`;
const declared = new RegExp(`^(?:var|let|const) (${name})\\s{0,3}=\\s{0,3}(${json}|${name})(${path});?$`);
const setting =
  /^(?:pm\.(?:environment|globals|collectionVariables|variables)\.set|postman\.set(?:Environment|Global)Variable)\(\s{0,3}["']([^"'\\]{1,100})["'],\s{0,3}(.{1,300}?)\s{0,3}\);?$/;
const status = /^pm\.response\.to\.(?:have\.status|be\.status)\((\d{3})\);?$/;
const code = /^pm\.expect\(pm\.response\.code\)\.to\.(?:be\.)?(?:eql|equal)\((\d{3})\);?$/;
const expected = new RegExp(
  `^pm\\.expect\\((${json}|${name})(${path})\\)\\.to\\.(?:be\\.)?(?:eql|equal)\\(("(?:[^"\\\\]|\\\\.){0,200}"|'(?:[^'\\\\]|\\\\.){0,200}'|-?\\d{1,15}|true|false|null)\\);?$`,
);

function statement(line: string, state: State, variable: (name: string) => string): string[] | undefined {
  const [, made, source = '', rest = ''] = declared.exec(line) ?? [];
  if (made !== undefined) {
    const from = sourceOf(source, state);
    if (from === undefined || /^(?:client|response|request)$/.test(made)) return undefined;
    (rest === '' && from === 'response.body' ? state.bodies : state.values).add(made);
    return [`const ${made} = ${from}${rest};`];
  }
  const [, key, expression = ''] = setting.exec(line) ?? [];
  if (key !== undefined) {
    const value = handlerValue(expression, state);
    return value === undefined ? undefined : [`client.global.set(${JSON.stringify(variable(key))}, ${value});`];
  }
  const wanted = status.exec(line)?.[1] ?? code.exec(line)?.[1];
  if (wanted !== undefined) return [`client.assert(response.status === ${wanted});`];
  const [, of = '', inside = '', scalar] = expected.exec(line) ?? [];
  if (scalar !== undefined) {
    const from = sourceOf(of, state);
    return from === undefined ? undefined : [`client.assert(${from}${inside} === ${scalar});`];
  }
  return undefined;
}

/** The answer's JSON, or a name that was declared. */
function sourceOf(written: string, state: State): string | undefined {
  if (written.startsWith('pm.') || written.startsWith('JSON.')) {
    state.usesJson = true;
    return 'response.body';
  }
  return state.bodies.has(written) || state.values.has(written) ? written : undefined;
}

const read = new RegExp(`^(${json}|${name})(${path})$`);

function handlerValue(expression: string, state: State): string | undefined {
  if (/^pm\.response\.code$/.test(expression)) return 'response.status';
  const header = /^pm\.response\.headers\.get\(("[\w-]{1,80}"|'[\w-]{1,80}')\)$/.exec(expression)?.[1];
  if (header !== undefined) return `response.headers.valueOf(${header})`;
  const [, source, rest = ''] = read.exec(expression) ?? [];
  if (source === undefined) return undefined;
  const from = sourceOf(source, state);
  return from === undefined ? undefined : `${from}${rest}`;
}
