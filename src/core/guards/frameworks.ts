import { aspnet } from './aspnet/aspnet.ts';
import { django } from './django/django.ts';
import { express } from './express/express.ts';
import { fastapi } from './fastapi/fastapi.ts';
import { fastify } from './fastify/fastify.ts';
import { flask } from './flask/flask.ts';
import type { Framework } from './framework.ts';
import { hono } from './hono/hono.ts';
import { koa } from './koa/koa.ts';
import { nestjs } from './nestjs/nestjs.ts';
import { nextjs } from './nextjs/nextjs.ts';
import { rails } from './rails/rails.ts';
import { spring } from './spring/spring.ts';

/** Every framework that is read, in the order in which they are looked for: one line each. */
export const frameworks: readonly Framework[] = [
  // The facts of one are read by itself only.
  express as unknown as Framework,
  django as unknown as Framework,
  fastapi as unknown as Framework,
  flask as unknown as Framework,
  spring as unknown as Framework,
  aspnet as unknown as Framework,
  rails as unknown as Framework,
  nestjs as unknown as Framework,
  fastify as unknown as Framework,
  koa as unknown as Framework,
  hono as unknown as Framework,
  nextjs as unknown as Framework,
];
