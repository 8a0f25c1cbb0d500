import type { RequestBlock } from '../http/httpFile.ts';

/** What a request's text says of whether a run of many sends it. */
export interface RowMarks {
  /** Switched off: `# @disabled`, `# @matrix false`. */
  readonly off: boolean;
  /** Sent by itself: its method changes nothing, or `# @matrix` says so. */
  readonly safe: boolean;
}

export function rowMarks({ method, headers, directives }: RequestBlock): RowMarks {
  const matrix = directives.findLast((it) => it.name.toLowerCase() === 'matrix');
  const disabled = directives.some((it) => it.name.toLowerCase() === 'disabled' && it.argument !== 'false');
  const marked = matrix !== undefined && matrix.argument !== 'false';
  return {
    off: disabled || (matrix !== undefined && !marked),
    safe: marked || (isSafeMethod(method.text) && !overridesMethod(headers.map((it) => it.name.text))),
  };
}

/** Methods that change nothing (RFC 9110, 9.2.1), but for TRACE, which servers switch off. */
export function isSafeMethod(method: string): boolean {
  return /^(?:GET|HEAD|OPTIONS)$/i.test(method);
}

/** Some servers take the method from a header field. */
export function overridesMethod(names: readonly string[]): boolean {
  return names.some((it) => /^x-(?:http-)?method(?:-override)?$/i.test(it));
}
