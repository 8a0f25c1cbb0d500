import type { Draft } from './draft.ts';
import { list, member, textMember } from './foreign.ts';
import { literal } from './template.ts';

/** Texts of Insomnia as templates, and which requests others refer to. */
export interface InsomniaTexts {
  template(text: string, where: string): string;
  /** The name that a request must have, since others use its answer. */
  nameOf(id: string): string | undefined;
}

export function createInsomniaTexts(documents: readonly unknown[], draft: Draft): InsomniaTexts {
  const names = namesById(documents);
  const referred = new Map<string, string>();
  // Known before anything is written, so that a request above may be referred to from below.
  const all = JSON.stringify(documents);
  for (const [, id = ''] of all.matchAll(
    /\{%-?\s{0,5}response\s{0,5}(?:'|\\")\w{1,20}(?:'|\\"),\s{0,5}(?:'|\\")([\w-]{1,100})/g,
  )) {
    const name = names.get(id);
    if (name === undefined || referred.has(id)) continue;
    const stem = name.replace(/[^\p{L}\p{N}_-]+/gu, '_').replace(/^_|_$/g, '') || 'request';
    let free = stem;
    for (let i = 2; [...referred.values()].includes(free); i++) free = `${stem}${i}`;
    referred.set(id, free);
  }
  return {
    nameOf: (id) => referred.get(id),
    template: (text, where) => templateOf(text, where, referred, draft),
  };
}

function namesById(documents: readonly unknown[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const walk = (nodes: unknown, depth: number) => {
    for (const it of depth < 60 ? list(nodes) : []) {
      names.set(textMember(member(it, 'meta'), 'id'), textMember(it, 'name'));
      walk(member(it, 'children'), depth + 1);
    }
  };
  for (const it of documents) walk(member(it, 'collection'), 0);
  return names;
}

function templateOf(text: string, where: string, referred: ReadonlyMap<string, string>, draft: Draft): string {
  let out = '';
  let at = 0;
  for (const match of text.matchAll(/\{\{([^{}\n]{1,300})\}\}|\{%([^{}\n]{1,3000})%\}/g)) {
    const [whole, variable, tag] = match;
    const made = variable === undefined ? tagOf(tag ?? '', where, referred, draft) : variableOf(variable, where, draft);
    out += literal(text.slice(at, match.index)) + made;
    at = match.index + whole.length;
  }
  return out + literal(text.slice(at));
}

/** `_.name`, `_['name']`, `name`. */
function variableOf(written: string, where: string, draft: Draft): string {
  const [name = '', ...filters] = written.split('|').map((it) => it.trim());
  if (0 < filters.length) draft.lose(where, `The filter in \`{{${written.slice(0, 60)}}}\` is left out.`);
  const path = name
    .replace(/^_(?=[.[])/, '')
    .replace(/\[\s{0,3}(?:'([^']{0,100})'|"([^"]{0,100})"|(\d{1,6}))\s{0,3}\]/g, (_, a, b, c) => `.${a ?? b ?? c}`)
    .replace(/^\./, '');
  if (path.startsWith('vault.')) return draft.toFillIn(path.slice('vault.'.length));
  return `{{${draft.variable(path)}}}`;
}

function tagOf(written: string, where: string, referred: ReadonlyMap<string, string>, draft: Draft): string {
  const name = /^-?\s*([\w-]+)/.exec(written)?.[1] ?? '';
  const args = [...written.slice(written.indexOf(name) + name.length).matchAll(/'([^']*)'|"([^"]*)"|(\d+)/g)].map(
    ([, a, b, c]) => a ?? b ?? c ?? '',
  );
  const [first = '', second = '', third = ''] = args;
  switch (name) {
    case 'uuid':
    case 'guid':
      return '{{$uuid}}';
    case 'now':
    case 'timestamp':
      if (first === 'unix') return '{{$timestamp}}';
      if (first === '' || first === 'iso-8601') return '{{$isoTimestamp}}';
      break;
    case 'prompt':
      return `{{$input ${(first || second || 'Value').replace(/[{}]/g, '')}}}`;
    case 'base64':
      if (first === 'encode' && !third.includes('{')) return literal(encodeBase64(third));
      break;
    case 'faker': {
      const ours = Object.hasOwn(fakers, first) ? fakers[first] : undefined;
      if (ours !== undefined) return `{{${ours}}}`;
      break;
    }
    case 'response': {
      const target = referred.get(second);
      const made = target === undefined ? undefined : answerOf(target, first, decoded(third));
      if (made !== undefined) return made;
      break;
    }
  }
  draft.lose(
    where,
    `The tag \`{% ${written.trim().slice(0, 40)} %}\` is not worked out: give \`${name || 'tag'}Value\` its value.`,
  );
  return draft.toFillIn(`${name || 'tag'}Value`);
}

const fakers: Readonly<Record<string, string>> = {
  guid: '$uuid',
  randomUUID: '$random.uuid',
  timestamp: '$timestamp',
  isoTimestamp: '$isoTimestamp',
  randomEmail: '$random.email',
  randomFirstName: '$random.name.firstName',
  randomLastName: '$random.name.lastName',
  randomFullName: '$random.name.fullName',
  randomInt: '$randomInt',
  randomBoolean: '$random.bool.bool',
  randomCity: '$random.address.city',
  randomUserName: '$random.name.username',
};

function answerOf(name: string, part: string, filter: string): string | undefined {
  if (/[{}\n]/.test(filter)) return undefined;
  if (part === 'raw') return `{{${name}.response.body}}`;
  if (part === 'header' && /^[\w-]+$/.test(filter)) return `{{${name}.response.headers.${filter}}}`;
  if (part !== 'body') return undefined;
  if (filter.startsWith('$')) return `{{${name}.response.body.${filter}}}`;
  return filter.startsWith('/') ? `{{${name}.response.body.${filter}}}` : undefined;
}

/** Insomnia writes filters as `b64::…::46b`. */
function decoded(written: string): string {
  const inner = /^b64::([A-Za-z0-9+/=]*)::46b$/.exec(written)?.[1];
  if (inner === undefined) return written;
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(inner), (it) => it.charCodeAt(0)));
  } catch {
    return '';
  }
}

function encodeBase64(text: string): string {
  let binary = '';
  for (const octet of new TextEncoder().encode(text)) binary += String.fromCharCode(octet);
  return btoa(binary);
}
