import type { Server } from '../facts/sign.ts';

/** Nginx: how its answers are known, and what its words mean. */
export const nginx: Server = {
  id: 'nginx',
  name: 'nginx',
  recognize: { headers: [['server', /^(?:nginx|openresty|tengine)/i]] },
  front: true,
  signs: [
    {
      cause: 'client-certificate-required',
      says: /no required ssl certificate was sent|the ssl certificate error/i,
      source: 'https://nginx.org/en/docs/http/ngx_http_ssl_module.html#errors',
    },
    {
      cause: 'tls-required',
      says: /plain http request was sent to https port/i,
      source: 'https://nginx.org/en/docs/http/ngx_http_ssl_module.html#errors',
    },
    {
      cause: 'file-permission',
      certainty: 'possible',
      status: [403],
      when: ['page', 'anonymous'],
      method: /^(?:GET|HEAD)$/i,
      shows: 'nginx writes this page itself: a file it may not read, a folder without index, or a deny rule',
      source: 'https://nginx.org/en/docs/http/ngx_http_access_module.html',
    },
  ],
};
