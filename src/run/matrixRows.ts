import type { HttpFile, RequestBlock } from '../core/http/httpFile.ts';
import { requestId } from '../core/http/requestId.ts';
import { maskUrl } from '../core/mask.ts';
import type { MatrixRow } from '../core/matrix/matrix.ts';
import { readExpectations } from '../core/matrix/readExpectations.ts';
import { isSafeMethod, overridesMethod, rowMarks } from '../core/matrix/rowMarks.ts';
import type { ResolvedRequest } from '../core/resolve/resolve.ts';
import { readDirectives } from './directives.ts';
import type { Feeds } from './feeds.ts';
import { isLogin } from './logins.ts';

/** A file of the matrix. */
export interface MatrixFile {
  /** Absolute path. */
  readonly path: string;
  readonly root?: string;
  readonly file: HttpFile;
  /** The requests to send; without them, those that make sense as rows. */
  readonly requests?: readonly RequestBlock[];
}

/** A row, and what it is made from. */
export interface SourceRow {
  readonly row: MatrixRow;
  readonly source: MatrixFile;
  readonly request: RequestBlock;
  readonly feeds: Feeds;
}

/**
 * The rows of a file. Those that are switched off are none, and neither are requests that only serve others, logins and
 * those that make something for others to read: unless an `@expect` or `@matrix` says that they are meant.
 */
export function rowsOf(source: MatrixFile, feeds: Feeds): readonly SourceRow[] {
  const { path, file } = source;
  return (source.requests ?? file.requests).flatMap((request) => {
    const { expectations } = readExpectations(request);
    const { off, safe } = rowMarks(request);
    if (off) return [];
    const isMeant = source.requests !== undefined || readDirectives(request).matrix === true || 0 < expectations.length;
    const serves = isLogin(request) || (feeds.all.has(request) && !isSafeMethod(request.method.text));
    if (serves && !isMeant) return [];
    const row: MatrixRow = {
      path,
      id: requestId(file, request),
      line: request.line,
      name: request.name,
      method: request.method.text,
      target: maskUrl(request.target.text),
      expectations,
      safe,
    };
    return [{ row, source, request, feeds }];
  });
}

/** Whether a request changes nothing where it arrives, as far as its text tells (RFC 9110, 9.2.1). */
export function isSafe({ method, headers }: ResolvedRequest): boolean {
  return isSafeMethod(method) && !overridesMethod(headers.map((it) => it.name));
}
