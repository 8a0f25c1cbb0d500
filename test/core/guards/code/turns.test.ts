import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fastapi } from '../../../../src/core/guards/fastapi/fastapi.ts';
import { flask } from '../../../../src/core/guards/flask/flask.ts';
import { readSources } from '../readSources.ts';
import { sayRoutes } from '../sayRoute.ts';

const blueprints = `
from flask import Blueprint
notes = Blueprint('notes', __name__)
tags = Blueprint('tags', __name__)
@notes.get('/')
def all_notes(): return []
@tags.get('/<int:tag>')
def one_tag(tag): return {}
`;

for (const [how, loop] of [
  ['by their names', "for bp in (notes, tags):\n        app.register_blueprint(bp, url_prefix=f'/v1/{bp.name}')"],
  [
    'by names that are added',
    "for bp in [notes, tags]:\n        app.register_blueprint(bp, url_prefix='/v1/' + bp.name)",
  ],
  [
    'in pairs',
    "for bp, path in [(notes, '/v1/notes'), (tags, '/v1/tags')]:\n        app.register_blueprint(bp, url_prefix=path)",
  ],
  ['from a list at the top', 'for bp, path in EVERY:\n        app.register_blueprint(bp, url_prefix=path)'],
])
  test(`blueprints that a loop registers: ${how}`, async () => {
    const linked = await readSources(flask, {
      'shop/parts.py': blueprints,
      'shop/__init__.py': `
from flask import Flask
from .parts import notes, tags
EVERY = [(notes, '/v1/notes'), (tags, '/v1/tags')]
def create_app():
    app = Flask(__name__)
    ${loop}
    return app
`,
    });
    assert.deepEqual(sayRoutes(linked), ['GET /v1/notes/: -', 'GET /v1/tags/<int:tag>: -']);
  });

test('routers of FastAPI that a loop includes, and prefixes that are put together', async () => {
  const linked = await readSources(fastapi, {
    'app/config.py': "API = '/api'\nclass Settings:\n    VERSION: str = 'v2'\nsettings = Settings()\n",
    'app/main.py': `
from fastapi import APIRouter, FastAPI
from .config import API, settings
users = APIRouter()
teams = APIRouter()
@users.get('/me')
def me(): return {}
@teams.get('/')
def every(): return []
app = FastAPI()
for router, name in ((users, 'users'), (teams, 'teams')):
    app.include_router(router, prefix=f'{API}/{settings.VERSION}/{name}')
`,
  });
  assert.deepEqual(sayRoutes(linked), ['GET /api/v2/users/me: -', 'GET /api/v2/teams/: -']);
});
