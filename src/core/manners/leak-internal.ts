import type { Facts } from '../facts.ts';
import type { Place } from '../place.ts';
import { text } from '../text.ts';
import { wordsOfRequest } from './callers.ts';
import { isPrivate } from './hosts.ts';
import { stackFrame } from './leak-stack-trace.ts';
import type { Manner, Note } from './note.ts';

/** A path on the server's disk, or a host or address that only its own network knows. */
export const leakInternal: Manner = ({ facts, body }) => {
  // The paths of a stack trace go with it.
  const path = stackFrame(body) === undefined ? filePath(facts, body) : undefined;
  if (path !== undefined) return note({ in: 'response-body' }, 'a path on the server', path);
  // Of a host in one's own network such names are no news.
  if (isPrivate(facts.target.hostname)) return undefined;
  const named = internalHost(facts, body);
  return named && note(named.at, 'a host of the internal network', named.host);
};

function note(at: Place, what: 'a path on the server' | 'a host of the internal network', value: string): Note {
  const kind = what === 'a path on the server' ? text`a path on the server` : text`a host of the internal network`;
  return {
    id: 'leak-internal',
    at,
    says: text`The refusal names ${kind}: ${value.slice(0, 120)}.`,
    instead: text`Leave paths and inner hosts out of answers; log them under a request id and send that id.`,
    inDevelopment: text`Keep them in the log.`,
    link: 'https://cwe.mitre.org/data/definitions/497.html',
  };
}

function filePath(facts: Facts, body: string): string | undefined {
  for (const [path] of body.matchAll(onDisk)) {
    const bare = path.replace(/^[^/A-Za-z]/, '');
    // The request's own path told back, or a link, is none of the disk's.
    const before = body.slice(Math.max(0, body.indexOf(path) - 40), body.indexOf(path));
    if (!facts.target.path.includes(bare) && !link.test(before)) return bare;
  }
  return undefined;
}

/** An address inside the site: an attribute of HTML, a member that holds a URL. */
const link =
  /(?:\b(?:href|src|srcset|action|content|data|url|uri|path|instance|location|endpoint|resource|icon)\b[\w-]{0,20}["']?\s{0,3}[=:(]\s{0,3}["']?|url\(\s?)$/i;

const onDisk =
  /(?<![\w.:/-])(?:\/(?:var|srv|opt|home|usr|etc|root|app)\/[\w.-]{1,80}\/[\w./-]{1,200}\.\w{1,10}|\/(?:var\/www|usr\/share|home\/[\w.-]{1,40}|etc\/(?:nginx|apache2|httpd))\/[\w./-]{1,200}|[A-Z]:\\{1,2}(?:inetpub|Users|Program Files|Windows)\\{1,2}[^"<>|\n]{1,150})/g;

function internalHost(facts: Facts, body: string): { at: Place; host: string } | undefined {
  const fields = facts.exchange.response.headers.filter((it) =>
    /^(?:location|x-backend[\w-]{0,30}|x-upstream[\w-]{0,30}|x-real-server|x-forwarded-server|x-host|x-server[\w-]{0,20})$/i.test(
      it.name,
    ),
  );
  for (const it of fields) {
    const host = hostIn(it.value.slice(0, 500), facts);
    if (host !== undefined) return { at: { in: 'response-header', name: it.name }, host };
  }
  const host = facts.hinted === 'network-blocked' ? undefined : hostIn(body, facts, true);
  return host === undefined ? undefined : { at: { in: 'response-body' }, host };
}

/** `inWords`: dotted words in running text are hosts only where the words around them say so. */
function hostIn(content: string, facts: Facts, inWords = false): string | undefined {
  for (const match of content.matchAll(inner)) {
    const host = match[0];
    const before = content.slice(Math.max(0, match.index - 40), match.index);
    // The caller's own address, told back, is no secret from the caller.
    if (/\b(?:your|client|remote|source|ip)\b/i.test(before) && /^\d/.test(host)) continue;
    if (wellKnown.test(host) || wordsOfRequest(facts).includes(host.toLowerCase())) continue;
    if (inWords && !/:\d+$/.test(host) && !speaksOfHost.test(before)) continue;
    return host;
  }
  return undefined;
}

const speaksOfHost =
  /(?:\/\/|@|\b(?:hosts?|servers?|upstream|backend|node|origin|peer|lookup|resolve|dial|tcp|connect(?:ing|ion)?|ENOTFOUND|ECONNREFUSED|getaddrinfo)\b[^.\n]{0,20})$/i;

/** Names that every installation has. */
const wellKnown = /^(?:kubernetes\.default|metadata\.google\.internal|host\.docker\.internal)/i;

const inner =
  /(?<![\w.-])(?:(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}(?::\d{2,5})?(?![\w.])|[a-z][\w-]{0,60}(?:\.[\w-]{1,60}){0,4}\.(?:internal|corp|lan|localdomain|svc|cluster\.local)(?::\d{2,5})?(?![\w.-]))/gi;
