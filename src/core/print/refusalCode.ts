import type { BetterRefusal } from '../better/betterRefusal.ts';

/** The forms in which a better refusal is written. */
export const refusalForms = ['http', 'express', 'laravel'] as const;
export type RefusalForm = (typeof refusalForms)[number];

export const formNames: Readonly<Record<RefusalForm, string>> = {
  http: 'HTTP',
  express: 'Express',
  laravel: 'Laravel',
};

/** A refusal as the API's owner can use it: the message itself, or code that sends it. Ends with a line feed. */
export function printRefusal(refusal: BetterRefusal, form: RefusalForm): string {
  switch (form) {
    case 'http':
      return asHttp(refusal);
    case 'express':
      return asExpress(refusal);
    case 'laravel':
      return asLaravel(refusal);
  }
}

function asHttp({ status, statusText, fields, body }: BetterRefusal): string {
  const head = [`HTTP/1.1 ${status} ${statusText}`, ...fields.map((it) => `${it.name}: ${it.value}`)];
  return `${head.join('\n')}\n\n${JSON.stringify(body, null, 2)}\n`;
}

/** Express 4 and 5: a handler, to be called where the request is refused. */
function asExpress({ status, cause, fields, body }: BetterRefusal): string {
  const set = fields
    .filter((it) => it.name !== 'Content-Type')
    .map((it) => `    .set(${js(it.name)}, ${js(it.value)})`);
  const type = fields.find((it) => it.name === 'Content-Type')?.value ?? 'application/json';
  const members = Object.entries(body).map(([name, value]) => `        ${name}: ${js(value)},`);
  return `${[
    `/** ${cause}: call it where the request is refused. */`,
    `function ${camel(cause)}(req, res) {`,
    '  res',
    `    .status(${status})`,
    ...set,
    `    .type(${js(type)})`,
    '    .send(',
    '      JSON.stringify({',
    ...members,
    '      }),',
    '    );',
    '}',
  ].join('\n')}\n`;
}

/** Laravel: for `bootstrap/app.php` (`withExceptions`), a middleware or a controller. */
function asLaravel({ status, cause, fields, body }: BetterRefusal): string {
  const row = ([name, value]: readonly [string, string | number]) => `    ${php(name)} => ${php(value)},`;
  return `${[
    `// ${cause}: where the request is refused (a middleware, or withExceptions in bootstrap/app.php).`,
    'return response()->json([',
    ...Object.entries(body).map(row),
    `], ${status}, [`,
    ...fields.map((it) => row([it.name, it.value])),
    ']);',
  ].join('\n')}\n`;
}

function camel(cause: string): string {
  return cause.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** A JavaScript literal, in single quotes; what could end a line or a script is escaped. */
function js(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const inner = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner.replace(/[\u2028\u2029<]/g, (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`)}'`;
}

/** A PHP literal in single quotes, where only the quote and the backslash mean something. */
function php(value: string | number): string {
  return typeof value === 'number' ? String(value) : `'${value.replace(/[\\']/g, '\\$&')}'`;
}
