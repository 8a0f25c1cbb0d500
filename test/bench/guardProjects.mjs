import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Projects that are generated for measuring: how each is written, and what is edited in it. */
export const guardProjects = [
  {
    name: 'Express',
    write: writeExpress,
    path: 'src/routes/r7.js',
    edit: (it, i) => it.replace('viewer', `reader${i}`),
  },
  {
    name: 'NestJS',
    write: writeNest,
    path: 'src/r7/r7.controller.ts',
    edit: (it, i) => it.replace('admin', `owner${i}`),
  },
  {
    name: 'Laravel',
    write: writeLaravel,
    path: 'app/Http/Controllers/R7Controller.php',
    edit: (it, i) => it.replace("'update'", `'update${i}'`),
  },
];

async function writeAll(root, texts) {
  for (const [path, text] of Object.entries(texts)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

/** A module, a controller, a service and a DTO for each resource. */
async function writeNest(root, files) {
  const each = Math.floor((files - 2) / 4);
  const all = Array.from({ length: each }, (_, i) => i);
  await writeAll(root, {
    'package.json': '{ "dependencies": { "@nestjs/core": "^11.0.0", "@nestjs/common": "^11.0.0" } }',
    'src/main.ts': `import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';
async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  app.setGlobalPrefix('api');
  await app.listen(3000);
}
bootstrap();
`,
    'src/app.module.ts': `import { Module } from '@nestjs/common';
${all.map((i) => `import { R${i}Module } from './r${i}/r${i}.module';`).join('\n')}
@Module({ imports: [${all.map((i) => `R${i}Module`).join(', ')}] })
export class AppModule {}
`,
    'src/auth.ts': nestAuth,
  });
  for (const i of all)
    await writeAll(root, {
      [`src/r${i}/r${i}.module.ts`]: `import { Module } from '@nestjs/common';
import { R${i}Controller } from './r${i}.controller';
import { R${i}Service } from './r${i}.service';
@Module({ controllers: [R${i}Controller], providers: [R${i}Service] })
export class R${i}Module {}
`,
      [`src/r${i}/r${i}.controller.ts`]: nestController(i),
      [`src/r${i}/r${i}.service.ts`]: `import { Injectable } from '@nestjs/common';
@Injectable()
export class R${i}Service {
${actions.map((it) => `  async ${it}(id?: string) {\n    return [{ id, title: '${it}', at: new Date().toISOString() }].filter((row) => row.title !== '');\n  }\n`).join('')}}
`,
      [`src/r${i}/create-r${i}.dto.ts`]: `import { IsString, Length } from 'class-validator';
export class CreateR${i}Dto {
  @IsString() @Length(1, 200) title: string;
  @IsString({ each: true }) tags: string[];
}
`,
    });
}

const nestAuth = `import { CanActivate, ExecutionContext, ForbiddenException, Injectable, SetMetadata, UnauthorizedException } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
export const Roles = (...roles: string[]) => SetMetadata('roles', roles);
@Injectable()
export class AuthGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest();
    if (!request.headers.authorization) throw new UnauthorizedException();
    return true;
  }
}
@Injectable()
export class RolesGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}
  canActivate(context: ExecutionContext): boolean {
    const roles = this.reflector.getAllAndOverride<string[]>('roles', [context.getHandler(), context.getClass()]);
    if (!roles) return true;
    const { user } = context.switchToHttp().getRequest();
    if (!roles.includes(user.role)) throw new ForbiddenException();
    return true;
  }
}
`;

function nestController(i) {
  return `import { Body, Controller, Delete, Get, Param, Post, Put, UseGuards } from '@nestjs/common';
import { AuthGuard, Roles, RolesGuard } from '../auth';
import { CreateR${i}Dto } from './create-r${i}.dto';
import { R${i}Service } from './r${i}.service';
@Controller('r${i}')
@UseGuards(AuthGuard, RolesGuard)
export class R${i}Controller {
  constructor(private readonly service: R${i}Service) {}
  @Get() list() { return this.service.list(); }
  @Get(':id') show(@Param('id') id: string) { return this.service.show(id); }
  @Post() @Roles('editor') create(@Body() body: CreateR${i}Dto) { return this.service.create(body.title); }
  @Put(':id') @Roles('editor') update(@Param('id') id: string) { return this.service.update(id); }
  @Delete(':id') @Roles('admin') remove(@Param('id') id: string) { return this.service.remove(id); }
  @Get(':id/history') @Roles('admin') history(@Param('id') id: string) { return this.service.history(id); }
}
`;
}

/** A controller, a policy, a model and a form request for each resource. */
async function writeLaravel(root, files) {
  const each = Math.floor((files - 1) / 4);
  const all = Array.from({ length: each }, (_, i) => i);
  await writeAll(root, {
    'composer.json': '{ "require": { "laravel/framework": "^12.0" } }',
    artisan: '#!/usr/bin/env php\n',
    'bootstrap/app.php': `<?php
use Illuminate\\Foundation\\Application;
return Application::configure(basePath: dirname(__DIR__))
    ->withRouting(api: __DIR__.'/../routes/api.php')
    ->create();
`,
    'routes/api.php': `<?php
use Illuminate\\Support\\Facades\\Route;
Route::middleware('auth:sanctum')->group(function () {
${all.map((i) => `    Route::apiResource('r${i}', App\\Http\\Controllers\\R${i}Controller::class);`).join('\n')}
});
`,
  });
  for (const i of all)
    await writeAll(root, {
      [`app/Http/Controllers/R${i}Controller.php`]: laravelController(i),
      [`app/Policies/R${i}Policy.php`]: `<?php
namespace App\\Policies;
class R${i}Policy
{
${['viewAny', 'view', 'create', 'update', 'delete'].map((it) => `    public function ${it}($user): bool\n    {\n        return $user->role === 'editor';\n    }\n`).join('')}}
`,
      [`app/Models/R${i}.php`]: `<?php
namespace App\\Models;
use Illuminate\\Database\\Eloquent\\Model;
class R${i} extends Model
{
    protected $fillable = ['title', 'tags', 'owner_id'];
    public function owner() { return $this->belongsTo(User::class); }
}
`,
      [`app/Http/Requests/StoreR${i}Request.php`]: `<?php
namespace App\\Http\\Requests;
use Illuminate\\Foundation\\Http\\FormRequest;
class StoreR${i}Request extends FormRequest
{
    public function authorize(): bool { return $this->user()->role === 'editor'; }
    public function rules(): array { return ['title' => ['required', 'string', 'max:200']]; }
}
`,
    });
}

function laravelController(i) {
  return `<?php
namespace App\\Http\\Controllers;
use App\\Http\\Requests\\StoreR${i}Request;
use App\\Models\\R${i};
class R${i}Controller extends Controller
{
    public function index() { return R${i}::query()->paginate(20); }
    public function store(StoreR${i}Request $request) { return R${i}::create($request->validated()); }
    public function show(R${i} $r${i}) { return $r${i}; }
    public function update(StoreR${i}Request $request, R${i} $r${i})
    {
        $this->authorize('update', $r${i});
        return tap($r${i})->update($request->validated());
    }
    public function destroy(R${i} $r${i})
    {
        $this->authorize('delete', $r${i});
        return $r${i}->delete();
    }
}
`;
}

/** Routers, controllers, services and models, a quarter each, as people lay them out. */
async function writeExpress(root, files) {
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
