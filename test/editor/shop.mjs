// A small shop on this computer: an Express application, and nginx in front of it, both writing logs into a folder.
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './server.mjs';

/** Roles travel as the token: `role viewer`. One route lacks what its siblings have. */
export const shopFiles = {
  'package.json': '{ "name": "shop", "private": true, "dependencies": { "express": "5.3.0" } }\n',
  'src/app.js': `const express = require('express');
const posts = require('./posts');

const app = express();
app.get('/health', (req, res) => res.json({ fine: true }));
app.use('/posts', posts);
app.listen(Number(process.env.PORT), '127.0.0.1');
`,
  'src/auth.js': `module.exports = function auth(req, res, next) {
  const token = req.get('Authorization')?.replace('Bearer ', '');
  if (!token) return res.status(401).set('WWW-Authenticate', 'Bearer realm="shop"').json({ error: 'unauthorized' });
  req.user = { role: token.split('-')[0] };
  next();
};
`,
  'src/requireRole.js': `module.exports = function requireRole(role) {
  return (req, res, next) => {
    if (req.user.role !== role) return res.status(403).json({ error: 'forbidden' });
    next();
  };
};
`,
  'src/posts.js': `const { Router } = require('express');
const auth = require('./auth');
const requireRole = require('./requireRole');

const router = Router();
router.get('/', auth, (req, res) => res.json([]));
router.post('/', auth, requireRole('editor'), (req, res) => res.status(201).json({}));
router.put('/:id', auth, requireRole('editor'), (req, res) => res.json({ id: req.params.id }));
router.patch('/:id', auth, requireRole('editor'), (req, res) => res.json({ id: req.params.id }));
router.delete('/:id', (req, res) => res.status(204).end());
module.exports = router;
`,
};

/** Starts the application whose sources lie in a folder, on a free port. */
export async function startApp(node, folder) {
  const port = await freePort();
  const child = spawn(node, ['src/app.js'], {
    cwd: folder,
    env: { ...process.env, PORT: String(port), NODE_PATH: join(root, 'node_modules'), NODE_OPTIONS: '' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await answering(`http://127.0.0.1:${port}/health`, child);
  return { origin: `http://127.0.0.1:${port}`, port, stop: () => child.kill('SIGTERM') };
}

/** nginx is installed here. */
export function hasNginx() {
  return spawnSync('nginx', ['-v']).status === 0;
}

/** nginx in front of the application, with a part that asks for a password. */
export async function startNginx(app) {
  const port = await freePort();
  const dir = mkdtempSync(join(tmpdir(), 'why401-nginx-'));
  chmodSync(dir, 0o755);
  const logs = join(dir, 'logs');
  mkdirSync(logs);
  mkdirSync(join(dir, 'html/private'), { recursive: true });
  writeFileSync(join(dir, 'html/private/index.html'), 'private');
  writeFileSync(join(dir, 'users'), 'ada:{PLAIN}analytical\n');
  const conf = join(dir, 'nginx.conf');
  writeFileSync(
    conf,
    `daemon off; pid ${dir}/nginx.pid; error_log ${logs}/error.log info; worker_processes 1;
events { worker_connections 64; }
http {
  access_log ${logs}/access.log;
  client_body_temp_path ${dir}/body; proxy_temp_path ${dir}/proxy; fastcgi_temp_path ${dir}/fastcgi;
  uwsgi_temp_path ${dir}/uwsgi; scgi_temp_path ${dir}/scgi;
  server {
    listen 127.0.0.1:${port};
    root ${dir}/html;
    location /private/ { auth_basic "Staff only"; auth_basic_user_file ${dir}/users; }
    location /admin/ { deny all; }
    location / { proxy_pass http://127.0.0.1:${app.port}; }
  }
}
`,
  );
  const child = spawn('nginx', ['-c', conf, '-p', dir], { stdio: ['ignore', 'ignore', 'pipe'] });
  await answering(`http://127.0.0.1:${port}/health`, child);
  return {
    origin: `http://127.0.0.1:${port}`,
    conf,
    logs,
    /** Writes a line as a server would, word for word. */
    write: (name, line) => appendFileSync(join(logs, name), `${line}\n`),
    async stop() {
      child.kill('SIGTERM');
      for (let i = 0; i < 50 && existsSync(join(dir, 'nginx.pid')); i++) await sleep(50);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

async function answering(url, child) {
  for (let i = 0; i < 200; i++) {
    if (child.exitCode !== null) throw new Error(`${url}: it ended with ${child.exitCode}`);
    try {
      if ((await fetch(url)).ok) return;
    } catch {
      // Not listening yet.
    }
    await sleep(50);
  }
  throw new Error(`${url}: no answer within ten seconds`);
}
