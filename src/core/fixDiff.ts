import type { RequestEdit } from './cause.ts';
import { fieldValue, type HttpRequest } from './exchange.ts';
import { maskField, maskUrl } from './mask.ts';
import { maskSecretsIn } from './redact.ts';
import { maskValue } from './secret.ts';

/** A line of the message as it was sent, and as it would be; masked. Either may be missing. */
export interface LineChange {
  readonly was?: string;
  readonly is?: string;
}

/** What an edit changes in the message that was sent; empty where there is nothing to change. */
export function lineChanges(edit: RequestEdit, { method, url, headers }: HttpRequest): readonly LineChange[] {
  if ('remove' in edit && edit.remove === 'auth-scheme') return schemeChange(headers, '');
  if ('remove' in edit) return named(headers, edit.name).map((it) => ({ was: line(it.name, it.value) }));
  if ('rename' in edit) {
    return named(headers, edit.name).map(({ name, value }) => {
      // The value is as secret under its new name.
      const shown = maskField(name, value);
      return { was: `${name}: ${shown}`, is: `${edit.to}: ${shown}` };
    });
  }
  switch (edit.set) {
    case 'scheme':
      return /^http:/i.test(url)
        ? [{ was: `${method} ${maskUrl(url)}`, is: `${method} ${maskUrl(url.replace(/^http:/i, 'https:'))}` }]
        : [];
    case 'header': {
      const before = named(headers, edit.name).map((it) => ({ was: line(it.name, it.value) }));
      const is = `${edit.name}: ${maskSecretsIn(edit.value)}`;
      return before.length === 0 ? [{ is }] : before.map((it, i) => (i === 0 ? { ...it, is } : it));
    }
    case 'auth-scheme':
      return schemeChange(headers, `${edit.value} `);
  }
}

function named(headers: HttpRequest['headers'], name: string): HttpRequest['headers'] {
  const lower = name.toLowerCase();
  return headers.filter((it) => it.name.toLowerCase() === lower);
}

function line(name: string, value: string): string {
  return `${name}: ${maskField(name, value)}`;
}

/** The scheme words before the credential give way to `words`; the credential stays. */
function schemeChange(headers: HttpRequest['headers'], words: string): readonly LineChange[] {
  const value = fieldValue(headers, 'Authorization');
  if (value === undefined) return [];
  const [, before = '', credential = ''] =
    /^((?:[A-Za-z][A-Za-z0-9-]{0,30}(?::[ \t]{0,9}|[ \t]{1,9})){0,4})(.*)$/s.exec(value) ?? [undefined, '', value];
  const shown = maskValue(credential);
  return [{ was: `Authorization: ${before}${shown}`, is: `Authorization: ${words}${shown}` }];
}
