import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { rails } from '../../../../src/core/guards/rails/rails.ts';
import { readApp } from '../readApp.ts';
import { readSources } from '../readSources.ts';
import { sayRemarks, sayRoutes } from '../sayRoute.ts';

const apps = join(import.meta.dirname, 'apps');

test('an application with Devise and Pundit, concerns, namespaces and a second file of routes', async () => {
  const linked = await readSources(rails, await readApp(join(apps, 'blog')));
  assert.deepEqual(sayRoutes(linked), [
    'GET /: -',
    'GET /about: -',
    'GET /terms: -',
    'POST /posts/:id/publish: verify_authenticity_token (csrf 422), authenticate_user! (authentication 302/401), not current_user.role == "editor" (authorization 403 role: editor)',
    'GET /posts/search: authenticate_user! (authentication 302/401)',
    'GET /posts/:post_id/comments: authenticate_user! (authentication 302/401)',
    'POST /posts/:post_id/comments: verify_authenticity_token (csrf 422), authenticate_user! (authentication 302/401)',
    'GET /posts: -',
    'POST /posts: verify_authenticity_token (csrf 422), authenticate_user! (authentication 302/401), authorize (authorization 403 ability: create?)',
    'GET /posts/new: authenticate_user! (authentication 302/401)',
    'GET /posts/:id/edit: authenticate_user! (authentication 302/401), only_authors (authorization 403 any role: author, chief)',
    'GET /posts/:id: -',
    'PATCH /posts/:id: verify_authenticity_token (csrf 422), authenticate_user! (authentication 302/401), only_authors (authorization 403 any role: author, chief), authorize (authorization 403 ability: update?)',
    'PUT /posts/:id: verify_authenticity_token (csrf 422), authenticate_user! (authentication 302/401), only_authors (authorization 403 any role: author, chief), authorize (authorization 403 ability: update?)',
    'DELETE /posts/:id: verify_authenticity_token (csrf 422), authenticate_user! (authentication 302/401), authorize (authorization 403 ability: remove?)',
    'GET /profile: authenticate_user! (authentication 302/401)',
    'PATCH /profile: authenticate_user! (authentication 302/401)',
    'PUT /profile: authenticate_user! (authentication 302/401)',
    'GET /admin/users: authenticate_user! (authentication 302/401), require_staff (authorization 302)',
    'DELETE /admin/users/:name: verify_authenticity_token (csrf 422), authenticate_user! (authentication 302/401), require_staff (authorization 302), before_action (authorization 403)',
    'GET /admin: authenticate_user! (authentication 302/401), require_staff (authorization 302), http_basic_authenticate_with (authentication 401)',
    'GET /reports/:year: authenticate (authentication 302/401)',
    'GET /extra/jobs(/:kind): authenticate_user! (authentication 302/401)',
    'POST /extra/jobs(/:kind): verify_authenticity_token (csrf 422), authenticate_user! (authentication 302/401)',
  ]);
  assert.deepEqual(sayRemarks(linked), [
    'missing-policy-method app/controllers/posts_controller.rb:25 sure: authorize asks PostPolicy for remove?, which it does not have.',
    'method-gap app/controllers/posts_controller.rb:4 sure: before_action has `only: archive`, and PostsController has no such action.',
  ]);
});

test('an API with callbacks of its own, a rescued exception and Doorkeeper', async () => {
  const linked = await readSources(rails, await readApp(join(apps, 'api')));
  assert.deepEqual(sayRoutes(linked), [
    'POST /api/v1/notes/:note_id/shares: authenticate (authentication 401), doorkeeper_authorize! (authentication 401/403 any scope: share, write)',
    'GET /api/v1/notes: authenticate (authentication 401)',
    'POST /api/v1/notes: authenticate (authentication 401), require_role (authorization 403 role: editor), rate_limit (throttle 429)',
    'GET /api/v1/notes/:id: authenticate (authentication 401)',
    'PATCH /api/v1/notes/:id: authenticate (authentication 401), require_role (authorization 403 role: editor)',
    'PUT /api/v1/notes/:id: authenticate (authentication 401), require_role (authorization 403 role: editor)',
    'DELETE /api/v1/notes/:id: authenticate (authentication 401), check_owner (authorization 403 any role: owner, manager)',
    'DELETE /api/v1/session: authenticate (authentication 401)',
    'POST /api/v1/session: -',
    'GET /api/v1/export: request.headers["X-Export-Key"] != "k" (authentication 401)',
  ]);
  assert.deepEqual(sayRemarks(linked), []);
});

test('what devise_for draws for what the model can do, where and with what it says', async () => {
  const linked = await readSources(rails, {
    'config/application.rb':
      'module Desk\n  class Application < Rails::Application\n    config.api_only = true\n  end\nend\n',
    'config/routes.rb': `
Rails.application.routes.draw do
  scope :v1 do
    devise_for :users, path: "", path_names: { sign_in: "login", sign_out: "logout", registration: "signup" },
      controllers: { sessions: "people/sessions" }
  end
  devise_for :admins, skip: [:registrations], sign_out_via: [:get, :delete]
end
`,
    'app/models/user.rb': 'class User < ApplicationRecord\n  devise :database_authenticatable, :registerable\nend\n',
    'app/models/admin.rb':
      'class Admin < ApplicationRecord\n  devise :database_authenticatable, :registerable, :lockable\nend\n',
    'app/controllers/people/sessions_controller.rb': `
class People::SessionsController < Devise::SessionsController
  before_action :only_inside, only: :create
  def only_inside
    head :forbidden unless request.remote_ip.start_with?("10.")
  end
end
`,
  });
  const own = 'authenticate_scope! (authentication 302/401)';
  assert.deepEqual(sayRoutes(linked), [
    'GET /v1/login: -',
    'POST /v1/login: only_inside (authorization 403)',
    'DELETE /v1/logout: -',
    'GET /v1/signup/cancel: -',
    'GET /v1/signup/sign_up: -',
    `GET /v1/signup/edit: ${own}`,
    `PATCH /v1/signup: ${own}`,
    `PUT /v1/signup: ${own}`,
    `DELETE /v1/signup: ${own}`,
    'POST /v1/signup: -',
    'GET /admins/sign_in: -',
    'POST /admins/sign_in: -',
    'GET /admins/sign_out: -',
    'DELETE /admins/sign_out: -',
    'GET /admins/unlock/new: -',
    'GET /admins/unlock: -',
    'POST /admins/unlock: -',
  ]);
});

test('CanCanCan, and protection from forgery that is asked for', async () => {
  const linked = await readSources(rails, await readApp(join(apps, 'shop')));
  assert.deepEqual(sayRoutes(linked), [
    'GET /users/sign_in: -',
    'POST /users/sign_in: -',
    'DELETE /users/sign_out: -',
    'GET /orders: authenticate_user! (authentication 302/401)',
    'POST /orders: protect_from_forgery (csrf 422), authenticate_user! (authentication 302/401), load_and_authorize_resource (authorization 403 ability: create)',
    'GET /orders/:id: authenticate_user! (authentication 302/401), load_and_authorize_resource (authorization 403 ability: show)',
    'PATCH /orders/:id: protect_from_forgery (csrf 422), authenticate_user! (authentication 302/401), load_and_authorize_resource (authorization 403 ability: update)',
    'PUT /orders/:id: protect_from_forgery (csrf 422), authenticate_user! (authentication 302/401), load_and_authorize_resource (authorization 403 ability: update)',
    'DELETE /orders/:id: protect_from_forgery (csrf 422), authenticate_user! (authentication 302/401), load_and_authorize_resource (authorization 403 ability: destroy), authorize! (authorization 403 ability: cancel)',
    'GET /products: -',
    'GET /products/:id: authenticate_user! (authentication 302/401)',
    'DELETE /products/:id: protect_from_forgery (csrf 422), authenticate_user! (authentication 302/401)',
    '* /sidekiq/*mounted: -',
  ]);
  assert.deepEqual(sayRemarks(linked), []);
});

const skip =
  spawnSync('ruby', ['-e', 'require "action_controller"']).status === 0
    ? false
    : 'Rails is not installed here: apt-get install ruby-actionpack';

interface Drawn {
  readonly method: string;
  readonly path: string;
  readonly to: string | null;
}

suite("held against Rails' own router", { skip }, () => {
  for (const app of ['blog', 'api', 'shop', 'forms']) {
    test(app, async () => {
      const { stdout, stderr } = spawnSync('ruby', [join(import.meta.dirname, 'oracle.rb'), join(apps, app)], {
        encoding: 'utf8',
      });
      assert.ok(stdout.startsWith('['), stderr);
      const drawn: readonly Drawn[] = JSON.parse(stdout);
      const { routes } = await readSources(rails, await readApp(join(apps, app)));
      assert.deepEqual(
        routes.map((one) => `${one.method} ${one.path.replace('/*mounted', '')} ${one.handler?.name ?? ''}`.trim()),
        drawn.flatMap((one) =>
          one.method
            .split('|')
            .map((method) => `${method} ${one.path} ${app === 'forms' ? '' : (one.to ?? '')}`.trim()),
        ),
      );
    });
  }
});
