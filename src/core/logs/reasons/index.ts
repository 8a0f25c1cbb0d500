import apache from './apache.json' with { type: 'json' };
import aspnet from './aspnet.json' with { type: 'json' };
import caddy from './caddy.json' with { type: 'json' };
import django from './django.json' with { type: 'json' };
import envoy from './envoy.json' with { type: 'json' };
import general from './general.json' with { type: 'json' };
import go from './go.json' with { type: 'json' };
import haproxy from './haproxy.json' with { type: 'json' };
import iis from './iis.json' with { type: 'json' };
import keycloak from './keycloak.json' with { type: 'json' };
import kubernetes from './kubernetes.json' with { type: 'json' };
import laravel from './laravel.json' with { type: 'json' };
import modAuthOpenidc from './mod-auth-openidc.json' with { type: 'json' };
import modsecurity from './modsecurity.json' with { type: 'json' };
import moreServers from './more-servers.json' with { type: 'json' };
import nginx from './nginx.json' with { type: 'json' };
import nginxPlus from './nginx-plus.json' with { type: 'json' };
import node from './node.json' with { type: 'json' };
import oauth2Proxy from './oauth2-proxy.json' with { type: 'json' };
import php from './php.json' with { type: 'json' };
import postgresql from './postgresql.json' with { type: 'json' };
import python from './python.json' with { type: 'json' };
import rails from './rails.json' with { type: 'json' };
import springSecurity from './spring-security.json' with { type: 'json' };
import squid from './squid.json' with { type: 'json' };
import symfony from './symfony.json' with { type: 'json' };
import traefik from './traefik.json' with { type: 'json' };
import { readSpeaker, type Speaker } from './wording.ts';

/** All software whose words we know; the words of those that stand first are tried first, those that anybody uses last. */
export const speakers: readonly Speaker[] = [
  nginx,
  nginxPlus,
  modAuthOpenidc,
  modsecurity,
  apache,
  keycloak,
  oauth2Proxy,
  envoy,
  kubernetes,
  traefik,
  caddy,
  haproxy,
  squid,
  iis,
  springSecurity,
  aspnet,
  laravel,
  symfony,
  django,
  rails,
  node,
  python,
  go,
  php,
  postgresql,
  moreServers,
  general,
].map(readSpeaker);
