import { isIP } from 'node:net';
import type { TLSSocket } from 'node:tls';

/** Why a server's certificate is not trusted, from the certificate itself. */
export function certificateProblem(socket: TLSSocket, host: string): { message: string; unknownIssuer: boolean } {
  const code = String(socket.authorizationError ?? '');
  const certificate = socket.getPeerCertificate(false);
  const subject = nameOf(certificate.subject);
  const issuer = nameOf(certificate.issuer);

  if (code === 'CERT_HAS_EXPIRED') {
    return known(
      `The server's certificate expired on ${date(certificate.valid_to)}. It has to be renewed on the server; check this computer's clock, too.`,
    );
  }
  if (code === 'CERT_NOT_YET_VALID') {
    return known(
      `The server's certificate is not valid before ${date(certificate.valid_from)}. Check this computer's clock.`,
    );
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return known(
      `The server's certificate is not for ${host}: it names ${namesOf(certificate.subjectaltname, subject)}. Use one of these names, or check where ${host} leads.`,
    );
  }
  if (code === 'DEPTH_ZERO_SELF_SIGNED_CERT') {
    return unknown(
      `The server's certificate is self-signed (${subject}), so nobody vouches for it. Where it is yours, add it to the certificate authorities in the settings (in a terminal: NODE_EXTRA_CA_CERTS=file.pem), or switch off verification for this one request (# @no-reject-unauthorized).`,
    );
  }
  if (code === 'SELF_SIGNED_CERT_IN_CHAIN') {
    return unknown(
      `The server's certificate comes from an authority unknown to this computer (issuer ${issuer}; the root is in the chain). Where that is your company's, add its root certificate to the certificate authorities in the settings (in a terminal: NODE_EXTRA_CA_CERTS=file.pem).`,
    );
  }
  if (
    code === 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' ||
    code === 'UNABLE_TO_GET_ISSUER_CERT' ||
    code === 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'
  ) {
    return unknown(
      `The server's certificate was issued by ${issuer}, which is unknown to this computer; or the server leaves out an intermediate certificate. Add the issuer's certificate to the certificate authorities in the settings (in a terminal: NODE_EXTRA_CA_CERTS=file.pem).`,
    );
  }
  if (code === 'CERT_REVOKED') return known("The server's certificate has been revoked by its issuer.");
  return known(
    `The server's certificate was not accepted (${/^[A-Z0-9_]{1,60}$/.test(code) ? code : 'no reason given'}).`,
  );
}

function known(message: string): { message: string; unknownIssuer: boolean } {
  return { message, unknownIssuer: false };
}

function unknown(message: string): { message: string; unknownIssuer: boolean } {
  return { message, unknownIssuer: true };
}

/** The common name or the organisation; both are the server's words, so cut and without control characters. */
function nameOf(of: { readonly CN?: string | string[]; readonly O?: string | string[] } | undefined): string {
  const name = [of?.CN ?? of?.O ?? 'without a name'].flat()[0] ?? '';
  return printable(name);
}

function namesOf(alternatives: string | undefined, subject: string): string {
  if (!alternatives) return subject;
  const names = alternatives.split(', ').map((it) => it.replace(/^(?:DNS|IP Address):/, ''));
  const shown = names.slice(0, 5).map(printable).join(', ');
  return names.length <= 5 ? shown : `${shown} and ${names.length - 5} more`;
}

function printable(name: string): string {
  const cut = name.replace(/[^\u0020-\u007e\u00a0-\u2027\u2030-\u2065\u206a-\ufeff]/g, '?').slice(0, 100);
  return isIP(cut) ? cut : cut || 'without a name';
}

function date(written: string): string {
  const time = new Date(written);
  return Number.isNaN(time.getTime()) ? printable(written) : `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
