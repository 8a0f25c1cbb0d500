import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Certificates } from '../../send/certificates.ts';
import { freePorts, type LoggingServer, laidOut, started } from './loggingServer.ts';

const modsecurity = '/usr/lib/nginx/modules/ngx_http_modsecurity_module.so';

/** ModSecurity for nginx is installed here. */
export const hasModsecurity = existsSync(modsecurity);

/**
 * nginx with one site in the default log format and one (`custom`) whose format is JSON; `tls` asks for client certificates.
 * Everything below `/` refuses in its own way. `silent` accepts connections and never answers; `down` refuses them.
 */
export async function startNginx(certificates: Certificates, silent: number): Promise<LoggingServer> {
  const ports = await freePorts('site', 'custom', 'tls', 'backend', 'down', 'down2');
  const sha = createHash('sha1').update('analytical-engine').digest('base64');
  const root = await laidOut([
    { path: 'etc/nginx/nginx.conf', text: '' },
    { path: 'etc/nginx/.htpasswd', text: `ada:{SHA}${sha}\n` },
    { path: 'etc/nginx/.htpasswd-secret', text: `ada:{SHA}${sha}\n`, mode: 0o600 },
    { path: 'etc/nginx/modsecurity.conf', text: rules },
    { path: 'var/log/nginx' },
    { path: 'var/lib/nginx', mode: 0o777 },
    ...[
      '',
      'private',
      'gone-users',
      'secret-users',
      'admin',
      'lan',
      'limited',
      'burst',
      'conn',
      'auth-down',
      'auth-odd',
      'auth-slow',
      'auth-cut',
      'auth-none',
      'waf',
    ].map((it) => ({ path: join('var/www/html', it, 'index.html'), text: '<p>Hello</p>\n' })),
    { path: 'var/www/html/conn/big.bin', text: 'x'.repeat(200_000) },
    { path: 'var/www/html/.git/config', text: '[core]\n' },
    { path: 'var/www/html/media', mode: 0o755 },
    { path: 'var/www/html/locked.txt', text: 'no\n', mode: 0o600 },
    { path: 'var/www/html/locked-index/index.html', text: 'no\n', mode: 0o600 },
    { path: 'var/www/html/closed/index.html', text: 'no\n' },
    { path: 'var/www/html/closed/a.txt', text: 'no\n' },
    { path: 'var/www/html/closed', mode: 0o700 },
    { path: 'var/www/html/listing/a.txt', text: 'no\n' },
    { path: 'var/www/html/listing', mode: 0o711 },
    { path: 'var/www/html/links', mode: 0o755 },
    { path: 'var/www/html/dav/a.txt', text: 'a\n' },
    { path: 'var/www/html/dav', mode: 0o755 },
  ]);
  const { symlink } = await import('node:fs/promises');
  await symlink(join(root, 'var/www/html/index.html'), join(root, 'var/www/html/links/link.txt'));
  const site = sites(root, ports, silent);
  const files = {
    'etc/nginx/nginx.conf': main(root),
    'etc/nginx/sites-enabled/default': `server { listen 127.0.0.1:${ports.site}; ${site} }`,
    'etc/nginx/sites-enabled/custom': `
      log_format detailed escape=json '{"t":"$time_iso8601","from":"$remote_addr","c":"$connection","m":"$request_method","u":"$request_uri","s":$status,"rid":"$request_id","who":"$remote_user"}';
      server {
        listen 127.0.0.1:${ports.custom};
        access_log ${root}/var/log/nginx/custom.log detailed; error_log ${root}/var/log/nginx/custom.error.log info;
        ${site}
      }`,
    'etc/nginx/sites-enabled/tls': `
      server {
        listen 127.0.0.1:${ports.tls} ssl; root ${root}/var/www/html;
        ssl_certificate ${certificates.good}; ssl_certificate_key ${certificates.key};
        ssl_client_certificate ${certificates.ca}; ssl_verify_client on;
      }
      server {
        listen 127.0.0.1:${ports.backend};
        location /odd { return 404; }
        location /cut { return 444; }
      }`,
  };
  const { mkdir, writeFile } = await import('node:fs/promises');
  await mkdir(join(root, 'etc/nginx/sites-enabled'), { recursive: true });
  for (const [path, text] of Object.entries(files)) await writeFile(join(root, path), text);
  const configuration = join(root, 'etc/nginx/nginx.conf');
  return started('nginx', ['-c', configuration, '-p', root], { root, ports, configuration });
}

function main(root: string): string {
  return `
    ${hasModsecurity ? `load_module ${modsecurity};` : ''}
    ${process.getuid?.() === 0 ? 'user nobody nogroup;' : ''}
    daemon off; worker_processes 1; pid ${root}/nginx.pid; error_log ${root}/var/log/nginx/error.log info;
    events { worker_connections 64; }
    http {
      access_log ${root}/var/log/nginx/access.log;
      client_body_temp_path ${root}/var/lib/nginx/b; proxy_temp_path ${root}/var/lib/nginx/p;
      fastcgi_temp_path ${root}/var/lib/nginx/f; uwsgi_temp_path ${root}/var/lib/nginx/u; scgi_temp_path ${root}/var/lib/nginx/s;
      limit_req_zone $binary_remote_addr$server_port zone=perip:1m rate=1r/m; limit_req_status 403;
      limit_conn_zone $server_port zone=addr:1m; limit_conn_status 403;
      include sites-enabled/*;
    }`;
}

function sites(root: string, ports: Record<string, number>, silent: number): string {
  const ask = (name: string, target: string) => `
    location /${name}/ { auth_request /_${name}; }
    location = /_${name} { internal; proxy_pass ${target}; proxy_pass_request_body off; proxy_read_timeout 300ms; }`;
  return `
    root ${root}/var/www/html;
    location /private/ { auth_basic "Staff only"; auth_basic_user_file ${root}/etc/nginx/.htpasswd; }
    location /gone-users/ { auth_basic "Staff only"; auth_basic_user_file ${root}/etc/nginx/.htpasswd-gone; }
    location /secret-users/ { auth_basic "Staff only"; auth_basic_user_file ${root}/etc/nginx/.htpasswd-secret; }
    location /admin/ { deny all; }
    location /lan/ { allow 10.20.0.0/16; deny all; }
    location ~ /\\.git { deny all; }
    location /limited/ { limit_except GET { deny all; } }
    location /burst/ { limit_req zone=perip; }
    location /conn/ { limit_conn addr 1; limit_rate 50k; }
    location /listing/ { autoindex on; }
    location /links/ { disable_symlinks on; }
    location /dav/ { dav_methods PUT DELETE MKCOL; }
    ${ask('auth-down', `http://127.0.0.1:${ports.down}`)}
    ${ask('auth-odd', `http://127.0.0.1:${ports.backend}/odd`)}
    ${ask('auth-cut', `http://127.0.0.1:${ports.backend}/cut`)}
    ${ask('auth-slow', `http://127.0.0.1:${silent}`)}
    ${ask('auth-socket', `http://unix:${root}/var/www/html/closed/auth.sock`)}
    location /forbidden/ { return 403; }
    ${hasModsecurity ? `location /waf/ { modsecurity on; modsecurity_rules_file ${root}/etc/nginx/modsecurity.conf; }` : ''}
  `;
}

/** One rule of one's own, and one that counts as those of the Core Rule Set do. */
const rules = `
SecRuleEngine On
SecRule REQUEST_HEADERS:User-Agent "@contains evilbot" "id:1234,phase:1,deny,status:403,log,msg:'Evil robot'"
SecRule ARGS "@detectSQLi" "id:942100,phase:2,pass,log,msg:'SQL Injection Attack Detected via libinjection',logdata:'Matched Data: %{TX.0} found within %{MATCHED_VAR_NAME}',setvar:tx.score=+5"
SecRule TX:SCORE "@ge 5" "id:949110,phase:2,deny,status:403,log,msg:'Inbound Anomaly Score Exceeded (Total Score: %{TX.SCORE})'"
`;
