import { isRecord, string } from './json.ts';

/** ` of Chrome`, ` of mitmproxy`: who wrote a HAR, by `log.creator.name` and an entry; empty where unknown. */
export function harWriter(creator: string, entry: unknown): string {
  const known = writers.find(([pattern]) => pattern.test(creator.slice(0, 100)));
  if (!known) return '';
  const [, name] = known;
  return ` of ${name === 'Chrome' ? chromium(userAgent(entry)) : name}`;
}

const writers: readonly (readonly [RegExp, string])[] = [
  [/^WebInspector$/, 'Chrome'],
  [/^WebKit Web Inspector/, 'Safari'],
  [/^Firefox/, 'Firefox'],
  [/^Playwright/, 'Playwright'],
  [/^Charles/, 'Charles'],
  [/mitmproxy/, 'mitmproxy'],
  [/^Fiddler/, 'Fiddler'],
  [/^Proxyman/, 'Proxyman'],
  [/^HTTP ?Toolkit/i, 'HTTP Toolkit'],
  [/^Insomnia/i, 'Insomnia'],
  [/^Postman/i, 'Postman'],
  [/^Burp/, 'Burp Suite'],
  [/ZAP/, 'ZAP'],
  [/^BrowserMob/, 'BrowserMob Proxy'],
  [/^puppeteer-har|^chrome-har/i, 'Puppeteer'],
  [/cypress/i, 'Cypress'],
  [/^Reqable/i, 'Reqable'],
  [/^Bruno/i, 'Bruno'],
];

/** Chrome's tools are in all that is built on Chromium, and name none of it. */
function chromium(agent: string): string {
  if (agent.includes(' Edg/')) return 'Edge';
  return agent.includes(' OPR/') ? 'Opera' : 'Chrome';
}

function userAgent(entry: unknown): string {
  if (!isRecord(entry) || !isRecord(entry.request) || !Array.isArray(entry.request.headers)) return '';
  for (const it of entry.request.headers.slice(0, 100)) {
    if (isRecord(it) && typeof it.name === 'string' && it.name.toLowerCase() === 'user-agent') {
      return (string(it.value) ?? '').slice(0, 1000);
    }
  }
  return '';
}
