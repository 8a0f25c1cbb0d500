/** What of scripts goes into a handler, and what is kept as comments. */
export interface CarriedScript {
  readonly handlers: readonly (readonly string[])[];
  readonly comments: readonly string[];
}

/**
 * The statements of a response handler that do exactly what a test script of Postman does; undefined where one of its
 * statements is none of the few that are known to be equal. `variable` gives our name for a variable of theirs.
 */
export function carryScript(code: string, variable: (name: string) => string): readonly string[] | undefined {
  if (longest < code.length) return undefined;
  const state: State = { names: new Set(), usesJson: false };
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
  /** Names that stand for the answer's JSON or something in it. */
  readonly names: Set<string>;
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

const declared = /^(?:var|let|const) ([A-Za-z_$][A-Za-z0-9_$]{0,60}) {0,3}= {0,3}([^ ].{0,400})$/;
const setting =
  /^(?:pm\.(?:environment|globals|collectionVariables|variables)\.set|postman\.set(?:Environment|Global)Variable)\( {0,3}["']([^"'\\]{1,100})["'], {0,3}([^ ].{0,300})\)$/;
const status = /^pm\.response\.to\.(?:have\.status|be\.status)\((\d{3})\)$/;
const statusCode = /^pm\.expect\(pm\.response\.code\)\.to\.(?:be\.)?(?:eql|equal)\((\d{3})\)$/;
const expected =
  /^pm\.expect\((.{1,300})\)\.to\.(?:be\.)?(?:eql|equal)\(("(?:[^"\\]|\\.){0,200}"|'(?:[^'\\]|\\.){0,200}'|-?\d{1,15}|true|false|null)\)$/;

function statement(written: string, state: State, variable: (name: string) => string): string[] | undefined {
  const line = written.endsWith(';') ? written.slice(0, -1).trimEnd() : written;
  const [, made, source = ''] = declared.exec(line) ?? [];
  if (made !== undefined) {
    const from = partOf(source, state);
    if (from === undefined || /^(?:client|response|request)$/.test(made)) return undefined;
    state.names.add(made);
    return [`const ${made} = ${from};`];
  }
  const [, key, expression = ''] = setting.exec(line) ?? [];
  if (key !== undefined) {
    const value = settable(expression.trim(), state);
    return value === undefined ? undefined : [`client.global.set(${JSON.stringify(variable(key))}, ${value});`];
  }
  const wanted = status.exec(line)?.[1] ?? statusCode.exec(line)?.[1];
  if (wanted !== undefined) return [`client.assert(response.status === ${wanted});`];
  const [, of = '', scalar] = expected.exec(line) ?? [];
  const from = scalar === undefined ? undefined : partOf(of, state);
  return from === undefined ? undefined : [`client.assert(${from} === ${scalar});`];
}

const head =
  /^(?:pm\.response\.json\(\)|JSON\.parse\(responseBody\)|JSON\.parse\(pm\.response\.text\(\)\)|[A-Za-z_$][A-Za-z0-9_$]{0,60})/;
const steps = /^(?:\.[A-Za-z_$][A-Za-z0-9_$]{0,60}|\[\d{1,6}\]|\["[\w-]{1,60}"\]|\['[\w-]{1,60}'\]){0,10}$/;

/** The answer's JSON, a name that was declared, or a part of either, and nothing besides. */
function partOf(expression: string, state: State): string | undefined {
  const source = head.exec(expression)?.[0];
  if (source === undefined) return undefined;
  const rest = expression.slice(source.length);
  if (!steps.test(rest)) return undefined;
  const isAnswer = source.includes('(');
  if (isAnswer) state.usesJson = true;
  else if (!state.names.has(source)) return undefined;
  return `${isAnswer ? 'response.body' : source}${rest}`;
}

function settable(expression: string, state: State): string | undefined {
  if (expression === 'pm.response.code') return 'response.status';
  const header = /^pm\.response\.headers\.get\(("[\w-]{1,80}"|'[\w-]{1,80}')\)$/.exec(expression)?.[1];
  return header === undefined ? partOf(expression, state) : `response.headers.valueOf(${header})`;
}
