import { text, words } from '../../src/core/text.ts';
import type { ExchangeView, RequestRow, ResultView, SidebarState, TokenView } from '../../src/sidebar/protocol.ts';

const nothing: SidebarState = { restricted: false, environments: [], users: [] };

const rows: readonly RequestRow[] = [
  row('me', 'GET', '{{api}}/me', 200, 'OK'),
  row('Nothing sent', 'GET', '{{api}}/me', 401, 'No credentials were sent'),
  row('expired', 'GET', '{{api}}/me', 401, 'The token expired 3 hours ago'),
  row('The scope is missing', 'GET', '{{api}}/reports', 403),
  row('The role is missing', 'DELETE', '{{api}}/users/vic'),
  row('', 'POST', '{{api}}/widgets?from=evil.example'),
  row('A very long name that will never fit into any sidebar of a sensible width', 'PROPFIND', '{{api}}/orders'),
  row('Old address', 'GET', '{{api}}/moved', 307),
  row('Broken', 'GET', '{{api}}/broken', 500),
];

const listed: SidebarState = {
  ...nothing,
  environments: ['playground', 'staging'],
  environment: 'playground',
  users: ['admin', 'viewer', 'anonymous'],
  user: 'viewer',
  file: { name: 'refusals.http', requests: rows, problems: 0 },
};

const now = 1_795_388_651;
const expiredToken: TokenView = {
  at: 'Authorization header',
  kind: 'Signed JWT, access token',
  masked: 'eyJh…Yx3Q',
  header: [
    { name: 'alg', value: '"RS256"', label: 'Algorithm', reading: 'RS256: RSA signature with SHA-256' },
    { name: 'kid', value: '"playground-1"', label: 'Key', reading: 'playground-1' },
  ],
  claims: [
    { name: 'iss', value: '"http://127.0.0.1:4010"', label: 'Issued by', reading: 'http://127.0.0.1:4010' },
    { name: 'sub', value: '"vic"', label: 'Subject', reading: 'vic' },
    { name: 'aud', value: '"https://api.playground.test"', label: 'For', reading: 'https://api.playground.test' },
    { name: 'exp', value: String(now - 10_800), label: 'Expires', reading: '3 hours ago (2026-11-22 19:04:11 UTC)' },
    { name: 'iat', value: String(now - 14_400), label: 'Issued', reading: '4 hours ago (2026-11-22 18:04:11 UTC)' },
    { name: 'scope', value: '"profile"', label: 'Scopes', reading: 'profile' },
  ],
  checks: [
    { outcome: 'wrong', says: 'Expired 3 hours ago.' },
    { outcome: 'fine', says: 'Issued before the request was sent.' },
    { outcome: 'note', says: 'The signature was not checked: that takes the key of the issuer.' },
  ],
  defects: [],
  timeline: {
    issued: moment(-14_400, 'Issued', '4 hours ago', '2026-11-22 18:04:11 UTC'),
    expires: moment(-10_800, 'Expired', '3 hours ago', '2026-11-22 19:04:11 UTC'),
    now: moment(0, 'Now', 'now', '2026-11-22 22:04:11 UTC'),
  },
};

const liveToken: TokenView = {
  ...expiredToken,
  checks: [{ outcome: 'fine', says: 'Valid for another 34 minutes.' }],
  timeline: {
    issued: moment(-1_560, 'Issued', '26 minutes ago', '2026-11-22 21:38:11 UTC'),
    expires: moment(2_040, 'Expires', 'in 34 minutes', '2026-11-22 22:38:11 UTC'),
    now: moment(0, 'Now', 'now', '2026-11-22 22:04:11 UTC'),
  },
};

const exchange: ExchangeView = {
  requestLine: 'GET http://127.0.0.1:4010/me HTTP/1.1',
  statusLine: 'HTTP/1.1 401 Unauthorized',
  requestHeaders: [
    { name: 'Authorization', value: 'Bearer eyJh…Yx3Q', secret: true },
    { name: 'Accept', value: '*/*', secret: false },
  ],
  responseHeaders: [
    {
      name: 'WWW-Authenticate',
      value: 'Bearer realm="playground", error="invalid_token", error_description="The access token expired"',
      secret: false,
    },
    { name: 'Content-Type', value: 'application/problem+json', secret: false },
    { name: 'Set-Cookie', value: 'sid=0f3a…91bc; HttpOnly', secret: true },
    { name: 'Date', value: 'Sun, 22 Nov 2026 22:04:11 GMT', secret: false },
  ],
  responseBody: {
    text: '{\n  "error": "invalid_token",\n  "detail": "The access token expired",\n  "trace": "<b>not bold</b>"\n}',
    about: '94 bytes, application/problem+json',
    cut: false,
    secret: false,
  },
  hops: [{ entry: 0, method: 'GET', url: 'http://127.0.0.1:4010/me', status: 401, dropped: [] }],
  timings: [
    { phase: 'Connect', start: 0, ms: 0.8 },
    { phase: 'Waiting', start: 0.8, ms: 11.4 },
    { phase: 'Reading', start: 12.2, ms: 0.6 },
  ],
};

const expired: ResultView = {
  key: '1',
  id: 'expired',
  title: 'GET http://127.0.0.1:4010/me',
  when: '22:04:11',
  status: 401,
  statusText: 'Unauthorized',
  headline: text`The token expired ${words('3 hours')} ago`,
  findings: [
    {
      id: 'token-expired',
      title: 'The token has expired',
      certainty: 'proven',
      certaintyWords: 'proven',
      summary: text`The token expired ${'3 hours'} before the request was sent, at ${'2026-11-22 19:04:11 UTC'}.`,
      why: 'Access tokens live for minutes or hours, so that a stolen one is soon worthless.',
      link: 'https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4',
      evidence: [
        {
          at: 'token claim exp',
          shows: text`The token ended at ${'2026-11-22 19:04:11 UTC'}; the request was sent at ${'22:04:11 UTC'}.`,
          place: { in: 'token', claim: 'exp' },
        },
        {
          at: 'response header WWW-Authenticate',
          quote:
            'WWW-Authenticate: Bearer realm="playground", error="invalid_token", error_description="The access token expired"',
          shows: text`The server says ${'The access token expired'}.`,
          place: { in: 'response-header', name: 'WWW-Authenticate' },
        },
        {
          at: 'response body',
          quote: '{"error":"invalid_token","detail":"The access token expired"',
          shows: text`The body says so too.`,
          place: { in: 'response-body' },
        },
      ],
      fixes: [
        {
          kind: 'action',
          title: text`Get a new token and send again`,
          detail: text`Sends ${'login'} first, then this request.`,
        },
        { kind: 'action', title: text`Choose another user` },
        { kind: 'advice', title: text`Ask for a longer lifetime`, link: 'https://example.com/' },
        {
          kind: 'advice',
          title: text`Look at the clock of this computer`,
          detail: text`It differs from the server’s by ${'2 seconds'}.`,
        },
      ],
    },
    {
      id: 'token-wrong-audience',
      title: 'The token is for another API',
      certainty: 'possible',
      certaintyWords: 'possibly',
      summary: text`The audience ${'https://api.playground.test'} does not name the host ${'127.0.0.1'}.`,
      why: 'A token for one API must not open another.',
      link: 'https://www.rfc-editor.org/rfc/rfc7519#section-4.1.3',
      evidence: [
        {
          at: 'token claim aud',
          shows: text`The audience is ${'https://api.playground.test'}.`,
          place: { in: 'token', claim: 'aud' },
        },
      ],
      fixes: [],
    },
  ],
  ruledOut: [
    { title: 'The token is not valid yet', because: text`It was issued ${'4 hours'} before the request.` },
    { title: 'No credentials were sent', because: text`${'Authorization'} was sent.` },
  ],
  remarks: [text`A 401 must carry ${'WWW-Authenticate'}, and this one does; the status is right.`],
  tokens: [expiredToken],
  exchange,
};

const missing: ResultView = {
  ...expired,
  key: '2',
  id: 'Nothing sent',
  headline: text`No credentials were sent`,
  findings: [
    {
      id: 'credentials-missing',
      title: 'No credentials were sent',
      certainty: 'stated',
      certaintyWords: 'the server says so',
      summary: text`The request carries no credentials, and the server asks for ${'Bearer'}.`,
      why: 'A server that does not know who asks answers 401 and names the ways to say it.',
      link: 'https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1',
      evidence: [
        {
          at: 'request header Authorization',
          shows: text`${'Authorization'} was not sent.`,
          place: { in: 'request-header', name: 'Authorization' },
        },
      ],
      fixes: [{ kind: 'edit', title: text`Add ${'Authorization: Bearer {{token}}'}` }],
    },
  ],
  remarks: [],
  tokens: [],
  exchange: {
    ...exchange,
    requestHeaders: [{ name: 'Accept', value: '*/*', secret: false }],
    hops: [
      {
        entry: 0,
        method: 'GET',
        url: 'http://127.0.0.1:4010/moved',
        status: 307,
        why: 'redirected',
        dropped: ['Authorization was left out: 127.0.0.1:4011 is another origin'],
      },
      { entry: 1, method: 'GET', url: 'http://127.0.0.1:4011/me', status: 401, dropped: [] },
    ],
  },
};

const blank = { when: '22:04:11', findings: [], ruledOut: [], remarks: [], tokens: [] };

/** What the extension would send in the situations that the panel must show well. For tests and pictures. */
export const states = {
  nothing,
  untrusted: { ...nothing, restricted: true },
  listed,
  listedRestricted: { ...listed, restricted: true },
  problems: { ...listed, file: { name: 'draft.http', requests: rows.slice(0, 2), problems: 2 } },
  expired: { ...listed, result: expired },
  missing: { ...listed, result: missing },
  sending: { ...listed, result: expired, sending: { label: 'GET {{api}}/reports', id: 'The scope is missing' } },
  fine: {
    ...listed,
    result: {
      ...blank,
      key: '3',
      id: 'me',
      title: 'GET http://127.0.0.1:4010/me',
      status: 200,
      statusText: 'OK',
      headline: text`OK`,
      notice: { kind: 'fine', lines: [text`The server accepted the request. There is nothing to explain.`] },
      tokens: [liveToken],
      exchange: { ...exchange, statusLine: 'HTTP/1.1 200 OK' },
    },
  },
  failed: {
    ...listed,
    result: {
      ...blank,
      key: '4',
      title: 'GET http://127.0.0.1:1/',
      headline: text`No answer`,
      notice: {
        kind: 'failed',
        lines: [text`Nothing listens at ${'127.0.0.1:1'}: the connection was refused. Is the server started?`],
      },
    },
  },
  unsendable: {
    ...listed,
    result: {
      ...blank,
      key: '5',
      title: 'GET {{api}}/me',
      headline: text`Not sent`,
      notice: { kind: 'unsendable', lines: [text`The variable ${'tokn'} has no value. Close spellings: ${'token'}.`] },
    },
  },
  decoded: { ...nothing, token: liveToken },
} satisfies Record<string, SidebarState>;

function row(name: string, method: string, target: string, status?: number, verdict?: string): RequestRow {
  return {
    id: name || `${method} ${target}`,
    name,
    method,
    target,
    ...(status === undefined ? {} : { status }),
    ...(verdict === undefined ? {} : { verdict }),
  };
}

function moment(offset: number, label: string, relative: string, absolute: string) {
  return { at: now + offset, label, relative, absolute };
}
