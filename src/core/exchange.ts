/** One header field as it travelled: order, case and duplicates are kept by the list that holds it. */
export interface HeaderField {
  readonly name: string;
  readonly value: string;
}

export interface Body {
  /** The decoded text; empty for binary bodies. At most the first 5 MB. */
  readonly text: string;
  /** Bytes on the wire after content decoding; -1 when not known. */
  readonly size: number;
  readonly mimeType: string;
  /** True when `text` is not all of it; `file` then names the temporary file that holds the whole. */
  readonly cut?: true;
  /** True for a body that came and that the recorder did not keep: `text` is empty and proves nothing. */
  readonly notRecorded?: true;
  readonly file?: string;
}

export interface HttpRequest {
  readonly method: string;
  /** Absolute URL as sent, query included. */
  readonly url: string;
  /** `HTTP/1.1`, `HTTP/2`, … */
  readonly httpVersion: string;
  readonly headers: readonly HeaderField[];
  readonly body?: Body;
}

export interface HttpResponse {
  readonly status: number;
  readonly statusText: string;
  readonly httpVersion: string;
  readonly headers: readonly HeaderField[];
  readonly body?: Body;
}

/** Milliseconds spent in each phase; absent where not known (a reused connection has no DNS, connect or TLS). */
export interface Timings {
  readonly dns?: number;
  readonly connect?: number;
  readonly tls?: number;
  readonly firstByte?: number;
  readonly total: number;
}

/** Something the sender left out that the request before it carried. */
export interface Dropped {
  /** Header name, e.g. `Authorization` or `Cookie`. */
  readonly header: string;
  readonly why: 'cross-origin' | 'downgrade' | 'method-changed' | 'body-dropped';
  /** Origins: where it was sent, and where it was not. */
  readonly from: string;
  readonly to: string;
}

/** One request and its answer. Plain data; everything in it is untrusted and may hold secrets. */
export interface Exchange {
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  /** When the request was sent, milliseconds since the epoch; undefined where the source doesn't tell (a pasted message). */
  readonly sentAt?: number;
  readonly timings?: Timings;
  /** What came before, oldest first: redirects, authentication rounds, other entries of the same log. */
  readonly earlier: readonly Exchange[];
  /** Why this request followed the last of `earlier`. Entries of a log that merely came before have none. */
  readonly follows?: 'redirect' | 'challenge';
  readonly dropped: readonly Dropped[];
  /** True for an answer whose request nobody recorded (`curl -i`): what `request` lacks proves nothing then. */
  readonly requestNotShown?: true;
  /**
   * Method and URL are known, header fields are not: none of them (an error line), or none of those that carry
   * credentials (a sanitized export). What is absent among them proves nothing.
   */
  readonly headersNotShown?: 'all' | 'credentials';
  /** True where the header fields of the answer are not known (an error's text): what is absent there proves nothing. */
  readonly answerHeadersNotShown?: true;
  /** True where more header fields, or longer ones, were there than are read. */
  readonly cutShort?: true;
  /** Why the server's certificate would have been refused; present only where the user switched its verification off. */
  readonly unverified?: string;
  /** Where we have it from. Only `sent` is known byte for byte. */
  readonly source: 'sent' | 'har' | 'curl' | 'raw' | 'error';
}

/** All values of a field, in order, names compared without regard to case. */
export function fieldValues(headers: readonly HeaderField[], name: string): string[] {
  const wanted = name.toLowerCase();
  return headers.filter((it) => it.name.toLowerCase() === wanted).map((it) => it.value);
}

/** The first value of a field, or undefined. */
export function fieldValue(headers: readonly HeaderField[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  return headers.find((it) => it.name.toLowerCase() === wanted)?.value;
}

/** Whether credentials may have been sent that the source does not show. */
export function mayHideCredentials(exchange: Exchange): boolean {
  return exchange.requestNotShown === true || exchange.headersNotShown !== undefined;
}
