import type { Tools } from './tools.ts';

/** `crypto` of JetBrains, and `atob`, `btoa`: the octets are worked on by the host. Runs inside the sandbox. */
export function defineCrypto({ ask, show, text, define }: Tools): void {
  type Piece = readonly [text: string, encoding: string];
  const given = (what: unknown): string => {
    if (typeof what !== 'string') throw new Error('The value has no octets that could be read so.');
    return what;
  };
  const base64 = (urlSafe: unknown) => (urlSafe ? 'base64url' : 'base64');
  const digestOf = (algorithm: string, pieces: readonly Piece[], secret: Piece | undefined) => ({
    toHex: () => given(ask('hash', algorithm, pieces, 'hex', secret)),
    toBase64: (urlSafe?: unknown) => given(ask('hash', algorithm, pieces, base64(urlSafe), secret)),
  });
  const hash = (algorithm: string, pieces: readonly Piece[], secret?: Piece) => {
    const update = (piece: Piece) => hash(algorithm, [...pieces, piece], secret);
    return {
      updateWithText: (it: unknown, encoding: unknown = 'utf8') => update([show(it), text(encoding)]),
      updateWithHex: (it: unknown) => update([text(it), 'hex']),
      updateWithBase64: (it: unknown, urlSafe?: unknown) => update([text(it), base64(urlSafe)]),
      digest: () => digestOf(algorithm, pieces, secret),
    };
  };
  const hmac = (algorithm: string) => ({
    withTextSecret: (it: unknown, encoding: unknown = 'utf8') => hash(algorithm, [], [show(it), text(encoding)]),
    withHexSecret: (it: unknown) => hash(algorithm, [], [text(it), 'hex']),
    withBase64Secret: (it: unknown, urlSafe?: unknown) => hash(algorithm, [], [text(it), base64(urlSafe)]),
  });
  const algorithms = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'];
  const each = <T>(make: (algorithm: string) => T) => Object.fromEntries(algorithms.map((it) => [it, () => make(it)]));
  define('crypto', { ...each((it) => hash(it, [])), hmac: each(hmac) });
  define('btoa', (it: unknown) => given(ask('convert', text(it), 'latin1', 'base64')));
  define('atob', (it: unknown) => given(ask('convert', text(it), 'base64', 'latin1')));
}
