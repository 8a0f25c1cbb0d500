/** One option of a curl command line, under its long name, with its value as a template. */
export interface CurlOption {
  readonly name: string;
  readonly value: string;
}

/** What stands between `--next`s: options in order, URLs among them under the name `url`. */
export interface CurlArguments {
  readonly options: readonly CurlOption[];
  readonly unknown: readonly string[];
}

/** Reads the words behind `curl`. */
export function readCurlArguments(words: readonly string[]): readonly CurlArguments[] {
  const parts: { options: CurlOption[]; unknown: string[] }[] = [{ options: [], unknown: [] }];
  let part = parts[0];
  let onlyUrls = false;
  for (let i = 0; i < words.length && part; i++) {
    const word = words[i] ?? '';
    const value = () => words[++i] ?? '';
    if (onlyUrls || !word.startsWith('-') || word === '-') part.options.push({ name: 'url', value: word });
    else if (word === '--') onlyUrls = true;
    else if (word === '--next' || word === '-:') {
      part = { options: [], unknown: [] };
      parts.push(part);
    } else if (word.startsWith('--')) {
      const name = word.slice(2);
      if (takesValue.has(name)) part.options.push({ name, value: value() });
      else if (flags.has(name.replace(/^no-/, ''))) part.options.push({ name, value: '' });
      else part.unknown.push(word);
    } else {
      for (let at = 1; at < word.length; at++) {
        const name = shortNames[word[at] ?? ''];
        if (name === undefined) {
          part.unknown.push(`-${word[at]}`);
          continue;
        }
        if (!takesValue.has(name)) {
          part.options.push({ name, value: '' });
          continue;
        }
        const rest = word.slice(at + 1);
        part.options.push({ name, value: rest === '' ? value() : rest });
        break;
      }
    }
  }
  return parts;
}

const shortNames: Readonly<Record<string, string>> = {
  '0': 'http1.0',
  '1': 'tlsv1',
  '4': 'ipv4',
  '6': 'ipv6',
  '#': 'progress-bar',
  A: 'user-agent',
  a: 'append',
  b: 'cookie',
  B: 'use-ascii',
  c: 'cookie-jar',
  C: 'continue-at',
  d: 'data',
  D: 'dump-header',
  e: 'referer',
  E: 'cert',
  f: 'fail',
  F: 'form',
  g: 'globoff',
  G: 'get',
  h: 'help',
  H: 'header',
  i: 'include',
  I: 'head',
  j: 'junk-session-cookies',
  J: 'remote-header-name',
  k: 'insecure',
  K: 'config',
  l: 'list-only',
  L: 'location',
  m: 'max-time',
  n: 'netrc',
  N: 'no-buffer',
  o: 'output',
  O: 'remote-name',
  p: 'proxytunnel',
  q: 'disable',
  r: 'range',
  R: 'remote-time',
  s: 'silent',
  S: 'show-error',
  t: 'telnet-option',
  T: 'upload-file',
  u: 'user',
  U: 'proxy-user',
  v: 'verbose',
  w: 'write-out',
  x: 'proxy',
  X: 'request',
  y: 'speed-time',
  Y: 'speed-limit',
  z: 'time-cond',
  Z: 'parallel',
};

const takesValue = new Set(
  `alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout connect-to continue-at cookie cookie-jar
  create-file-mode crlfile curves data data-ascii data-binary data-raw data-urlencode delegation dns-interface dns-ipv4-addr
  dns-ipv6-addr dns-servers doh-url dump-header ech egd-file engine etag-compare etag-save expect100-timeout form form-string
  happy-eyeballs-timeout-ms haproxy-clientip header hostpubmd5 hsts interface ip-tos ipfs-gateway json keepalive-time key
  key-type krb libcurl limit-rate local-port login-options max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer
  output output-dir parallel-max pass pinnedpubkey preproxy proto proto-default proto-redir proxy proxy-cacert proxy-cert
  proxy-header proxy-key proxy-pass proxy-user proxy1.0 quote random-file range rate referer request request-target resolve
  retry retry-delay retry-max-time sasl-authzid service-name socks4 socks4a socks5 socks5-hostname speed-limit speed-time
  stderr telnet-option time-cond tls-max tls13-ciphers tlsauthtype tlspassword tlsuser trace trace-ascii trace-config
  unix-socket abstract-unix-socket upload-file url url-query user user-agent variable write-out`.split(/\s+/),
);

const flags = new Set(
  `anyauth append basic buffer ca-native cert-status clobber compressed compressed-ssh create-dirs crlf digest disable
  disable-eprt disable-epsv disallow-username-in-url fail fail-early fail-with-body false-start form-escape ftp-create-dirs
  get globoff head help http0.9 http1.0 http1.1 http2 http2-prior-knowledge http3 http3-only ignore-content-length include
  insecure ipv4 ipv6 junk-session-cookies keepalive list-only location location-trusted manual metalink negotiate netrc
  netrc-optional no-alpn alpn npn ntlm parallel parallel-immediate path-as-is post301 post302 post303 progress-bar
  progress-meter proxy-anyauth proxy-basic proxy-digest proxy-insecure proxy-negotiate proxy-ntlm proxytunnel raw
  remote-header-name remote-name remote-name-all remote-time remove-on-error retry-all-errors retry-connrefused
  sessionid show-error show-headers silent ssl ssl-allow-beast ssl-auto-client-cert ssl-no-revoke ssl-reqd ssl-revoke-best-effort
  styled-output suppress-connect-headers tcp-fastopen tcp-nodelay tls-earlydata tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3
  tr-encoding trace-ids trace-time use-ascii verbose version xattr sslv2 sslv3`.split(/\s+/),
);
