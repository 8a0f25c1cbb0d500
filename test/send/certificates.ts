import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Certificates made for one run of the tests. Paths; `pem` reads one. */
export interface Certificates {
  readonly ca: string;
  readonly key: string;
  /** For localhost and 127.0.0.1, from `ca`. */
  readonly good: string;
  readonly expired: string;
  /** For other.test and www.other.test, from `ca`. */
  readonly elsewhere: string;
  readonly selfSigned: string;
  /** A client's, from `ca`: PEM, and with its key as PFX with the passphrase `opensesame`. */
  readonly client: string;
  readonly pfx: string;
  pem(path: string): Buffer;
}

/** Makes them with the openssl command; a string says why it cannot. */
export function makeCertificates(): Certificates | string {
  const folder = mkdtempSync(join(tmpdir(), 'why401-certificates-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const at = (name: string) => join(folder, name);
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const signed = (name: string, subject: string, days: string, extensions: string) => {
    writeFileSync(at(`${name}.ext`), extensions);
    openssl('req', '-new', '-key', 'key.pem', '-subj', subject, '-out', `${name}.csr`);
    openssl(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca-key.pem',
      '-CAcreateserial',
      '-days',
      days,
      '-extfile',
      `${name}.ext`,
      '-out',
      `${name}.pem`,
    );
    return at(`${name}.pem`);
  };
  try {
    openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', 'ca-key.pem');
    openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', 'key.pem');
    openssl(
      'req',
      '-x509',
      '-new',
      '-key',
      'ca-key.pem',
      '-subj',
      '/O=Test/CN=Test Root',
      '-days',
      '2',
      '-out',
      'ca.pem',
    );
    openssl(
      'req',
      '-x509',
      '-new',
      '-key',
      'key.pem',
      '-subj',
      '/CN=localhost',
      '-addext',
      'subjectAltName=DNS:localhost,IP:127.0.0.1',
      '-days',
      '2',
      '-out',
      'self.pem',
    );
    const here = 'subjectAltName=DNS:localhost,IP:127.0.0.1';
    const client = signed('client', '/CN=the client', '2', 'extendedKeyUsage=clientAuth');
    openssl(
      'pkcs12',
      '-export',
      '-in',
      'client.pem',
      '-inkey',
      'key.pem',
      '-passout',
      'pass:opensesame',
      '-out',
      'client.pfx',
    );
    return {
      ca: at('ca.pem'),
      key: at('key.pem'),
      good: signed('good', '/CN=localhost', '2', here),
      expired: signed('expired', '/CN=localhost', '-1', here),
      elsewhere: signed('elsewhere', '/CN=other.test', '2', 'subjectAltName=DNS:other.test,DNS:www.other.test'),
      selfSigned: at('self.pem'),
      client,
      pfx: at('client.pfx'),
      pem: (path) => readFileSync(path),
    };
  } catch (error) {
    return `openssl cannot make certificates here: ${error instanceof Error ? error.message.split('\n')[0] : 'unknown'}`;
  }
}
