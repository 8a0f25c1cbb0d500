import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aspnet } from '../../../src/core/guards/aspnet/aspnet.ts';
import { django } from '../../../src/core/guards/django/django.ts';
import { fastapi } from '../../../src/core/guards/fastapi/fastapi.ts';
import { flask } from '../../../src/core/guards/flask/flask.ts';
import type { Framework } from '../../../src/core/guards/framework.ts';
import { rails } from '../../../src/core/guards/rails/rails.ts';
import { spring } from '../../../src/core/guards/spring/spring.ts';
import { readSources } from './readSources.ts';

const many = Array.from({ length: 40 }, (_, at) => at);
const deep = (open: string, close: string, inner: string): string => open.repeat(2000) + inner + close.repeat(2000);

/** Sources that name each other in circles, nest deeper than any program, or end in the middle. */
const cases: readonly (readonly [Framework, string, Readonly<Record<string, string>>])[] = [
  [
    fastapi as unknown as Framework,
    'functions that all call each other, and depend on each other',
    {
      'main.py': `from fastapi import FastAPI, Depends, HTTPException\napp = FastAPI()\n${many
        .map(
          (at) =>
            `def f${at}(a=Depends(f${(at + 1) % 40}), b=Depends(f${(at + 7) % 40})):\n${many.map((to) => `    f${to}()`).join('\n')}\n    raise HTTPException(403)`,
        )
        .join('\n')}\n@app.get("/a")\ndef a(u=Depends(f0)): ...\n`,
    },
  ],
  [
    flask as unknown as Framework,
    'blueprints in circles, and modules that import all of each other',
    {
      'a.py': `from b import *\nfrom flask import Flask, Blueprint\napp = Flask(__name__)\nx = Blueprint("x", __name__)\ny = Blueprint("y", __name__)\nx.register_blueprint(y)\ny.register_blueprint(x)\napp.register_blueprint(x)\n@y.route("/a")\ndef a(): return undefined_()`,
      'b.py': 'from a import *\nfrom b import *\n',
    },
  ],
  [
    django as unknown as Framework,
    'classes that extend each other, and lists that hold each other',
    {
      'urls.py': `from django.urls import path, include\nfrom views import V0\nurlpatterns = [path("a/", include("urls")), path("v/", V0.as_view()), *urlpatterns]\n`,
      'views.py': `${many
        .map(
          (at) =>
            `class V${at}(${many
              .filter((to) => to > at)
              .map((to) => `V${to}`)
              .join(
                ', ',
              )}):\n    permission_classes = permission_classes + [L${at}]\n    def get(self): ...\nL${at} = [L${(at + 1) % 40}, L${(at + 1) % 40}]`,
        )
        .join('\n')}\n`,
    },
  ],
  [
    spring as unknown as Framework,
    'nesting without an end',
    {
      'A.java': `import org.springframework.web.bind.annotation.*; @RestController class A extends A { static final String P = P + P; @GetMapping(P) String a() { return ${deep('(', ')', 'a()')}; } @GetMapping({`,
    },
  ],
  [
    aspnet as unknown as Framework,
    'groups and methods that map themselves',
    {
      'P.cs': `var app = WebApplication.CreateBuilder(args).Build(); app.MapIt(); app.MapGet("/a", ${deep('(', ')', '1')}); static class X { public static void MapIt(this IEndpointRouteBuilder app) { app.MapIt(); app.MapGet("/b", () => 1); } } [ApiController] class A : A { [HttpGet] public IActionResult B() => B(`,
    },
  ],
  [
    rails as unknown as Framework,
    'concerns that include themselves',
    {
      'config/routes.rb': `Rails.application.routes.draw do\nconcern :a do\nresources :b, concerns: :a\nend\nresources :c, concerns: :a\ndraw :routes\n${'namespace :n do\n'.repeat(300)}get "x"\n`,
      'app/controllers/c_controller.rb':
        'class CController < CController\ninclude CController\nbefore_action :a\ndef a\na\nend\ndef index\na\nend\nend\n',
    },
  ],
];

for (const [framework, name, sources] of cases) {
  test(`${framework.id}: ${name}`, async () => {
    const { routes } = await readSources(framework, sources);
    assert.ok(routes.length <= 5000);
  });
}
