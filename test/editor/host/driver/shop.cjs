// A small API for the tests of the Test Explorer: it answers by the user's name and counts what arrives.
const { createServer } = require('node:http');

/** Who is let in is said by `rules`, and may change meanwhile. */
async function shop(rules) {
  const seen = [];
  const server = createServer((request, response) => {
    const user = /^Bearer (\w+)/.exec(request.headers.authorization ?? '')?.[1] ?? 'anonymous';
    seen.push(`${request.method} ${request.url} ${user}`);
    response.writeHead(rules[user] ?? 401, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    seen,
    /** What arrives while this is done. */
    async during(body) {
      const from = seen.length;
      await body();
      return seen.slice(from).sort();
    },
    close: () => server.close(),
  };
}

const environment = (origin, users) =>
  JSON.stringify({
    playground: { shop: origin, key: 'everybody' },
    $users: Object.fromEntries(users.map((it) => [it, it === 'anonymous' ? {} : { key: it }])),
  });

const requests = `### Orders
# @expect boss=2xx guest=403 anonymous=401
GET {{shop}}/orders
Authorization: Bearer {{key}}

### Reports
# @expect boss=2xx guest=deny anonymous=deny
GET {{shop}}/reports
Authorization: Bearer {{key}}

### Nothing is expected of it
GET {{shop}}/health
`;

module.exports = { environment, requests, shop };
