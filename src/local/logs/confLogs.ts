import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { apacheLogs } from './apacheLogs.ts';
import type { FoundLogs } from './foundLog.ts';
import { nginxLogs } from './nginxLogs.ts';

/** The logs of the server whose configuration this is; undefined for a file that is no configuration. */
export async function confLogs(path: string): Promise<FoundLogs | undefined> {
  const server = await serverOf(path);
  return server === 'nginx' ? nginxLogs(path) : server === 'apache' ? apacheLogs(path) : undefined;
}

/** By what it says, since nothing forbids to call one like the other's. A log begins with a time or an address. */
async function serverOf(path: string): Promise<'nginx' | 'apache' | undefined> {
  const start = await head(path, 200_000);
  const name = basename(path);
  const isNamed =
    /\.(?:conf|vhost|cnf)$|^(?:envvars|nginx|httpd|apache2?)$/i.test(name) ||
    !/\.(?:log|gz|json|txt|\d{1,3})$/i.test(name);
  if (!isNamed || start.includes('\0')) return undefined;
  let apache = 0;
  let nginx = 0;
  for (const line of start.split('\n').slice(0, 2_000)) {
    const it = line.trim().slice(0, 400);
    if (it === '' || it[0] === '#') continue;
    if (/^<\/?[A-Z]\w{2,30}\b[^<>]{0,300}>$/i.test(it) || apacheDirective.test(it)) apache++;
    else if (/[;{]\s{0,9}(?:#.{0,200})?$|^\}$/.test(it) && !/^[\d[{"]/.test(it)) nginx++;
  }
  if (apache + nginx === 0) return undefined;
  return apache < nginx ? 'nginx' : 'apache';
}

const apacheDirective =
  /^(?:ServerRoot|Listen|LoadModule|Include|IncludeOptional|Define|ErrorLog|CustomLog|TransferLog|GlobalLog|LogFormat|ErrorLogFormat|LogLevel|ServerName|ServerAdmin|DocumentRoot|User|Group|PidFile|Mutex|Timeout|Auth\w{1,30}|Require|Options|Allow\w{0,30}|AccessFileName|HostnameLookups|KeepAlive)\s+[^;{]{1,300}$/i;

async function head(path: string, bytes: number): Promise<string> {
  const file = await open(path, 'r').catch(() => undefined);
  if (!file) return '';
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } catch {
    return '';
  } finally {
    await file.close();
  }
}
