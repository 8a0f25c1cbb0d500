import { readFileSync } from 'node:fs';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import { SendFailure } from './failure.ts';
import type { SendSettings } from './outcome.ts';
import { hostAndPort, type Target } from './target.ts';

/** How the TLS of one host is set up. */
export interface Trust {
  /** False: the certificate is not verified, by the user's setting for this host. */
  readonly verify: boolean;
  /** With `system`, the operating system's authorities too: they cost 100 ms to read, so they come second. */
  context(system: boolean): SecureContext;
  /** Connections of different keys are never shared. Kept in memory only: it holds the passphrase. */
  readonly key: string;
}

/** Reads what the settings say about a host; verification is off for the listed `host:port` alone. */
export function trustFor(target: Target, settings: SendSettings, verifyTls: boolean | undefined): Trust {
  const address = hostAndPort(target);
  const certificate =
    settings.clientCertificates[address] ??
    (target.port === 443 ? settings.clientCertificates[target.host] : undefined);
  const insecure = settings.insecureHosts.some(
    (it) => it.toLowerCase() === address || (target.port === 443 && it.toLowerCase() === target.host),
  );
  const verify = verifyTls ?? !insecure;
  const contexts: { own?: SecureContext; system?: SecureContext } = {};

  return {
    verify,
    key: JSON.stringify([
      verify,
      certificate?.cert,
      certificate?.key,
      certificate?.pfx,
      certificate?.passphrase?.reveal(),
      settings.certificateAuthorities,
    ]),
    context(system) {
      const kept = system ? contexts.system : contexts.own;
      if (kept) return kept;
      const made = makeContext(address, certificate, settings.certificateAuthorities, system);
      contexts[system ? 'system' : 'own'] = made;
      return made;
    },
  };
}

function makeContext(
  address: string,
  certificate: SendSettings['clientCertificates'][string] | undefined,
  authorities: readonly string[],
  system: boolean,
): SecureContext {
  const added = authorities.map((path) => readFile(path, 'certificate authority'));
  const ca = system
    ? [...getCACertificates('default'), ...getCACertificates('system'), ...added]
    : added.length
      ? [...getCACertificates('default'), ...added]
      : undefined;
  const cert = certificate?.cert === undefined ? undefined : readFile(certificate.cert, 'client certificate');
  const key = certificate?.key === undefined ? undefined : readFile(certificate.key, 'client key');
  const pfx = certificate?.pfx === undefined ? undefined : readFile(certificate.pfx, 'client certificate');
  const passphrase = certificate?.passphrase?.reveal();
  try {
    return createSecureContext({
      ...(ca ? { ca } : {}),
      ...(cert ? { cert } : {}),
      ...(key ? { key } : cert ? { key: cert } : {}),
      ...(pfx ? { pfx } : {}),
      ...(passphrase === undefined ? {} : { passphrase }),
    });
  } catch {
    // OpenSSL's words are about its functions; the files are what the user can change.
    const files = [certificate?.cert, certificate?.key, certificate?.pfx, ...authorities].filter(
      (it) => it !== undefined,
    );
    throw new SendFailure(
      'tls-certificate',
      `The certificates set for ${address} cannot be loaded from ${files.join(', ')}. Expected PEM (or PFX), the key of this certificate, and its passphrase where it has one. Nothing was sent.`,
    );
  }
}

function readFile(path: string, what: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    throw new SendFailure('tls-certificate', `The ${what} ${path} cannot be read. Nothing was sent.`);
  }
}
