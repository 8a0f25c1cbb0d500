/** Half-open range of UTF-16 offsets into the document's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Spanned extends Span {
  readonly text: string;
}

export type Severity = 'error' | 'warning' | 'hint';

/** Something in the text that is wrong, or that tools read differently. */
export interface Problem {
  readonly span: Span;
  readonly severity: Severity;
  /** Closed code, kebab-case, e.g. `header-without-colon`. */
  readonly code: string;
  /** What, where and what to do. */
  readonly message: string;
  /** True when the draft standard demands that the document is refused: nothing of the file is sent. */
  readonly refuses?: true;
}

/** The parts of a file, in order. Their spans tile the whole text: joined, they are the text again. */
export interface Part extends Span {
  readonly kind: PartKind;
}
export type PartKind =
  | 'bom'
  | 'blank'
  | 'separator'
  | 'comment'
  | 'directive'
  | 'definition'
  | 'request-line'
  | 'target-continuation'
  | 'header'
  | 'body'
  | 'script'
  | 'handler'
  | 'response-file'
  | 'response-reference'
  | 'assertion'
  | 'import'
  | 'run'
  | 'stored-response'
  | 'curl'
  | 'unknown';

/** `# @name login` → name `name`, argument `login`. */
export interface Directive extends Span {
  readonly name: string;
  readonly argument: string;
  readonly argumentSpan: Span;
}

/** `@host = example.org` */
export interface Definition extends Span {
  readonly name: Spanned;
  /** Raw value text, references unresolved. */
  readonly value: Spanned;
}

export interface Header extends Span {
  readonly name: Spanned;
  /** Raw, trimmed of optional whitespace, references unresolved. */
  readonly value: Spanned;
  /** The line is references as a whole (`{{authHeader}}`): name and value are read from it once resolved. */
  readonly unread?: true;
}

export type BodyPart =
  | { readonly kind: 'text'; readonly span: Span; readonly text: string }
  /** `< path`, `<@ path` (substitute variables), `<@latin1 path`. */
  | {
      readonly kind: 'file';
      readonly span: Span;
      readonly path: Spanned;
      readonly substitute: boolean;
      readonly encoding?: string;
    };

export type BodyKind = 'none' | 'inline' | 'file' | 'multipart';

/** Things around a request that are kept as parts and run later or elsewhere. */
export interface Attachment extends Span {
  readonly kind: 'script' | 'handler' | 'response-file' | 'response-reference' | 'assertion' | 'import' | 'run';
  readonly text: string;
}

export interface RequestBlock {
  /** From its separator (or the file's start) up to the next separator. */
  readonly span: Span;
  /** From the request line to the end of the body: what a hover or a lens is about. */
  readonly requestSpan: Span;
  /** `@name`, else the separator's title, else empty. */
  readonly name: string;
  readonly nameSpan?: Span;
  /** 0-based line of the request line. */
  readonly line: number;
  /** As written, or `GET` with an empty span where none is written. May hold references. */
  readonly method: Spanned;
  /** Raw target: continuation lines trimmed and appended, references unresolved. */
  readonly target: Spanned;
  /** `HTTP/1.1`; absent when not written. */
  readonly version?: Spanned;
  /** The written request line without its terminator and the white space around it, to be read again once resolved. */
  readonly requestLine: Spanned;
  /** Target pieces on the lines after the request line, trimmed and without a version token: appended in order. */
  readonly continuation: readonly Spanned[];
  readonly headers: readonly Header[];
  readonly bodyKind: BodyKind;
  readonly bodySpan?: Span;
  readonly body: readonly BodyPart[];
  readonly directives: readonly Directive[];
  /** Definitions written in this block before its request line. */
  readonly definitions: readonly Definition[];
  readonly attachments: readonly Attachment[];
}

/** A `.http` document, read whatever it holds. */
export interface HttpFile {
  readonly text: string;
  readonly parts: readonly Part[];
  readonly requests: readonly RequestBlock[];
  /** All definitions of the file in document order. */
  readonly definitions: readonly Definition[];
  /** `import` lines and scripts that stand before the first request, or in blocks without one. */
  readonly attachments: readonly Attachment[];
  readonly problems: readonly Problem[];
  /** Offsets of the first character of each line. */
  readonly lineStarts: readonly number[];
}
