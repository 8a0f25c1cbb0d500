/** A word that can be completed, and what it does. */
export interface Word {
  readonly label: string;
  readonly detail: string;
}

/** Directives that are read, and by which tools. Unknown ones are kept and change nothing. */
export const directiveWords: readonly Word[] = [
  { label: 'name', detail: 'Names the request, so that others can refer to its response' },
  { label: 'expect', detail: 'Who may: admin=200 viewer=403 anonymous=401' },
  { label: 'as', detail: 'Sends the request as this user of $users, whoever is selected' },
  { label: 'matrix', detail: 'Sends the request in an access matrix though it changes something; false: never' },
  { label: 'prompt', detail: 'Asks for a variable before the request is sent' },
  { label: 'note', detail: 'Asks before the request is sent' },
  { label: 'no-redirect', detail: 'Does not follow redirects' },
  { label: 'no-cookie-jar', detail: 'Neither sends nor keeps cookies' },
  { label: 'no-log', detail: 'Keeps the response out of the history' },
  { label: 'no-auto-encoding', detail: 'Sends the target as it is written' },
  { label: 'timeout', detail: 'Longest time to wait for data, such as 5 s' },
  { label: 'connection-timeout', detail: 'Longest time to wait for a connection, such as 5 s' },
  { label: 'ref', detail: 'Sends the named request first, once' },
  { label: 'forceRef', detail: 'Sends the named request first, each time' },
  { label: 'import', detail: 'Makes the requests of another file known' },
  { label: 'disabled', detail: 'Keeps the request from being sent' },
];

/** Header fields that requests carry, those about authentication first. */
export const headerWords: readonly Word[] = [
  { label: 'Authorization', detail: 'Credentials for the server' },
  { label: 'Cookie', detail: 'Cookies, such as a session' },
  { label: 'X-API-Key', detail: 'A key, where the server asks for one by this name' },
  { label: 'X-CSRF-Token', detail: 'Proof that a form was loaded from the site' },
  { label: 'X-XSRF-TOKEN', detail: 'Proof that a form was loaded from the site' },
  { label: 'Proxy-Authorization', detail: 'Credentials for the proxy' },
  { label: 'DPoP', detail: 'Proof that the sender has the key of the token' },
  { label: 'Origin', detail: 'Where the request comes from' },
  { label: 'Referer', detail: 'The page that the request comes from' },
  { label: 'Content-Type', detail: 'The media type of the body' },
  { label: 'Accept', detail: 'Media types that are welcome' },
  { label: 'Host', detail: 'The server, where the target is a path' },
  ...['Accept-Encoding', 'Accept-Language', 'Cache-Control', 'Content-Encoding', 'Content-Language', 'Date'].map(plain),
  ...['Expect', 'Forwarded', 'From', 'If-Match', 'If-Modified-Since', 'If-None-Match', 'If-Unmodified-Since'].map(
    plain,
  ),
  ...['Idempotency-Key', 'Max-Forwards', 'Prefer', 'Range', 'TE', 'Traceparent', 'User-Agent', 'Via'].map(plain),
  ...['X-Forwarded-For', 'X-Forwarded-Host', 'X-Forwarded-Proto', 'X-Request-ID', 'X-Requested-With'].map(plain),
];

/** What an Authorization value begins with. */
export const schemeWords: readonly Word[] = [
  { label: 'Bearer', detail: 'A token (RFC 6750)' },
  { label: 'Basic', detail: 'User and password: Basic user password (RFC 7617)' },
  { label: 'Digest', detail: 'User and password, never sent in the clear: Digest user password (RFC 7616)' },
  { label: 'DPoP', detail: 'A token bound to a key (RFC 9449)' },
  { label: 'AWS', detail: 'Signature version 4: AWS id secret' },
];

/** What `# @expect` may want of a user. */
export const wantWords: readonly Word[] = [
  { label: '2xx', detail: 'Let in: any status of success' },
  { label: '403', detail: 'Refused: known, and may not' },
  { label: '401', detail: 'Refused: not known' },
  { label: 'deny', detail: 'Refused in any way: 401, 403, 404, a page to sign in' },
  { label: 'allow', detail: 'Let in: any status of success, or 304' },
  { label: '404', detail: 'Refused: as if there were nothing' },
];

/** Values of fields with a small vocabulary, by lower-case name. */
export const valueWords: Readonly<Record<string, readonly string[]>> = {
  accept: ['application/json', 'application/xml', 'text/html', 'text/plain', '*/*'],
  'content-type': [
    ...['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=boundary'],
    ...['application/xml', 'text/plain', 'application/graphql', 'application/octet-stream'],
  ],
  'accept-encoding': ['gzip', 'br', 'zstd', 'identity'],
  'cache-control': ['no-cache', 'no-store', 'max-age=0'],
  'x-requested-with': ['XMLHttpRequest'],
};

function plain(label: string): Word {
  return { label, detail: '' };
}
