import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Certificates } from '../../send/certificates.ts';
import { freePorts, type LoggingServer, laidOut, started } from './loggingServer.ts';

const at = (name: string) => `/usr/lib/apache2/modules/mod_${name}.so`;
const always =
  'mpm_event authn_core authn_file authz_core authz_host authz_user authz_groupfile authz_owner auth_basic auth_digest auth_form ' +
  'session session_cookie request access_compat allowmethods alias autoindex dir env setenvif rewrite cgid ssl socache_shmcb ' +
  'ldap authnz_ldap unique_id';

/** The modules of Debian's libapache2-mod-… packages that are installed here. */
export const has = {
  security2: existsSync(at('security2')),
  auth_openidc: existsSync(at('auth_openidc')),
};

/** The key that `oidc` signs and verifies tokens with. */
export const tokenKey = 'a key for tests that is long enough';

/**
 * Apache with one site in Debian's own log formats and one (`custom`) with formats of its own and a finer LogLevel; `tls`
 * speaks TLS. Everything below `/` refuses in its own way.
 */
export async function startApache(certificates: Certificates): Promise<LoggingServer> {
  const ports = await freePorts('site', 'custom', 'tls', 'down');
  const sha = createHash('sha1').update('analytical-engine').digest('base64');
  const ha1 = createHash('md5').update('ada:Digest only:analytical-engine').digest('hex');
  const html = 'var/www/html';
  const root = await laidOut([
    { path: 'etc/apache2/htpasswd', text: `ada:{SHA}${sha}\nbob:{SHA}${sha}\n` },
    { path: 'etc/apache2/htdigest', text: `ada:Digest only:${ha1}\n` },
    { path: 'etc/apache2/groups', text: 'editors: ada\nreaders: bob\n' },
    { path: 'etc/apache2/secret', text: 'no\n', mode: 0o600 },
    { path: 'var/log/apache2' },
    ...[
      '',
      'private',
      'alice',
      'editors',
      'readers-file',
      'digest',
      'digest-short',
      'lan',
      'admin',
      'old',
      'get-only',
      'methods',
      'gone-users',
      'form',
      'rule',
      'owner',
      'ssl',
      'ssl-rule',
      'cert',
      'ldap',
      'waf',
      'oidc',
      'no-require',
      'expr',
    ].map((it) => ({ path: join(html, it, 'index.html'), text: '<p>Hello</p>\n' })),
    { path: `${html}/.htpasswd`, text: 'x\n' },
    { path: `${html}/media`, mode: 0o755 },
    { path: `${html}/locked.txt`, text: 'no\n', mode: 0o600 },
    { path: `${html}/closed/a.txt`, text: 'no\n' },
    { path: `${html}/closed`, mode: 0o700 },
    { path: `${html}/listing/a.txt`, text: 'no\n' },
    { path: `${html}/listing`, mode: 0o711 },
    { path: `${html}/secret-htaccess/a.txt`, text: 'no\n' },
    { path: `${html}/secret-htaccess/.htaccess`, text: '\n', mode: 0o600 },
    { path: `${html}/links`, mode: 0o755 },
    { path: `${html}/no-links/a.txt`, text: 'no\n' },
    { path: `${html}/no-links/.htaccess`, text: 'RewriteEngine On\nRewriteRule ^a a.txt\n' },
    { path: `${html}/scripts/a.cgi`, text: '#!/bin/sh\n', mode: 0o755 },
  ]);
  await symlink(join(root, html, 'index.html'), join(root, html, 'links/link.txt'));
  const site = sites(root, ports);
  const files = {
    'etc/apache2/apache2.conf': main(root, ports),
    'etc/apache2/sites-enabled/000-default.conf': `<VirtualHost 127.0.0.1:${ports.site}>
  ErrorLog \${APACHE_LOG_DIR}/error.log
  CustomLog \${APACHE_LOG_DIR}/access.log combined
  LogLevel info
  ${site}
</VirtualHost>`,
    'etc/apache2/sites-enabled/custom.conf': `<VirtualHost 127.0.0.1:${ports.custom}>
  ErrorLog \${APACHE_LOG_DIR}/custom-error.log
  ErrorLogFormat "%{cu}t [%-m:%l] [%P] %7F: %E: [client %a] [id %L] %M% ,\\ referer\\ %{Referer}i"
  LogFormat "%{%Y-%m-%dT%H:%M:%S}t.%{usec_frac}t %a %u \\"%r\\" %>s %L" detailed
  CustomLog \${APACHE_LOG_DIR}/custom-access.log detailed
  LogLevel info authz_core:debug authz_groupfile:debug rewrite:trace3 ssl:info
  ${site}
</VirtualHost>`,
    'etc/apache2/sites-enabled/tls.conf': `<VirtualHost 127.0.0.1:${ports.tls}>
  ErrorLog \${APACHE_LOG_DIR}/tls-error.log
  CustomLog \${APACHE_LOG_DIR}/tls-access.log combined
  LogLevel info authz_core:debug
  SSLEngine on
  SSLProtocol TLSv1.2
  SSLCertificateFile ${certificates.good}
  SSLCertificateKeyFile ${certificates.key}
  SSLCACertificateFile ${certificates.ca}
  SSLVerifyClient optional_no_ca
  DocumentRoot ${root}/var/www/html
  <Location /cert/>
    Require ssl-verify-client
  </Location>
  <Location /ssl-rule/>
    SSLRequire %{SSL_CLIENT_S_DN_CN} eq "somebody else"
  </Location>
  <Location /admin/>
    SSLVerifyClient require
  </Location>
</VirtualHost>`,
  };
  await mkdir(join(root, 'etc/apache2/sites-enabled'), { recursive: true });
  for (const [path, text] of Object.entries(files)) await writeFile(join(root, path), text);
  const configuration = join(root, 'etc/apache2/apache2.conf');
  return started('apache2', ['-f', configuration, '-D', 'FOREGROUND'], { root, ports, configuration });
}

function main(root: string, ports: Record<string, number>): string {
  const modules = [...always.split(' '), ...Object.entries(has).flatMap(([name, there]) => (there ? [name] : []))];
  return `
ServerName localhost
ServerRoot ${root}/etc/apache2
Define APACHE_LOG_DIR ${root}/var/log/apache2
${Object.entries(ports)
  .flatMap(([name, port]) => (name === 'down' ? [] : [`Listen 127.0.0.1:${port}`]))
  .join('\n')}
PidFile ${root}/apache.pid
DefaultRuntimeDir ${root}
Mutex file:${root}
ScriptSock ${root}/cgid.sock
${process.getuid?.() === 0 ? 'User nobody\nGroup nogroup' : ''}
${modules.map((it) => `LoadModule ${it === 'security2' ? 'security2' : it}_module ${at(it)}`).join('\n')}
ErrorLog \${APACHE_LOG_DIR}/error.log
LogLevel warn
LogFormat "%h %l %u %t \\"%r\\" %>s %O \\"%{Referer}i\\" \\"%{User-Agent}i\\"" combined
AccessFileName .htaccess
<FilesMatch "^\\.ht">
  Require all denied
</FilesMatch>
<Directory />
  Options FollowSymLinks
  AllowOverride None
  Require all denied
</Directory>
<Directory ${root}/var/www/>
  Options FollowSymLinks
  AllowOverride None
  Require all granted
</Directory>
IncludeOptional sites-enabled/*.conf
`;
}

function sites(root: string, ports: Record<string, number>): string {
  const users = `AuthType Basic\n    AuthName "Staff only"\n    AuthUserFile ${root}/etc/apache2/htpasswd`;
  const html = `${root}/var/www/html`;
  return `
  DocumentRoot ${html}
  <Location /private/>
    ${users}
    Require valid-user
  </Location>
  <Location /alice/>
    ${users}
    Require user alice
  </Location>
  <Location /editors/>
    ${users}
    AuthGroupFile ${root}/etc/apache2/groups
    Require group editors
  </Location>
  <Location /readers-file/>
    ${users}
    AuthGroupFile ${root}/etc/apache2/groups-gone
    Require group readers
  </Location>
  <Directory ${html}/owner>
    ${users}
    Require file-owner
  </Directory>
  <Location /gone-users/>
    AuthType Basic
    AuthName "Staff only"
    AuthUserFile ${root}/etc/apache2/htpasswd-gone
    Require valid-user
  </Location>
  <Location /digest/>
    AuthType Digest
    AuthName "Digest only"
    AuthUserFile ${root}/etc/apache2/htdigest
    Require valid-user
  </Location>
  <Location /form/>
    AuthType Form
    AuthName "Form"
    AuthFormProvider file
    AuthUserFile ${root}/etc/apache2/htpasswd
    Session On
    SessionCookieName session path=/
    Require valid-user
    SetHandler form-login-handler
  </Location>
  <Location /lan/>
    Require ip 10.20.0.0/16
  </Location>
  <Location /admin/>
    Require all denied
  </Location>
  <Location /expr/>
    Require expr "%{HTTP_HOST} == 'nowhere.example'"
  </Location>
  <Location /old/>
    Order deny,allow
    Deny from all
  </Location>
  <Location /methods/>
    Require method GET HEAD
  </Location>
  <Location /get-only/>
    AllowMethods GET
  </Location>
  <Location /rule/>
    RewriteEngine On
    RewriteRule .* - [F]
  </Location>
  <Directory ${html}/no-links>
    Options -FollowSymLinks
    AllowOverride All
  </Directory>
  <Directory ${html}/secret-htaccess>
    AllowOverride All
  </Directory>
  <Directory ${html}/links>
    Options -FollowSymLinks
  </Directory>
  <Directory ${html}/listing>
    Options +Indexes
  </Directory>
  <Directory ${html}/scripts>
    SetHandler cgi-script
  </Directory>
  <Location /ssl/>
    SSLRequireSSL
  </Location>
  <Location /ldap/>
    AuthType Basic
    AuthName "Directory"
    AuthBasicProvider ldap
    AuthLDAPURL ldap://127.0.0.1:${ports.down}/dc=example?uid
    Require valid-user
  </Location>
  ${has.security2 ? firewall : ''}
  ${has.auth_openidc ? openid : ''}`;
}

/** One rule of one's own, and one that counts as those of the Core Rule Set do. */
const firewall = `<Location /waf/>
    SecRuleEngine On
    SecRequestBodyAccess On
    SecRule REQUEST_HEADERS:User-Agent "@contains evilbot" "id:1234,phase:2,deny,status:403,log,msg:'Evil robot'"
    SecRule ARGS "@detectSQLi" "id:942100,phase:2,pass,log,msg:'SQL Injection Attack Detected via libinjection',setvar:tx.score=+5"
    SecRule TX:SCORE "@ge 5" "id:949110,phase:2,deny,status:403,log,msg:'Inbound Anomaly Score Exceeded (Total Score: %{TX.SCORE})'"
  </Location>`;

const openid = `OIDCOAuthVerifySharedKeys "${tokenKey}"
  OIDCCryptoPassphrase "only a test"
  <Location /oidc/>
    AuthType oauth20
    Require claim scope~invoices.read
  </Location>`;
