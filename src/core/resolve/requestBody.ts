import { fieldValue, type HeaderField } from '../exchange.ts';
import type { BodyPart, RequestBlock } from '../http/httpFile.ts';
import type { Evaluator } from '../variables/evaluate.ts';
import type { Scope } from '../variables/scope.ts';
import { joinValues, octetsValue, textValue, type Value } from '../variables/value.ts';

/**
 * Builds the body's octets: text with its references replaced, files as they lie on the disk, line ends as written.
 * Where tools write bodies over several lines the lines are joined as they do: see docs/dialect.md.
 * Undefined for a request without a body.
 */
export function resolveBody(
  request: RequestBlock,
  headers: readonly HeaderField[],
  evaluator: Evaluator,
  scope: Scope,
): Value | undefined {
  if (request.bodyKind === 'none' || request.body.length === 0) return undefined;
  const type = (fieldValue(headers, 'content-type') ?? '').toLowerCase();
  const values = request.body.map((part) =>
    part.kind === 'text' ? text(part.text, type, part, evaluator) : file(part, evaluator, scope),
  );
  // Readers of newline-delimited JSON take a line by its end.
  if (/^application\/(?:x-)?(?:ndjson|jsonl|json-seq)\b/.test(type) && !values.at(-1)?.text.endsWith('\n'))
    values.push(textValue('\n'));
  return joinValues(values);
}

function text(written: string, type: string, part: { readonly span: BodyPart['span'] }, evaluator: Evaluator): Value {
  return evaluator.evaluate(layOut(written, type), { span: part.span, where: 'the body' });
}

function layOut(written: string, type: string): string {
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return written.replace(/(?<![ \t])[ \t]*\r?\n[ \t]*(?=&)/g, '').replace(/&[ \t]*\r?\n[ \t]*/g, '&');
  }
  // RFC 2046 section 4.1.1: the lines of a multipart body end in CRLF, whatever the file's do.
  if (type.startsWith('multipart/')) return written.replace(/\r?\n/g, '\r\n');
  return written;
}

function file(part: Extract<BodyPart, { kind: 'file' }>, evaluator: Evaluator, scope: Scope): Value {
  const path = evaluator.evaluate(part.path.text, { span: part.path, where: 'the path of a body file' }).text;
  const content = scope.bodyFile(path);
  if (!content) {
    evaluator.need({ kind: 'file', path, span: part.path });
    return textValue('');
  }
  if ('problem' in content) {
    evaluator.report({ message: content.problem, span: part.path });
    return textValue('');
  }
  if (!part.substitute) return octetsValue(content.octets);
  const decoded = decode(content.octets, part.encoding);
  if (decoded === undefined) {
    evaluator.report({
      message: `\`${part.encoding ?? 'utf-8'}\` is no encoding that is known here, or \`${path}\` is not written in it.`,
      span: part.span,
    });
    return textValue('');
  }
  return evaluator.evaluate(decoded, { span: part.path, where: `the file \`${path}\`` });
}

function decode(octets: Uint8Array, encoding: string | undefined): string | undefined {
  try {
    // `windows1252` is how iconv, which REST Client uses, writes `windows-1252`.
    const label = (encoding ?? 'utf-8').replace(/^(windows|iso)(?=\d)/i, '$1-');
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(octets);
  } catch {
    return undefined;
  }
}
