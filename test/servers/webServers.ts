import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real web server started for a test, serving the same small site whichever program it is. */
export interface WebServer {
  readonly origin: string;
  /** What it wrote to its error log so far. */
  errorLog(): Promise<string>;
  close(): Promise<void>;
}

/** What a test adds to the configuration of the site, in the server's own words. */
export type Additions = (where: { readonly directory: string; readonly port: number }) => {
  readonly http?: string;
  readonly server?: string;
};

/** True when the program is installed here. */
export function installed(program: string): boolean {
  return spawnSync(program, ['-v'], { stdio: 'ignore' }).status === 0;
}

/**
 * The site: `/private/` wants Basic (ada / analytical-engine), `/denied/` is closed by address, `/empty/` has no index
 * and no listing, `/locked.txt` may not be read by the server, `/digest/` wants Digest (Apache only), `/` is open.
 */
export async function startNginx(more: Additions = () => ({})): Promise<WebServer> {
  const { directory, port } = await site();
  const { http = '', server = '' } = more({ directory, port });
  const config = `
    ${process.getuid?.() === 0 ? 'user nobody nogroup;' : ''}
    daemon off; master_process on; worker_processes 1; pid ${directory}/nginx.pid; error_log ${directory}/error.log info;
    events { worker_connections 64; }
    http {
      access_log ${directory}/access.log;
      client_body_temp_path ${directory}/tmp; proxy_temp_path ${directory}/tmp; fastcgi_temp_path ${directory}/tmp;
      uwsgi_temp_path ${directory}/tmp; scgi_temp_path ${directory}/tmp;
      ${http}
      server {
        listen 127.0.0.1:${port}; root ${directory}/site;
        location /private/ { auth_basic "Staff only"; auth_basic_user_file ${directory}/passwords; }
        location /denied/ { deny all; }
        location /limited/ { limit_except GET { deny all; } }
        ${server}
      }
    }`;
  return start('nginx', ['-c', 'server.conf', '-p', directory], directory, port, config);
}

/** See startNginx; `http` names modules to load. */
export async function startApache(more: Additions = () => ({})): Promise<WebServer> {
  const { directory, port } = await site();
  const { http = '', server = '' } = more({ directory, port });
  const modules = [
    'mpm_event',
    'authn_core',
    'authn_file',
    'authz_core',
    'authz_host',
    'authz_user',
    'auth_basic',
    'auth_digest',
    'autoindex',
    'dir',
    ...http.split(' ').filter((it) => it !== ''),
  ];
  const config = `
ServerName localhost
Listen 127.0.0.1:${port}
PidFile ${directory}/apache.pid
ErrorLog ${directory}/error.log
DefaultRuntimeDir ${directory}
Mutex file:${directory}
${process.getuid?.() === 0 ? 'User nobody\nGroup nogroup' : ''}
${modules.map((it) => `LoadModule ${it}_module /usr/lib/apache2/modules/mod_${it}.so`).join('\n')}
DocumentRoot ${directory}/site
<Directory ${directory}/site>
  Options -Indexes
  Require all granted
</Directory>
<Location /private/>
  AuthType Basic
  AuthName "Staff only"
  AuthUserFile ${directory}/passwords
  Require valid-user
</Location>
<Location /digest/>
  AuthType Digest
  AuthName "Digest only"
  AuthUserFile ${directory}/digests
  Require valid-user
</Location>
<Location /denied/>
  Require ip 192.0.2.0/24
</Location>
${server}
`;
  return start('apache2', ['-f', join(directory, 'server.conf'), '-D', 'FOREGROUND'], directory, port, config);
}

async function site(): Promise<{ directory: string; port: number }> {
  const directory = await mkdtemp(join(tmpdir(), 'why401-web-'));
  await chmod(directory, 0o755);
  for (const name of ['site/private', 'site/denied', 'site/empty', 'site/digest', 'site/limited', 'tmp']) {
    await mkdir(join(directory, name), { recursive: true });
  }
  await chmod(join(directory, 'tmp'), 0o777);
  for (const name of ['site', 'site/private', 'site/denied', 'site/digest', 'site/limited']) {
    await writeFile(join(directory, name, 'index.html'), '<p>Hello</p>\n');
  }
  await writeFile(join(directory, 'site/locked.txt'), 'not for the server\n');
  await chmod(join(directory, 'site/locked.txt'), process.getuid?.() === 0 ? 0o600 : 0o000);
  const sha = createHash('sha1').update('analytical-engine').digest('base64');
  await writeFile(join(directory, 'passwords'), `ada:{SHA}${sha}\n`);
  const ha1 = createHash('md5').update('ada:Digest only:analytical-engine').digest('hex');
  await writeFile(join(directory, 'digests'), `ada:Digest only:${ha1}\n`);
  return { directory, port: await freePort() };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('no free port');
  return address.port;
}

async function start(
  program: string,
  args: string[],
  directory: string,
  port: number,
  config: string,
): Promise<WebServer> {
  await writeFile(join(directory, 'server.conf'), config);
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  const origin = `http://127.0.0.1:${port}`;
  const errorLog = () => readFile(join(directory, 'error.log'), 'utf8').catch(() => '');
  const deadline = Date.now() + 15_000;
  while (!(await answers(origin))) {
    if (child.exitCode !== null || deadline < Date.now()) {
      throw new Error(`${program} did not start: ${said}${await errorLog()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { origin, errorLog, close: () => stop(child, directory) };
}

async function answers(origin: string): Promise<boolean> {
  try {
    await (await fetch(origin)).text();
    return true;
  } catch {
    return false;
  }
}

async function stop(child: ChildProcess, directory: string): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
  await rm(directory, { recursive: true, force: true });
}
