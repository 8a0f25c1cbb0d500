import { hostname } from 'node:os';

/** Whether a URL leads to this computer: by loopback, or by its own name. Nothing is looked up. */
export function leadsHere(url: string, own: string = hostname()): boolean {
  if (!URL.canParse(url)) return false;
  const host = new URL(url).hostname.toLowerCase().replace(/\.$/, '');
  if (host === 'localhost' || host.endsWith('.localhost')) return true;
  if (host === '[::1]' || host === '0.0.0.0' || /^127\.\d+\.\d+\.\d+$/.test(host)) return true;
  const name = own.toLowerCase();
  return name !== '' && (host === name || host === name.split('.')[0] || host === `${name}.local`);
}
