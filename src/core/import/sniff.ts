import type { SourceKind } from './collection.ts';
import { list, member, parseJson, textMember } from './foreign.ts';
import { isCurlCommand } from './readCurl.ts';
import { parseYaml } from './yaml.ts';

/** What a file most likely is, by its name and content; undefined where nothing says. */
export function sniffKind(name: string, text: string): SourceKind | undefined {
  const file = name.split(/[\\/]/).at(-1)?.toLowerCase() ?? '';
  if (file === 'bruno.json' || file === 'opencollection.yml' || file === 'opencollection.yaml' || file.endsWith('.bru'))
    return 'bruno';
  const start = text.slice(0, 200_000).trimStart();
  const value = /^[\ufeff\s]*[{[]/.test(start) ? parseJson(text) : undefined;
  if (value !== undefined) return kindOfJson(value);
  if (/^(?:openapi|swagger)\s{0,5}:/m.test(start)) return 'openapi';
  if (/^type\s{0,5}:\s{0,5}["']?(?:collection|environment|spec)\.insomnia\.rest/m.test(start)) return 'insomnia';
  if (/^(?:opencollection|bruno)\s{0,5}:/m.test(start)) return 'bruno';
  if (isCurlCommand(text) || /^[ \t]{0,20}(?:\$ )?curl(?:\.exe)?\s/m.test(start.slice(0, 20_000))) return 'curl';
  const read = /^[\w"'-]{1,60}\s{0,5}:/m.test(start) && text.length < 2_000_000 ? parseYaml(text) : undefined;
  return read && 'value' in read ? kindOfJson(read.value) : undefined;
}

function kindOfJson(value: unknown): SourceKind | undefined {
  const info = member(value, 'info');
  if (/getpostman\.com/.test(textMember(info, 'schema')) || textMember(info, '_postman_id') !== '') return 'postman';
  if (/^(?:environment|globals)$/.test(textMember(value, '_postman_variable_scope'))) return 'postman';
  if (member(value, 'openapi') !== undefined || member(value, 'swagger') !== undefined) return 'openapi';
  if (textMember(value, '_type') === 'export' || /insomnia\.rest/.test(textMember(value, 'type'))) return 'insomnia';
  if (member(member(value, 'log'), 'entries') !== undefined) return 'har';
  if (member(value, 'collection') !== undefined) return kindOfJson(member(value, 'collection'));
  if (textMember(value, 'version') === '1' && textMember(value, 'type') === 'collection') return 'bruno';
  if (member(value, 'item') !== undefined && member(value, 'info') !== undefined) return 'postman';
  if (0 < list(member(value, 'values')).length && textMember(value, 'name') !== '') return 'postman';
  return undefined;
}
