// node runApp.mjs APP 4|5: runs an application of Express on loopback, sends it the requests that stand in standard
// input (a JSON list of {method, path, as}), and prints for each which functions ran and which one answered, by the
// first line of their source. Also: every function that was registered as the last one of a route.
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

const [, , file, version] = process.argv;
registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier === 'express' && version === '4' ? 'express4' : specifier, context),
});
const { default: express } = await import(version === '4' ? 'express4' : 'express');

const handlers = new Set();
const seen = new WeakMap();
const firstLine = (fn) => fn.toString().split('\n')[0].trim();

function recording(fn) {
  if (Array.isArray(fn)) return fn.map(recording);
  if (typeof fn !== 'function' || fn.stack || fn.handle || fn.name === 'mounted_app' || fn.length === 4) return fn;
  const known = seen.get(fn);
  if (known) return known;
  const source = firstLine(fn);
  const wrapped = (req, res, next) => {
    const ran = note(req, res);
    ran.push(source);
    return fn(req, res, next);
  };
  wrapped.source = source;
  seen.set(fn, wrapped);
  return wrapped;
}

function note(req, res) {
  if (!req.ran) {
    req.ran = [];
    const end = res.end;
    res.end = (...args) => {
      answered.set(res, req.ran.at(-1));
      ran.set(res, [...req.ran]);
      return end.apply(res, args);
    };
  }
  return req.ran;
}
const answered = new WeakMap();
const ran = new WeakMap();

const proto = express.Router.use ? express.Router : express.Router.prototype;
const use = proto.use;
proto.use = function (...args) {
  return use.apply(this, args.map(recording));
};
const param = proto.param;
proto.param = function (name, fn) {
  return param.call(this, name, (req, res, next, ...rest) => {
    note(req, res).push(firstLine(fn));
    return fn(req, res, next, ...rest);
  });
};
for (const method of ['all', 'get', 'post', 'put', 'patch', 'delete', 'head', 'options']) {
  const own = express.Route.prototype[method];
  express.Route.prototype[method] = function (...args) {
    const all = args.map(recording);
    const last = all.flat(9).at(-1);
    if (method !== 'all') handlers.add(last.source);
    return own.apply(this, all);
  };
}

const module = await import(pathToFileURL(file));
const app = module.app ?? module.default?.app ?? module.default;
const outer = express();
outer.set('env', 'test');
outer.disable('x-powered-by');
const server = app.listen(0, '127.0.0.1', async () => {
  const chunks = [];
  for await (const it of process.stdin) chunks.push(it);
  const results = [];
  for (const { method, path, as } of JSON.parse(Buffer.concat(chunks))) {
    const one = new Promise((done) => server.once('request', (req, res) => res.once('finish', () => done(res))));
    const headers = as === undefined ? {} : { Authorization: `Bearer ${as}`, 'X-Api-Key': as };
    const response = await fetch(`http://127.0.0.1:${server.address().port}${path}`, {
      method,
      headers,
      redirect: 'manual',
    });
    await response.arrayBuffer();
    const res = await one;
    results.push({ status: response.status, by: answered.get(res), ran: ran.get(res) ?? [] });
  }
  process.stdout.write(JSON.stringify({ results, handlers: [...handlers] }));
  process.exit(0);
});
app.set?.('env', 'test');
