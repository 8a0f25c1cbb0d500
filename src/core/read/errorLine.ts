import type { Body, Exchange } from '../exchange.ts';

/** What a line of an error tells: a status, often a URL, seldom a method. */
export interface ErrorLine {
  readonly saw: string;
  readonly exchange: Exchange;
  readonly problem?: string;
}

interface Form {
  readonly saw: string;
  readonly pattern: RegExp;
}

/** How clients print a refusal in one line. The first that fits wins. */
const forms: readonly Form[] = [
  // Chrome, Edge: `app.js:12 GET https://api.example/me 401 (Unauthorized)`
  {
    saw: "a line of the browser's console",
    pattern:
      /\b(?<method>GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (?<url>https?:\/\/[^\s()"'<>]{1,4000}) (?:net::ERR_[A-Z_]{1,40} )?(?<status>[1-5]\d\d) \((?<words>[^)]{0,60})\)/,
  },
  // Firefox: `XHRGET https://api.example/me [HTTP/2 401 Unauthorized 45ms]`
  {
    saw: "a line of Firefox's console",
    pattern:
      /(?<![^\s()])(?:XHR\s{0,4})?(?<method>GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\s{0,4}(?<url>https?:\/\/[^\s()"'<>]{1,4000})\s{0,4}\[HTTP\/[\d.]{1,3} (?<status>[1-5]\d\d) ?(?<words>[A-Za-z ]{0,60})/,
  },
  // Chrome, Safari, with the URL before it or not
  {
    saw: "a line of the browser's console",
    pattern:
      /(?:(?<![^\s()"'<>])(?<url>https?:\/\/[^\s()"'<>]{1,4000}) {1,4})?Failed to load resource: the server responded with a status of (?<status>[1-5]\d\d) \((?<words>[^)]{0,60})\)/,
  },
  // ky, got
  {
    saw: 'an HTTPError of ky or got',
    pattern:
      /Request failed with status code (?<status>[1-5]\d\d) \(?(?<words>[A-Za-z ]{0,60}?)\)?: (?<method>GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (?<url>https?:\/\/[^\s()"'<>]{1,4000})/,
  },
  {
    saw: 'an HTTPError of got',
    pattern: /HTTPError: Response code (?<status>[1-5]\d\d) \((?<words>[^)]{0,60})\)/,
  },
  { saw: 'an axios error', pattern: /Request failed with status code (?<status>[1-5]\d\d)/ },
  // Python
  {
    saw: 'an HTTPError of requests',
    pattern:
      /(?<status>[1-5]\d\d) (?:Client|Server) Error: (?<words>[^\n]{0,60}?) for url: (?<url>https?:\/\/[^\s()"'<>]{1,4000})/,
  },
  {
    saw: 'an HTTPError of httpx',
    pattern:
      /(?:Client|Server) error '(?<status>[1-5]\d\d) (?<words>[^'\n]{0,60})' for url '(?<url>https?:\/\/[^\s()"'<>]{1,4000})'/,
  },
  { saw: 'an HTTPError of urllib', pattern: /HTTP Error (?<status>[1-5]\d\d): (?<words>[^\n]{0,60})/ },
];

/** `HTTP Error 401: ` is the shortest of them. */
const shortest = 16;

/** Reads what one line of an error tells; `undefined` where it names no status. */
export function readErrorLine(line: string): ErrorLine | undefined {
  if (line.length < shortest) return undefined;
  for (const { saw, pattern } of forms) {
    const groups = pattern.exec(line)?.groups;
    if (groups) return { saw, ...told(groups) };
  }
  return undefined;
}

const notRecorded: Body = { text: '', size: -1, mimeType: '', notRecorded: true };

function told({ method, url = '', status, words = '' }: Readonly<Record<string, string | undefined>>) {
  const exchange: Exchange = {
    request: {
      method: method ?? 'GET',
      url: url.replace(/:\d+(?::\d+)?$/, keepPort),
      httpVersion: 'HTTP/1.1',
      headers: [],
    },
    response: {
      status: Number(status),
      statusText: words.trim(),
      httpVersion: 'HTTP/1.1',
      headers: [],
      body: notRecorded,
    },
    earlier: [],
    dropped: [],
    ...(url === '' ? { requestNotShown: true as const } : { headersNotShown: 'all' as const }),
    answerHeadersNotShown: true,
    source: 'error',
  };
  return {
    exchange,
    ...(url === '' || method !== undefined
      ? {}
      : { problem: 'The line does not tell the method, and GET is written for it.' }),
  };
}

/** A console appends `:1` for the line of the page; after a bare host it is a port. */
function keepPort(end: string, at: number, whole: string): string {
  return /^https?:\/\/[^/]*$/.test(whole.slice(0, at)) ? end : '';
}
