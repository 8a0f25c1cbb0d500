// HARs for the tests and pictures: one of a shop whose requests are refused for several reasons, and a very long one.

const start = Date.UTC(2026, 10, 22, 19, 4, 11);
const encode = (it) => Buffer.from(JSON.stringify(it)).toString('base64url');
const token = (claims) => `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}.${'c2lnbmF0dXJl'.repeat(28)}`;
const expired = token({ iss: 'https://login.shop.example', sub: 'u-17', exp: start / 1000 - 3600 });
const valid = token({ iss: 'https://login.shop.example', sub: 'u-17', exp: start / 1000 + 3600, scope: 'cart:read' });

function entry(at, method, url, status, { sent = {}, came = {}, body = '' } = {}) {
  const list = (fields) => Object.entries(fields).map(([name, value]) => ({ name, value }));
  return {
    startedDateTime: new Date(start + at * 250).toISOString(),
    time: 38,
    request: {
      method,
      url,
      httpVersion: 'h2',
      headers: list({ Accept: 'application/json', ...sent }),
      cookies: [],
      queryString: [],
      headersSize: -1,
      bodySize: 0,
    },
    response: {
      status,
      statusText: '',
      httpVersion: 'h2',
      headers: list({ 'Content-Type': 'application/json', ...came }),
      cookies: [],
      content: { size: body.length, mimeType: 'application/json', text: body },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait: 36, receive: 2 },
  };
}

const withToken = (it) => ({ Authorization: `Bearer ${it}` });
const dead = {
  sent: withToken(expired),
  came: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
  body: '{"error":"invalid_token"}',
};
const narrow = {
  sent: withToken(valid),
  came: { 'WWW-Authenticate': 'Bearer error="insufficient_scope", scope="cart:write"' },
  body: '{"error":"insufficient_scope"}',
};
const bare = { came: { 'WWW-Authenticate': 'Bearer realm="shop"' }, body: '{"message":"Authentication required"}' };
const csrf = { sent: { Cookie: 'sid=0123456789abcdef' }, body: '{"detail":"CSRF Failed: CSRF token missing."}' };

/** 14 entries, of which 9 are refused: for 4 reasons, by 3 hosts. */
export function shopHar() {
  const api = 'https://api.shop.example';
  const calls = [
    ['GET', 'https://www.shop.example/', 200],
    ['GET', `${api}/v2/me`, 401, bare],
    ['GET', `${api}/v2/cart`, 200, { sent: withToken(valid), body: '{"items":[]}' }],
    ['POST', `${api}/v2/cart/items?currency=EUR`, 403, narrow],
    ['GET', `${api}/v2/orders?page=1`, 401, dead],
    ['GET', `${api}/v2/orders/2026-11/4711/invoices/pdf?download=true&language=en`, 401, dead],
    ['GET', 'https://img.shop.example/shoes.webp', 200],
    ['GET', `${api}/v2/wishlist`, 401, dead],
    ['DELETE', `${api}/v2/cart/items/3`, 403, narrow],
    ['POST', 'https://admin.shop.example/api/prices/', 403, csrf],
    ['GET', 'https://recommendations.eu-central-1.shop.example/v1/for-you', 401, dead],
    ['GET', `${api}/v2/health`, 204],
    ['PATCH', `${api}/v2/me`, 401, dead],
    ['GET', `${api}/v2/terms`, 200],
  ];
  const entries = calls.map(([method, url, status, more], at) => entry(at, method, url, status, more));
  const log = { version: '1.2', creator: { name: 'Firefox', version: '145.0' }, pages: [], entries };
  return JSON.stringify({ log }, null, 2);
}

/** At least so many bytes, every entry refused. */
export function longHar(bytes) {
  const one = JSON.stringify(entry(0, 'GET', 'https://api.shop.example/v2/orders', 401, dead));
  const count = Math.ceil(bytes / one.length);
  // Each differs from the last: equal refusals in a row are explained once.
  const entries = Array.from({ length: count }, (_, i) => one.replace('/v2/orders', `/v2/orders/${i}`));
  return `{"log":{"version":"1.2","creator":{"name":"WebInspector","version":"537.36"},"entries":[${entries.join(',')}]}}`;
}
