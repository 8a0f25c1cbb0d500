import { SendFailure } from './failure.ts';

/** Where a request stood when it failed. */
export interface Situation {
  readonly stage: 'connect' | 'tls' | 'request' | 'headers' | 'body';
  /** `host:port` */
  readonly address: string;
  readonly proxy: boolean;
  /** Over TLS, on a connection that had not been used before. */
  readonly newTls?: boolean;
  /** Without TLS, on such a connection. */
  readonly newPlain?: boolean;
}

/**
 * Any error of the network in plain words. The messages of Node, OpenSSL and undici are not passed on: some quote
 * header values, and all are about functions rather than about what to do.
 */
export function describeError(error: unknown, at: Situation): SendFailure {
  if (error instanceof SendFailure) return error;
  const code = codeOf(error);
  const who = `${at.proxy ? 'The proxy' : 'The server'} ${at.address}`;
  const host = at.address.replace(/:\d+$/, '');

  if (/^(?:ENOTFOUND|EAI_|ENODATA|ESERVFAIL|EREFUSED$)/.test(code)) {
    const why = code === 'EAI_AGAIN' ? 'the name server did not answer' : 'no address is known for it';
    return new SendFailure(
      'dns',
      `The name ${host} could not be resolved (${why}). Check its spelling, the network and the VPN.`,
    );
  }
  if (code === 'ECONNREFUSED') {
    return new SendFailure(
      'refused',
      `${who} refused the connection: nothing listens on this port. Is the ${at.proxy ? 'proxy' : 'server'} running, and is the port right?`,
    );
  }
  if (code === 'ETIMEDOUT') {
    return new SendFailure(
      'timeout-connect',
      `${who} did not answer while connecting. Check the address, the VPN and the firewall.`,
    );
  }
  if (/^(?:EHOSTUNREACH|ENETUNREACH|ENETDOWN|EHOSTDOWN|EADDRNOTAVAIL|EACCES|EPERM|EINVAL)$/.test(code)) {
    return new SendFailure(
      'unreachable',
      `${who} cannot be reached from this computer (${code}). Check the network, the VPN and the firewall.`,
    );
  }
  if (at.stage === 'tls' || /^ERR_SSL/.test(code)) return describeTls(code, who, at);
  if (/^(?:HPE_|UND_ERR_HEADERS_OVERFLOW|UND_ERR_RES_|ERR_HTTP2|NGHTTP2)/.test(code)) {
    return new SendFailure(
      'protocol',
      `${who} answered with something that is not HTTP${at.stage === 'body' ? ', in the middle of the body' : ''} (${reasonOf(code)}). Check that the port and the scheme (http or https) are right.`,
    );
  }
  if (
    /^(?:ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|UND_ERR_INFO|UND_ERR_CLOSED|UND_ERR_DESTROYED|ERR_STREAM_PREMATURE_CLOSE)$/.test(
      code,
    )
  ) {
    return new SendFailure(
      'reset',
      `${who} closed the connection ${closedAt[at.stage]}. ${at.stage === 'body' ? 'The answer is incomplete.' : 'Whether the request was carried out is not known.'}${at.newTls && at.stage !== 'body' ? ' A server that asks for a client certificate may close it so; one can be set per host in the settings.' : ''}${at.newPlain && at.stage === 'headers' && !at.proxy ? ' A port that speaks TLS may close it so: try https://.' : ''}`,
    );
  }
  return new SendFailure(
    'other',
    `The exchange with ${at.address} ended ${closedAt[at.stage]}${code ? ` (${code})` : ''}.`,
  );
}

const closedAt: Record<Situation['stage'], string> = {
  connect: 'while connecting',
  tls: 'during the TLS handshake',
  request: 'while the request was being sent',
  headers: 'before it answered',
  body: 'in the middle of the answer',
};

function describeTls(code: string, who: string, at: Situation): SendFailure {
  const why = tlsReasons.find(([codes]) => codes.test(code))?.[1] ?? 'the reason is not known.';
  const shown = /^ERR_(?:SSL|TLS)/.test(code) ? ` (${code})` : '';
  const port = at.address.endsWith(':80') ? ' Port 80 is usually plain HTTP.' : '';
  // With TLS 1.3 a server looks at the client's certificate when the first request is on its way already.
  const sent = at.stage === 'tls' ? 'Nothing was sent.' : 'Whether the request was carried out is not known.';
  return new SendFailure('tls-handshake', `${who}: the TLS handshake did not succeed, ${why}${shown}${port} ${sent}`);
}

const tlsReasons: readonly (readonly [RegExp, string])[] = [
  [
    /WRONG_VERSION_NUMBER|PACKET_LENGTH|RECORD_LAYER|HTTP_REQUEST/,
    'it does not speak TLS on this port. Try http:// or another port.',
  ],
  [
    /NO_APPLICATION_PROTOCOL/,
    'it does not speak the HTTP version that was asked for. Write HTTP/2 (or HTTP/1.1) at the end of the request line.',
  ],
  [
    /UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|NO_PROTOCOLS/,
    'it speaks no version of TLS that is still safe (1.2 or 1.3).',
  ],
  [
    /HANDSHAKE_FAILURE|CERTIFICATE_REQUIRED|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN|UNKNOWN_CA|ACCESS_DENIED/,
    'it did not accept what this computer offered. Servers that ask for a client certificate answer so; one can be set per host in the settings.',
  ],
  [/^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, 'the connection was closed. Is this port one that speaks TLS?'],
];

function reasonOf(code: string): string {
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return 'its headers are larger than 256 KB';
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') return 'the body is not as long as Content-Length says';
  if (code === 'HPE_INVALID_CHUNK_SIZE') return 'a chunk has no readable size';
  if (code === 'HPE_INVALID_HEADER_TOKEN') return 'a header holds a character that headers cannot have';
  return code.length <= 4 ? 'not a message of HTTP/1.1' : code;
}

/** The most telling code: of all addresses tried, one that says more than "unreachable". */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if (error instanceof AggregateError) {
    const codes = error.errors.map(codeOf);
    return codes.find((it) => it === 'ECONNREFUSED') ?? codes[0] ?? '';
  }
  if ('code' in error && typeof error.code === 'string') return error.code;
  // undici gives its parser's errors no code where llhttp has none for them.
  if (error instanceof Error && error.name === 'HTTPParserError') return 'HPE_';
  return 'cause' in error ? codeOf(error.cause) : '';
}
