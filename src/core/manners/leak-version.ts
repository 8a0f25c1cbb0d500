import type { Place } from '../place.ts';
import { list, text } from '../text.ts';
import type { Manner } from './note.ts';
import { switchFor } from './switches.ts';

/** Software and version: a list of known holes to try. */
export const leakVersion: Manner = ({ facts, body }) => {
  const fields = facts.exchange.response.headers.filter(
    ({ name, value }) =>
      (/^(?:server|x-generator|x-backend-server|via|x-powered-by)$/i.test(name) &&
        // Via names the protocol first (RFC 9110, 7.6.3).
        versioned.test(value.replace(/\bHTTP\/\d/gi, ''))) ||
      (/^x-powered-by$/i.test(name) && frameworks.test(value)) ||
      /^(?:x-aspnet-version|x-aspnetmvc-version)$/i.test(name),
  );
  const footer = pageFooter.exec(body)?.[0];
  const inBody = footer !== undefined && fields.some((it) => it.value.includes(footer)) ? undefined : footer;
  const first = fields[0];
  if (!first && inBody === undefined) return undefined;
  const at: Place = first ? { in: 'response-header', name: first.name } : { in: 'response-body' };
  const shown = [
    ...fields.map((it) => `${it.name}: ${it.value.slice(0, 80)}`),
    ...(inBody === undefined ? [] : [inBody]),
  ];
  return {
    id: 'leak-version',
    at,
    says: text`The answer names the software it runs on: ${list([...new Set(shown)].slice(0, 4))}.`,
    instead: text`Leave software and version out of answers.${switchFor(facts, body, 'version')}`,
    link: 'https://cwe.mitre.org/data/definitions/497.html',
  };
};

const frameworks =
  /\b(?:express|php|asp\.net|next\.js|nuxt|servlet|jsp|phusion passenger|directus|strapi|sails|koa|hono)\b/i;
const versioned = /[a-z][\w.-]{1,40}\/\d{1,4}\.\d/i;
const pageFooter =
  /\b(?:nginx|openresty|Apache|lighttpd|Jetty|Apache Tomcat|Werkzeug)\/\d{1,4}\.[\d.]{1,12}(?: \([\w ]{1,20}\))?/;
