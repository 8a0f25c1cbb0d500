import { type FieldName, type FormatPart, type LineFormat, tidyParts } from './format.ts';

/** The `#Fields:` line of a W3C extended log (IIS, CloudFront) as a format. Its times are in UTC. */
export function w3cFormat(line: string): LineFormat {
  const parts: FormatPart[] = [];
  const byTab = line.includes('\t');
  const names = line.slice('#Fields:'.length, 4_000).trim().split(/\s+/).slice(0, 80);
  for (const [i, name] of names.entries()) {
    if (0 < i) parts.push({ literal: byTab ? '\t' : ' ' });
    parts.push({ field: fields[name.toLowerCase()] ?? 'word' });
  }
  return { kind: 'access', by: 'iis', parts: tidyParts(parts), escape: 'none', zone: 0 };
}

const fields: Readonly<Record<string, FieldName>> = {
  date: 'date',
  time: 'clock',
  'cs-method': 'method',
  'cs-uri-stem': 'path',
  'cs-uri-query': 'query',
  'cs-username': 'user',
  'c-ip': 'address',
  'sc-status': 'status',
  'cs-host': 'host',
  'cs(host)': 'host',
};
