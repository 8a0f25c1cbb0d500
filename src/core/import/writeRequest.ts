import { fieldValue } from '../exchange.ts';
import { isTokenCharacter } from '../http/lines.ts';
import { isCommonMethod } from '../http/methods.ts';
import { visible } from '../print/visible.ts';
import type { ImportedField, ImportedRequest, ImportedVariable } from './collection.ts';
import { outsideReferences, requestTarget } from './template.ts';
import { type BodyFiles, writeBody } from './writeBody.ts';

/** A request as it was meant: what reading the written text has to give. */
export interface Intended {
  readonly name: string;
  readonly method: string;
  readonly target: string;
  readonly headers: readonly ImportedField[];
  readonly body: string;
}

export interface WrittenRequest {
  readonly text: string;
  readonly intended: Intended;
  readonly losses: readonly string[];
}

/** What the file says around the request. */
export interface RequestPlace {
  /** Folders between the file's and the request. */
  readonly folders: readonly string[];
  /** The separator's title. */
  readonly title: string;
  readonly variables: readonly ImportedVariable[];
  readonly files: BodyFiles;
}

/** Writes one block: separator, comments, directives, request line, headers, body, handler. */
export function writeRequest(request: ImportedRequest, place: RequestPlace): WrittenRequest {
  const losses: string[] = [];
  const method = methodOf(request.method, losses);
  const target = targetOf(request.url, losses);
  const written = request.headers.map((it) => headerOf(it, losses)).filter((it) => it !== undefined);
  const active = written.filter((it) => !it.disabled);
  const body = writeBody(request.body, method, fieldValue(active, 'Content-Type') ?? '', place.files);
  losses.push(...body.losses);
  // The boundary is the one of the text below; a parameter of theirs would name another.
  const ofBody = body.text === '' ? [] : body.headers;
  const isMultipart = request.body.kind === 'multipart';
  const headers = [
    ...written.filter((it) => it.disabled || !isMultipart || it.name.toLowerCase() !== 'content-type'),
    ...ofBody.filter((it) => isMultipart || fieldValue(active, it.name) === undefined),
  ];
  const lines = [
    `### ${place.title}`,
    ...(place.folders.length === 0 ? [] : comment(`Folder: ${place.folders.join(' / ')}`)),
    ...comment(request.description ?? ''),
    ...request.comments.flatMap(comment),
    ...disabledBody(request),
    ...place.variables.map((it) => `@${it.name} = ${oneLine(it.value)}`),
    ...request.directives.map((it) => `# @${oneLine(it)}`),
    `${method} ${target}${request.version === undefined ? '' : ` ${request.version}`}`,
    ...headers.flatMap((it) => (it.disabled ? comment(`${it.name}: ${it.value}`) : [`${it.name}: ${it.value}`])),
    ...(body.text === '' ? [] : ['', body.text]),
    ...(request.assertions.length === 0 ? [] : ['', ...request.assertions.map((it) => `?? ${oneLine(it)}`)]),
    ...request.handlers.flatMap((handler) => ['', '> {%', ...handler.map((it) => `  ${it}`), '%}']),
  ];
  return {
    text: `${lines.join('\n')}\n`,
    intended: {
      name: place.title,
      method,
      target,
      headers: headers.filter((it) => !it.disabled),
      body: body.text,
    },
    losses,
  };
}

/** Lines of comments: no character of theirs acts, and none begins a directive. */
export function comment(text: string): string[] {
  const trimmed = text.trim();
  if (trimmed === '') return [];
  return trimmed
    .slice(0, longestComment)
    .split(/\r\n?|\n/)
    .map((line) => {
      const shown = visible(line).trimEnd();
      if (shown === '') return '#';
      return /^\s*@/.test(shown) ? `# | ${shown}` : `# ${shown}`;
    });
}

const longestComment = 50_000;

export function oneLine(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]+/g, ' ').trim();
}

function methodOf(written: string, losses: string[]): string {
  const method = written.trim();
  const upper = method.toUpperCase();
  if (isCommonMethod(upper)) {
    return upper;
  }
  if (method !== '' && method.length <= 40 && [...method].every((it) => isTokenCharacter(it.charCodeAt(0))))
    return method;
  if (method !== '') losses.push('The method is none that a request line can have; GET is written.');
  return 'GET';
}

function targetOf(url: string, losses: string[]): string {
  const bare = url.trim();
  if (bare === '') {
    losses.push('The request has no URL; http://localhost/ is written.');
    return 'http://localhost/';
  }
  const target = requestTarget(bare).trim();
  const isWhole = /^(?:[A-Za-z][A-Za-z0-9+.-]{0,30}:\/\/|\{\{|\/)/.test(target);
  return isWhole ? target : `http://${target}`;
}

function headerOf(field: ImportedField, losses: string[]): ImportedField | undefined {
  const name = field.name.trim();
  const value = outsideReferences(field.value, (it) => it.replace(/[\r\n]+[ \t]*/g, ' ').replaceAll('\0', '')).trim();
  if (value !== field.value.trim())
    losses.push(`The header \`${visible(name.slice(0, 60))}\` held a line break or NUL, which no header can carry.`);
  if (field.disabled) return { ...field, name: oneLine(name), value: visible(value) };
  let isToken = name !== '' && !/^[#&]/.test(name);
  outsideReferences(name, (text) => {
    isToken &&= [...text].every((it) => isTokenCharacter(it.charCodeAt(0)));
    return text;
  });
  if (isToken) return { name, value };
  if (name !== '')
    losses.push(`The header \`${visible(name.slice(0, 60))}\` has no name that HTTP knows: it is left out.`);
  return undefined;
}

/** Fields that are switched off in the source. */
function disabledBody({ body }: ImportedRequest): string[] {
  if (body.kind === 'form')
    return body.fields.filter((it) => it.disabled).flatMap((it) => comment(`Off in the form: ${it.name}=${it.value}`));
  if (body.kind !== 'multipart') return [];
  return body.parts
    .filter((it) => it.disabled)
    .flatMap((it) =>
      comment(`Off in the form: ${it.name}=${'text' in it.content ? it.content.text : `@${it.content.path}`}`),
    );
}
