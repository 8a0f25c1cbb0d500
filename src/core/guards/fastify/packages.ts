import { fieldSlot, placedBy } from '../js/placed.ts';
import type { Site, Slot, Value } from '../js/value.ts';
import type { FastifyScope } from './scope.ts';

/** Plugins of packages that decorate the application with a hook of their own, by the decorator's name. */
const decorating: Readonly<Record<string, readonly string[]>> = {
  '@fastify/basic-auth': ['basicAuth'],
  '@fastify/csrf-protection': ['csrfProtection'],
  '@fastify/rate-limit': ['rateLimit'],
  '@fastify/bearer-auth': ['verifyBearerAuth'],
  '@fastify/auth': [],
  'fastify-auth0-verify': ['authenticate'],
  'fastify-jwt-jwks': ['authenticate'],
  '@clerk/fastify': [],
};

/** Plugins that decorate nothing that guards. */
const plain =
  /^@fastify\/(?:accepts|autoload|caching|circuit-breaker|compress|cookie|cors|elasticsearch|env|etag|express|flash|formbody|helmet|http-proxy|jwt|leveldb|middie|mongodb|multipart|mysql|postgres|redis|reply-from|request-context|response-validation|routes|schedule|secure-session|sensible|session|soap-client|static|swagger|swagger-ui|under-pressure|url-data|view|websocket|zipkin)$/;

/** Those that put themselves in front of every route of the context that registers them. */
const hooking: Readonly<Record<string, 'onRequest' | 'preHandler'>> = {
  '@fastify/bearer-auth': 'onRequest',
  '@fastify/rate-limit': 'onRequest',
};

/** What registering a package's plugin puts in front of routes; what is not known is said so. */
export function pluginHooks(
  scope: FastifyScope,
  plugin: Value,
  written: Slot,
  options: Slot | undefined,
  site: Site,
): void {
  if (plugin.is !== 'package') {
    scope.shared.foreign = true;
    return;
  }
  const { name } = plugin;
  for (const it of decorating[name] ?? []) scope.decorators.set(it, { is: 'package', name, path: [it] });
  if (name === '@fastify/auth' && stringIs(fieldSlot(options, 'defaultRelation'), 'and')) scope.authRelation = 'and';
  const phase = hooking[name];
  const off = fieldSlot(options, name === '@fastify/rate-limit' ? 'global' : 'addHook')?.value;
  if (phase && !(off?.is === 'constant' && off.value === false)) scope.hooks[phase].push(...placedBy(written, site));
  if (!plain.test(name) && !(name in decorating)) scope.shared.foreign = true;
  if (!(name in decorating) && /(?:^|[-/])(?:auth|guard|acl|rbac|casbin|permissions?|keycloak|firewall)/.test(name))
    scope.unread.push(`The plugin ${name} is registered; what it puts in front of routes is not known.`);
}

function stringIs(slot: Slot | undefined, text: string): boolean {
  return slot?.value.is === 'constant' && slot.value.value === text;
}
