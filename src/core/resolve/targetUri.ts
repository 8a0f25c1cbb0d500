/** The URL a target names, or why there is none. */
export type TargetUri =
  | {
      readonly url: string;
      readonly userinfo?: { readonly user: string; readonly password: string };
      /** No scheme is written, so it is the draft standard's default, https. */
      readonly assumedHttps?: true;
    }
  | { readonly problem: string };

/**
 * Makes the absolute URL of a resolved target. Path and query stay octet for octet; a space, which could not travel,
 * becomes `%20`, and a fragment stays behind (RFC 9110 section 7.1). Without a scheme it is https.
 * @param host the `Host` field, which an origin-form target (`/path`) takes its authority from
 * @param base a variable `host`, which httpYac falls back to; there this computer's own addresses are http
 */
export function targetUri(target: string, host: string | undefined, base: string | undefined): TargetUri {
  const bare = (target.split('#', 1)[0] ?? '').trimEnd().replaceAll(' ', '%20');
  if (bare === '')
    return { problem: 'The request line has no target: expected a URL, like `GET https://example.org/`.' };
  if (/[\u0000-\u0020\u007f]/.test(bare))
    return { problem: `The target ${quote(target)} holds a control character, which a request line cannot carry.` };
  if (bare === '*')
    return { problem: 'The target `*` names the server as a whole and no URL; Why401 sends to URLs only.' };
  if (bare.startsWith('//')) return assumed(`https:${bare}`, target);
  if (!bare.startsWith('/')) return hasScheme(bare) ? absolute(bare, target) : assumed(`https://${bare}`, target);
  const authority = host?.trim() || base?.trim().replace(/(?<!\/)\/+$/, '');
  if (!authority) {
    return {
      problem: `The target ${quote(target)} is a path alone, so the server must stand in a \`Host\` header; this request has none. Write \`Host: example.org\`, or the whole URL.`,
    };
  }
  if (hasScheme(authority)) return absolute(authority + bare, target);
  if (!host?.trim() && isOwnAddress(authority)) return absolute(`http://${authority}${bare}`, target);
  return assumed(`https://${authority}${bare}`, target);
}

function hasScheme(written: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(written);
}

function assumed(url: string, target: string): TargetUri {
  const read = absolute(url, target);
  return 'problem' in read ? read : { ...read, assumedHttps: true };
}

/** localhost, 127.*, [::1], with or without a port: no tool that knows the variable `host` assumes TLS there. */
function isOwnAddress(written: string): boolean {
  return /^(?:[^@/?]*@)?(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?=$|[:/?])/i.test(written);
}

function absolute(url: string, target: string): TargetUri {
  const [, scheme = '', userinfo, rest = ''] = /^([^:]*):\/\/(?:([^@/?]*)@)?(.*)$/.exec(url) ?? [];
  if (!/^https?$/i.test(scheme))
    return { problem: `The target ${quote(target)} has the scheme ${quote(scheme)}; Why401 sends http and https.` };
  const clean = `${scheme}://${rest}`;
  const authority = rest.split(/[/?]/, 1)[0] ?? '';
  if (authority === '')
    return { problem: `The target ${quote(target)} names no host: expected ${quote(`${scheme}://example.org/…`)}.` };
  if (!URL.canParse(clean))
    return { problem: `The target ${quote(target)} is no URL: ${quote(authority)} cannot be read as a host and port.` };
  if (!userinfo) return { url: clean };
  const [user = '', ...password] = userinfo.split(':');
  return { url: clean, userinfo: { user: decode(user), password: decode(password.join(':')) } };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Targets may carry secrets in their query: only the part before it is shown. */
function quote(text: string): string {
  const shown = text.replace(/\?[\s\S]*/, '?…').replace(/\/\/[^@/]*@/, '//…@');
  return `\`${shown.slice(0, 120).replace(/[\u0000-\u001f\u007f]/g, '\u00b7')}\``;
}
