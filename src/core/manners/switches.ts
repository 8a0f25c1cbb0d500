import type { Facts } from '../facts.ts';
import { list, type Text, text } from '../text.ts';

/** The setting of the software that an answer comes from, by which it tells less; empty where the software is not known. */
export function switchFor(facts: Facts, body: string, what: 'trace' | 'version'): Text {
  const marks = facts.exchange.response.headers
    .filter((it) => /^(?:server|x-powered-by|x-aspnet-version|x-aspnetmvc-version|set-cookie)$/i.test(it.name))
    .map((it) => `${it.name}: ${it.value.slice(0, 200)}`)
    .join('\n');
  const known = switches.find((it) => it.what === what && (it.marks.test(marks) || it.body?.test(body)));
  if (!known) return text``;
  return text` Set ${list(known.set)}${known.where === undefined ? text`` : text` in ${known.where}`}.`;
}

interface Switch {
  readonly what: 'trace' | 'version';
  readonly marks: RegExp;
  readonly body?: RegExp;
  readonly set: readonly string[];
  readonly where?: string;
}

const switches: readonly Switch[] = [
  { what: 'trace', marks: /laravel_session/i, body: /Illuminate\\{1,2}/, set: ['APP_DEBUG=false'], where: '.env' },
  { what: 'trace', marks: /werkzeug/i, set: ['FLASK_DEBUG=0'] },
  { what: 'trace', marks: /wsgi/i, body: /django\//, set: ['DEBUG = False'], where: 'settings.py' },
  {
    what: 'trace',
    marks: /x-powered-by: express/i,
    body: /node_modules[\\/]{1,4}express/,
    set: ['NODE_ENV=production'],
  },
  { what: 'trace', marks: /x-aspnet/i, body: /System\.Web\./, set: ['<customErrors mode="On">'], where: 'web.config' },
  { what: 'trace', marks: /kestrel/i, body: /Microsoft\.AspNetCore\./, set: ['ASPNETCORE_ENVIRONMENT=Production'] },
  {
    what: 'trace',
    marks: /JSESSIONID/,
    body: /org\.springframework\./,
    set: ['server.error.include-stacktrace=never'],
    where: 'application.properties',
  },
  {
    what: 'trace',
    marks: /phusion/i,
    body: /action_controller|actionpack/,
    set: ['config.consider_all_requests_local = false'],
    where: 'config/environments/production.rb',
  },
  {
    what: 'version',
    marks: /server: nginx\//i,
    body: /<center>nginx\//,
    set: ['server_tokens off'],
    where: 'nginx.conf',
  },
  { what: 'version', marks: /server: openresty\//i, set: ['server_tokens off'], where: 'nginx.conf' },
  {
    what: 'version',
    marks: /server: apache[/-]/i,
    body: /<address>Apache\//,
    set: ['ServerTokens Prod', 'ServerSignature Off'],
    where: 'httpd.conf',
  },
  { what: 'version', marks: /x-powered-by: php/i, set: ['expose_php = Off'], where: 'php.ini' },
  { what: 'version', marks: /x-powered-by: express/i, set: ["app.disable('x-powered-by')"] },
  {
    what: 'version',
    marks: /x-aspnet-version/i,
    set: ['<httpRuntime enableVersionHeader="false">'],
    where: 'web.config',
  },
  {
    what: 'version',
    marks: /server: microsoft-iis/i,
    set: ['<requestFiltering removeServerHeader="true">'],
    where: 'web.config',
  },
  { what: 'version', marks: /server: lighttpd\//i, set: ['server.tag = "lighttpd"'], where: 'lighttpd.conf' },
  { what: 'version', marks: /server: gunicorn\//i, set: ['proxy_hide_header Server'], where: 'nginx.conf' },
  {
    what: 'version',
    marks: /server: apache-coyote|tomcat/i,
    body: /Apache Tomcat\/\d/,
    set: ['<Valve className="org.apache.catalina.valves.ErrorReportValve" showServerInfo="false"/>'],
    where: 'server.xml',
  },
];
