import type { Exchange } from '../../core/exchange.ts';
import { fieldValue } from '../../core/exchange.ts';
import type { RequestBlock } from '../../core/http/httpFile.ts';
import { createEvaluator } from '../../core/variables/evaluate.ts';
import type { Scope } from '../../core/variables/scope.ts';
import type { RunContext } from '../context.ts';
import type { Filled, Given } from './messages.ts';

/** What a script of a request may read. Without an exchange, it runs before the request is sent. */
export function givenFor(
  request: RequestBlock,
  code: string,
  scope: Scope,
  context: RunContext,
  exchange?: Exchange,
): Given {
  const { target, state, host, variables } = context;
  const evaluator = createEvaluator(target.file, request, scope);
  const fill = (text: string): string =>
    evaluator.evaluate(text, { span: request.requestLine, where: 'a script' }).text;
  const filled = (raw: string): Filled => ({ raw, filled: fill(raw) });
  const environment = new Map<string, string>();
  for (const { variables } of scope.layers) {
    for (const [name, { value }] of variables) {
      if (!environment.has(name)) environment.set(name, fill(typeof value === 'string' ? value : value.reveal()));
    }
  }
  const definitions = [...(scope.imports ?? []), target.file].flatMap((it) => it.definitions);
  const body = request.body.map((it) => (it.kind === 'text' ? it.text : '')).join('');
  const sent = exchange && (exchange.earlier.find((it) => it.follows === undefined)?.request ?? exchange.request);
  return {
    when: exchange ? 'after' : 'before',
    globals: Object.fromEntries([...state.globals.values].map(([name, { json }]) => [name, readJson(json)])),
    globalHeaders: Object.fromEntries(state.globals.headers),
    variables: Object.fromEntries(variables),
    file: Object.fromEntries(definitions.map((it) => [it.name.text, fill(it.value.text)])),
    environment: Object.fromEntries(environment),
    processEnv: namedIn(code, host.processEnv),
    request: {
      method: sent?.method ?? fill(request.method.text),
      url: sent ? { raw: request.target.text, filled: sent.url } : filled(request.target.text),
      headers: sent
        ? sent.headers.map(({ name, value }) => ({ name, raw: value, filled: value }))
        : request.headers.map(({ name, value }) => ({ name: fill(name.text), ...filled(value.text) })),
      body: sent ? { raw: body, filled: sent.body?.text ?? '' } : filled(body),
    },
    ...(exchange ? { response: responseOf(exchange) } : {}),
  };
}

function responseOf({ response, timings }: Exchange): NonNullable<Given['response']> {
  const type = fieldValue(response.headers, 'content-type') ?? '';
  return {
    status: response.status,
    statusText: response.statusText,
    headers: response.headers.map(({ name, value }) => [name, value] as const),
    body: response.body?.text ?? '',
    ...(response.body?.cut ? { cut: true as const } : {}),
    mimeType: type.split(';', 1)[0]?.trim().toLowerCase() ?? '',
    charset: /;\s{0,8}charset\s{0,8}=\s{0,8}"?([\w.:-]{1,40})/i.exec(type)?.[1] ?? '',
    ms: Math.round(timings?.total ?? 0),
  };
}

/** Of the process, a script sees what it names. */
function namedIn(code: string, processEnv: RunContext['host']['processEnv']): Record<string, string> {
  if (!code.includes('$env')) return {};
  const words = new Set(code.match(/\w+/g));
  return Object.fromEntries(
    Object.entries(processEnv).flatMap(([name, value]) =>
      value !== undefined && words.has(name) ? [[name, value]] : [],
    ),
  );
}

function readJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
