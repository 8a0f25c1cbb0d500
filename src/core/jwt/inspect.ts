import { knownKey } from '../knownKeys.ts';
import { readPlaceholder } from '../placeholder.ts';
import { noContents, readContents, timeDefects } from './contents.ts';
import { alphabetDefects, readSection, type Section } from './section.ts';
import { signatureDefects } from './signature.ts';
import type { Claims, Token, TokenDefect, TokenKind } from './token.ts';
import { unwrap } from './unwrap.ts';

/**
 * Reads a string that stands where a token should stand: a JWS or JWE (RFC 7515, 7516), an opaque token or key, or
 * something broken, with every defect named. Never throws. Verifies nothing.
 */
export function inspectToken(raw: string): Token {
  return inspect(raw, 0);
}

/** Longer than any server takes in a header, a cookie or a form field. */
const longest = 100_000;
const deepest = 3;

function inspect(raw: string, depth: number): Token {
  if (longest < raw.length) {
    const says = `It has more than ${longest} characters; a token has some thousands at most.`;
    return bare('broken', [{ code: 'too-long', says }]);
  }
  const { value, defects } = unwrap(raw);
  if (value === '')
    return bare('broken', [...defects, { code: 'empty', says: 'Nothing stands where the token should be.' }]);

  const other = notToken(value);
  if (other) return bare('broken', [...defects, other.defect], other.what);

  const parts = value.split('.', 7);
  const [first = '', second = ''] = parts;
  const known = knownKey(value);
  if (known) return bare(kindOfOpaque(defects), defects, known.what);

  const header = readSection(first, 'header', 0);
  const headerClaims = claimsOf(header);
  const looksLikeJwt = first.startsWith('eyJ') || headerClaims?.alg !== undefined;
  if (!looksLikeJwt) return notJwt(parts, header, defects);

  if (parts.length === 5 && (headerClaims?.enc !== undefined || second !== ''))
    return encrypted(parts, header, defects);
  return signed(parts, header, defects, depth);
}

function signed(parts: readonly string[], header: Section, before: readonly TokenDefect[], depth: number): Token {
  const [first = '', second, third] = parts;
  const headerClaims = claimsOf(header);
  const session = headerClaims && framework(headerClaims, parts);
  if (session) return bare('opaque', before, session);

  const defects = [...before, ...header.defects];
  if (headerClaims && headerClaims.alg === undefined) {
    defects.push({
      code: 'missing-alg',
      section: 'header',
      says: 'The header has no alg, which every JWT header names.',
    });
  }
  if (second === undefined || second === '') {
    const says = 'A JWT has three parts divided by dots; only the header is there.';
    return {
      ...bare('broken', [...defects, { code: 'missing-part', section: 'payload', says }]),
      ...asHeader(headerClaims),
    };
  }

  const payload = readSection(second, 'payload', first.length + 1);
  const nested = depth < deepest && payload.text?.startsWith('eyJ') ? inspect(payload.text, depth + 1) : undefined;
  if (!nested) defects.push(...payload.defects);
  if (3 < parts.length) {
    const says = `A signed JWT has three parts and an encrypted one five; this has ${parts.length === 7 ? 'seven or more' : parts.length}.`;
    defects.push({ code: 'extra-part', says });
  } else if (third === undefined) {
    const says = 'A JWT has three parts divided by dots; the third, the signature, is missing together with its dot.';
    defects.push({ code: 'missing-part', section: 'signature', says });
  } else {
    defects.push(...alphabetDefects(third, 'signature', first.length + second.length + 2));
    defects.push(...signatureDefects(third, headerClaims?.alg));
  }

  const claims = nested?.payload ?? claimsOf(payload);
  if (claims) defects.push(...timeDefects(claims));
  return {
    kind: defects.some((it) => fatal.has(it.code)) ? 'broken' : 'jws',
    ...asHeader(headerClaims),
    ...(claims ? { payload: claims, ...readContents(headerClaims ?? {}, claims) } : noContents),
    hasSignature: third !== undefined && third !== '',
    defects,
    ...(nested ? { nested } : {}),
  };
}

function encrypted(parts: readonly string[], header: Section, before: readonly TokenDefect[]): Token {
  const defects = [...before, ...header.defects];
  let at = 0;
  for (const part of parts) {
    // Key, vector, ciphertext and tag are bytes; only their alphabet can be checked.
    if (0 < at) defects.push(...alphabetDefects(part, 'payload', at));
    at += part.length + 1;
  }
  const claims = claimsOf(header);
  const kind = defects.some((it) => fatal.has(it.code)) ? 'broken' : 'jwe';
  return {
    ...bare(kind, defects, 'an encrypted token (JWE); only who holds the key can read it'),
    ...asHeader(claims),
  };
}

/** Defects after which a server's reader gives up. The others are tolerated by some and refused by some. */
const fatal = new Set<TokenDefect['code']>([
  'bearer-twice',
  'header-name-inside',
  'quoted',
  'whitespace',
  'percent-encoded',
  'double-encoded',
  'missing-part',
  'extra-part',
  'bad-base64url',
  'standard-base64',
  'truncated',
  'not-utf8',
  'not-json',
  'not-object',
  'missing-alg',
  'missing-signature',
  'signature-length',
]);

/** A value without the look of a JWT: opaque, unless three parts show that one was meant. */
function notJwt(parts: readonly string[], header: Section, before: readonly TokenDefect[]): Token {
  const [first = '', second = ''] = parts;
  if (parts.length === 3 && second.startsWith('eyJ')) {
    const payload = readSection(second, 'payload', first.length + 1);
    const claims = claimsOf(payload);
    if (claims) {
      const contents = { payload: claims, ...readContents({}, claims) };
      return { ...bare('broken', [...before, ...header.defects]), ...contents, hasSignature: parts[2] !== '' };
    }
  }
  return bare(kindOfOpaque(before), before, opaqueKind(parts.join('.')));
}

function kindOfOpaque(defects: readonly TokenDefect[]): TokenKind {
  return defects.some((it) => fatal.has(it.code)) ? 'broken' : 'opaque';
}

function notToken(value: string): { defect: TokenDefect; what?: string } | undefined {
  const placeholder = readPlaceholder(value);
  if (placeholder) return { defect: { code: 'placeholder', says: placeholder.says } };
  if (/^<(?:!doctype|html|head|body|\?xml)/i.test(value)) {
    return {
      what: 'an HTML or XML page',
      defect: { code: 'html', says: 'A page of HTML or XML stands where the token should be.' },
    };
  }
  if (/^[{[]/.test(value)) {
    const inside = /"(access_token|id_token|token|jwt)"\s*:/.exec(value.slice(0, 4096))?.[1];
    const says = inside
      ? `A whole JSON answer stands where the token should be; the token is its ${inside}.`
      : 'JSON stands where the token should be.';
    return { what: 'JSON', defect: { code: 'json', says } };
  }
  return undefined;
}

/** Values that begin like a JWT since they begin with Base64url of a JSON object, and are something else. */
function framework(header: Claims, parts: readonly string[]): string | undefined {
  if (header.alg !== undefined) return undefined;
  if (header.iv !== undefined && header.mac !== undefined) return "Laravel's encrypted value";
  if (parts.length === 3 && (parts[1]?.length ?? 0) < 9) return 'a signed session value (Flask, itsdangerous)';
  if (parts.length === 1 && header.k !== undefined && header.n !== undefined)
    return 'a Grafana API key of the old form';
  return parts.length === 1 ? 'JSON in Base64, and no JWT' : undefined;
}

function opaqueKind(value: string): string | undefined {
  if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value)) return 'a UUID';
  if (/^-----BEGIN /.test(value)) return 'a PEM block';
  return undefined;
}

function bare(kind: TokenKind, defects: readonly TokenDefect[], what?: string): Token {
  return { kind, ...(what === undefined ? {} : { what }), hasSignature: false, defects, ...noContents };
}

function asHeader(claims: Claims | undefined): Pick<Token, 'header'> {
  return claims ? { header: claims } : {};
}

function claimsOf(section: Section): Claims | undefined {
  const { json } = section;
  // Foreign JSON: any object is a record of unknowns.
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Claims) : undefined;
}
