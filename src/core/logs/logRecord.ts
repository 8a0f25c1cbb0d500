/** A line of a server's log, or the lines that belong together (a stack trace), as far as it is read. Untrusted. */
export interface LogRecord {
  /** `access`: one line a request. `error`: what the server itself says. `application`: what the code behind it says. */
  readonly kind: 'access' | 'error' | 'application';
  readonly file: string;
  /** Bytes from the start of the file to the start of the record. */
  readonly offset: number;
  /** 1-based; absent where the file is too long to count. */
  readonly line?: number;
  /** As it stands in the log, without the end of the line. May hold secrets and control characters. */
  readonly text: string;
  /** Milliseconds since the epoch, by the server's clock. */
  readonly at?: number;
  /** How finely `at` is told, in milliseconds: 1000 for whole seconds. */
  readonly step?: number;
  /** Minutes east of UTC, as they stand in the time; absent where the time names no zone. */
  readonly zone?: number;
  /** The software that wrote it, as far as its form tells: `nginx`, `apache`, `laravel`, … */
  readonly by?: string;
  readonly level?: string;
  /** What it says: the text without time, level, process and the fields below. Access lines have none. */
  readonly message?: string;
  readonly method?: string;
  /** Path and query, as logged. */
  readonly target?: string;
  readonly status?: number;
  /** The client's address, without a port. */
  readonly address?: string;
  readonly host?: string;
  /** The user who was named, which is not yet one who was let in. */
  readonly user?: string;
  /** Every id of the request that stands in it: X-Request-Id, the trace id of traceparent, nginx's connection number as `*7`. */
  readonly requestIds?: readonly string[];
}

/** What a reader makes of a line: a record without the place where it stands. */
export type LogFields = Omit<LogRecord, 'file' | 'offset' | 'line' | 'text'>;
