import variant from '@jitl/quickjs-singlefile-cjs-release-sync';
import {
  newQuickJSWASMModuleFromVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSWASMModule,
} from 'quickjs-emscripten-core';
import { defineClient } from './inside/client.ts';
import { defineCrypto } from './inside/crypto.ts';
import { defineExchange } from './inside/exchange.ts';
import { makeTools } from './inside/tools.ts';
import { limits, type ScriptFailure, type ScriptResult, type ScriptTask } from './messages.ts';
import { createOutside, type Outside, readDescribed } from './outside.ts';

/**
 * Runs scripts in QuickJS: an engine of its own in WebAssembly, which knows no file, no network and nothing of Node. Each
 * script has a fresh runtime; values cross the wall as JSON text only.
 */
export type Sandbox = (task: ScriptTask) => ScriptResult;

export async function createSandbox(): Promise<Sandbox> {
  const module = await newQuickJSWASMModuleFromVariant(variant.default);
  return (task) => run(module, task);
}

/**
 * Runs inside: makes the globals, then gives back what the host needs of it. It is the text of functions, and so is
 * what it calls.
 */
const prelude = `(function (host, given) {
  given = JSON.parse(given);
  const tools = (${makeTools})(host, given.variables);
  (${defineClient})(tools, given);
  (${defineExchange})(tools, given);
  (${defineCrypto})(tools);
  for (const name of Object.keys(given.named ?? {})) if (!(name in globalThis)) tools.define(name, given.named[name]);
  tools.define('given', given.named);
  const { describe, ask } = tools;
  return { describe, give: (value) => ask('value', value) };
})`;

function run(module: QuickJSWASMModule, task: ScriptTask): ScriptResult {
  const runtime = module.newRuntime({ memoryLimitBytes: limits.memory, maxStackSizeBytes: limits.stack });
  const outside = createOutside();
  const end = performance.now() + limits.time;
  const clock = { isOver: false };
  runtime.setInterruptHandler(() => {
    clock.isOver ||= end < performance.now();
    return clock.isOver || outside.hasExited;
  });
  const context = runtime.newContext();
  const failure = evaluate(context, task, outside, clock);
  const result = { ...outside.result(), ...(failure ? { failure } : {}) };
  context.dispose();
  runtime.dispose();
  return result;
}

function evaluate(
  context: QuickJSContext,
  { code, name, line, column, kind, given }: ScriptTask,
  outside: Outside,
  clock: { readonly isOver: boolean },
): ScriptFailure | undefined {
  const host = context.newFunction('host', (text) => context.newString(outside.answer(context.getString(text))));
  const made = context.evalCode(prelude, 'why401');
  if (made.error) return tooMuch(made.error);
  const data = context.newString(JSON.stringify(given));
  const inside = context.callFunction(made.value, context.undefined, host, data);
  made.value.dispose();
  host.dispose();
  data.dispose();
  if (inside.error) return tooMuch(inside.error);
  const describe = context.getProp(inside.value, 'describe');
  const give = context.getProp(inside.value, 'give');
  inside.value.dispose();
  // Blank lines and columns in front let the engine name the place in the file.
  const placed = `${'\n'.repeat(line)}${' '.repeat(column)}${kind === 'expression' ? `(${code}\n)` : code}`;
  try {
    const ran = context.evalCode(placed, name, { strict: false });
    if (ran.error) return failureOf(ran.error);
    if (kind === 'expression') {
      const given = context.callFunction(give, context.undefined, ran.value);
      ran.value.dispose();
      if (given.error) return failureOf(given.error);
      given.value.dispose();
    } else ran.value.dispose();
    return jobs();
  } finally {
    describe.dispose();
    give.dispose();
  }

  /** What promises still have to do. */
  function jobs(): ScriptFailure | undefined {
    const { runtime } = context;
    while (runtime.hasPendingJob() && !clock.isOver && !outside.hasExited) {
      const done = runtime.executePendingJobs(100);
      if (done.error) return failureOf(done.error);
      done.dispose();
    }
    return clock.isOver ? timeIsOver : undefined;
  }

  function failureOf(error: QuickJSHandle): ScriptFailure | undefined {
    if (outside.hasExited) {
      error.dispose();
      return undefined;
    }
    if (clock.isOver) {
      error.dispose();
      return timeIsOver;
    }
    const described = context.callFunction(describe, context.undefined, error);
    error.dispose();
    if (described.error) {
      described.error.dispose();
      return clock.isOver ? timeIsOver : { message: 'The script ended with an error that cannot be shown.' };
    }
    const read = readDescribed(context.getString(described.value));
    described.value.dispose();
    return read ? { message: inWords(read.message), ...placeIn(read.stack, name) } : memoryIsUp;
  }

  function tooMuch(error: QuickJSHandle): ScriptFailure {
    error.dispose();
    return clock.isOver ? timeIsOver : memoryIsUp;
  }
}

const timeIsOver: ScriptFailure = {
  message: `The script was stopped: it ran for more than ${limits.time / 1000} second.`,
};
const memoryIsUp: ScriptFailure = {
  message: `The script was stopped: with the answer it needs more than ${limits.memory / 1024 / 1024} MB.`,
};

function inWords(message: string): string {
  if (/^InternalError: out of memory/.test(message)) return memoryIsUp.message;
  if (/^(?:InternalError|RangeError|SyntaxError): (?:stack overflow|Maximum call stack)/.test(message))
    return 'The script was stopped: its functions call each other too deeply.';
  const missing = /^ReferenceError: '?(pm|require|fetch|process|XMLHttpRequest|setTimeout)'? is not defined/.exec(
    message,
  )?.[1];
  if (missing === undefined) return message;
  const why =
    missing === 'pm' ? "Postman's API is not read; scripts have" : 'Scripts have neither files nor network, only';
  return `\`${missing}\` is not there. ${why} \`client\`, \`request\`, \`response\` and \`crypto\` of JetBrains' HTTP Client.`;
}

/** `at check (api.http:12:5)`: the first place of the script itself. */
function placeIn(stack: string, name: string): Pick<ScriptFailure, 'line' | 'column'> {
  const mark = `${name}:`;
  const at = stack.indexOf(mark);
  const found = at === -1 ? null : /^(\d{1,9})(?::(\d{1,9}))?/.exec(stack.slice(at + mark.length));
  if (!found?.[1]) return {};
  return { line: Number(found[1]) - 1, ...(found[2] === undefined ? {} : { column: Number(found[2]) - 1 }) };
}
