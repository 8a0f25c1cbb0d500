import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GuardsThread } from '../../src/local/guards/inThread.ts';
import { median, ms } from './median.mjs';

const files = 2_000;

/** Reading the guards of a generated project of Express in the thread that the editor has, cold and after an edit. */
export async function measureGuards(root, directory) {
  const project = join(directory, 'express');
  await writeProject(project);
  const bundle = join(root, 'dist', 'guards.cjs');
  const cold = [];
  const edits = [];
  let routes = 0;
  const before = process.memoryUsage().rss;
  let grown = 0;
  for (let round = 0; round < 3; round++) {
    const thread = new GuardsThread(bundle);
    cold.push(
      await timeOf(async () => {
        routes = (await thread.read(project)).routes.length;
      }),
    );
    const path = 'src/routes/r7.js';
    const text = await readFile(join(project, path), 'utf8');
    for (let i = 0; i < 12; i++) {
      thread.changed(project, [{ path, text: `${text}// ${i}\n` }]);
      const took = await timeOf(() => thread.read(project));
      if (2 <= i) edits.push(took);
    }
    if (round === 0) grown = process.memoryUsage().rss - before;
    await thread.dispose();
  }
  const what = `the guards of ${files.toLocaleString('en')} source files of Express, ${routes.toLocaleString('en')} routes`;
  return [
    { what: `${what}, cold`, ours: ms(median(cold)), beside: 'aim: ≤ 3 s' },
    { what: 'the same, after an edit', ours: ms(median(edits)), beside: 'aim: ≤ 50 ms' },
    { what: 'memory of the process for both', ours: `${Math.round(grown / 1e6)} MB more`, beside: '–' },
  ];
}

async function timeOf(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Routers, controllers, services and models, a quarter each, as people lay them out. */
async function writeProject(root) {
  for (const it of ['routes', 'controllers', 'services', 'models', 'middleware'])
    await mkdir(join(root, 'src', it), { recursive: true });
  const write = (path, text) => writeFile(join(root, path), text);
  const each = Math.floor((files - 2) / 4);
  const mounts = Array.from({ length: each }, (_, i) => `app.use('/api/r${i}', require('./routes/r${i}'));\n`).join('');
  await write('package.json', '{ "dependencies": { "express": "^5.0.0" } }');
  await write(
    'src/app.js',
    `const express = require('express');\nconst app = express();\n${mounts}module.exports = app;\n`,
  );
  await write('src/middleware/auth.js', auth);
  for (let i = 0; i < each; i++) {
    await write(`src/routes/r${i}.js`, router(i));
    await write(`src/controllers/c${i}.js`, controller(i));
    await write(`src/services/s${i}.js`, service(i));
    await write(`src/models/m${i}.js`, model(i));
  }
}

const actions = ['list', 'show', 'create', 'update', 'remove', 'history'];
const auth = `exports.protect = (req, res, next) => {
  if (!req.headers.authorization) return res.status(401).end();
  next();
};
exports.restrictTo = (...roles) => (req, res, next) => {
  if (!roles.includes(req.user.role)) return res.status(403).end();
  next();
};
`;

function router(i) {
  return `const router = require('express').Router();
const { protect, restrictTo } = require('../middleware/auth');
const c = require('../controllers/c${i}');
router.use(protect);
router.route('/').get(restrictTo('viewer', 'editor'), c.list).post(restrictTo('editor'), c.create);
router.route('/:id').get(c.show).put(restrictTo('editor'), c.update).delete(restrictTo('admin'), c.remove);
router.get('/:id/history', restrictTo('admin'), c.history);
module.exports = router;
`;
}

function controller(i) {
  const functions = actions.map(
    (it) => `exports.${it} = async (req, res, next) => {
  try {
    const { page = 1, size = 20 } = req.query;
    const found = await service.${it}({ id: req.params.id, page: Number(page), size: Number(size), user: req.user });
    if (!found) return res.status(404).json({ status: 'fail', at: new Date().toISOString() });
    ${it === 'update' ? 'if (found.owner !== req.user.id) return res.status(403).end();' : ''}
    res.status(200).json({ status: 'ok', data: found, meta: { page, size, total: found.length } });
  } catch (error) {
    next(error);
  }
};
`,
  );
  return `const service = require('../services/s${i}');\n${functions.join('')}`;
}

function service(i) {
  const functions = actions.map(
    (it) => `exports.${it} = async ({ id, page, size, user }) => {
  const query = Model.find({ owner: user.id, ...(id ? { _id: id } : {}) }).skip((page - 1) * size).limit(size);
  const rows = await query.sort({ createdAt: -1 }).lean();
  const mapped = rows.map((row) => ({ id: row._id, title: row.title.trim(), tags: row.tags.filter((tag) => tag) }));
  return mapped.length === 0 ? undefined : mapped;
};
`,
  );
  return `const Model = require('../models/m${i}');\n${functions.join('')}`;
}

function model(i) {
  return `const mongoose = require('mongoose');
const schema = new mongoose.Schema({
  title: { type: String, required: true, trim: true, maxlength: 200 },
  owner: { type: mongoose.Schema.Types.ObjectId, ref: 'User', index: true },
  tags: [{ type: String, lowercase: true }],
  state: { type: String, enum: ['draft', 'open', 'closed'], default: 'draft' },
});
schema.methods.close = function close() {
  this.state = 'closed';
  return this.save();
};
module.exports = mongoose.model('M${i}', schema);
`;
}
