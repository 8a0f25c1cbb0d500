import type { BetterRefusal } from '../better/betterRefusal.ts';
import { jsLiteral, phpLiteral } from './codeLiteral.ts';

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
    .map((it) => `    .set(${jsLiteral(it.name)}, ${jsLiteral(it.value)})`);
  const type = fields.find((it) => it.name === 'Content-Type')?.value ?? 'application/json';
  const members = Object.entries(body).map(([name, value]) => `        ${name}: ${jsLiteral(value)},`);
  return `${[
    `/** ${cause}: call it where the request is refused. */`,
    `function ${camel(cause)}(req, res) {`,
    '  res',
    `    .status(${status})`,
    ...set,
    `    .type(${jsLiteral(type)})`,
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
  const row = ([name, value]: readonly [string, string | number]) => `    ${phpLiteral(name)} => ${phpLiteral(value)},`;
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
