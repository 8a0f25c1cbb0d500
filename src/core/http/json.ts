import type { HttpFile, RequestBlock } from './httpFile.ts';

/** One request as `why401 parse --json` prints it: nothing resolved, header names in lower case. */
export interface ParsedRequest {
  /** 0-based line of the request line. */
  readonly line: number;
  readonly name: string;
  readonly method: string;
  readonly url: string;
  /** Repeated fields are joined with `, `. Lines that become a header only once resolved are left out. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bodyKind: RequestBlock['bodyKind'];
  /** Raw lines from the first to the last that is not blank; the beginning where `bodyLength` is there. */
  readonly bodyText: string;
  /** UTF-16 units of the whole body text, where `bodyText` is only its beginning. */
  readonly bodyLength?: number;
}

/** The file's requests in the stable shape of `why401 parse --json`. `longest`: how much of a body's text to give. */
export function toParseJson(
  file: HttpFile,
  longest = Number.POSITIVE_INFINITY,
): { readonly requests: readonly ParsedRequest[] } {
  return { requests: file.requests.map((request) => toParsedRequest(file, request, longest)) };
}

function toParsedRequest(file: HttpFile, request: RequestBlock, longest: number): ParsedRequest {
  const headers = new Map<string, string>();
  for (const header of request.headers) {
    if (header.unread) continue;
    const name = header.name.text.toLowerCase();
    const earlier = headers.get(name);
    headers.set(name, earlier === undefined ? header.value.text : `${earlier}, ${header.value.text}`);
  }
  const span = request.bodySpan ? file.text.slice(request.bodySpan.start, request.bodySpan.end) : '';
  const body = span.slice(span.lastIndexOf('\n', span.search(/[^ \t\r\n]/)) + 1);
  return {
    line: request.line,
    name: request.name,
    method: request.method.text,
    url: request.target.text,
    headers: Object.fromEntries(headers),
    bodyKind: request.bodyKind,
    bodyText: body.slice(0, longest),
    ...(longest < body.length ? { bodyLength: body.length } : {}),
  };
}
