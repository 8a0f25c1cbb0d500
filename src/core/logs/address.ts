/** An IP address without port, brackets and zone: `[::1]:80` → `::1`. Undefined for anything else. */
export function readAddress(text: string): string | undefined {
  if (text.length < 2 || 60 < text.length) return undefined;
  const v4 = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})(?::\d{1,5})?$/i.exec(text);
  if (v4?.[1] !== undefined) return v4[1];
  const inner = /^\[([^\]]{2,45})\](?::\d{1,5})?$/.exec(text)?.[1] ?? text;
  const v6 = /^([0-9a-f:]{2,39}(?:\.\d{1,3}){0,3})(?:%[\w.]{1,20})?$/i.exec(inner)?.[1];
  return v6 !== undefined && isV6(v6) ? v6.toLowerCase() : undefined;
}

/** `10:00:00` is a time: seven colons, or two side by side. */
function isV6(it: string): boolean {
  return it.includes('::') || 7 <= it.split(':').length;
}

/** This computer itself: 127.0.0.0/8, ::1. */
export function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.') || address === 'localhost';
}

/** An address that is no one's on the internet: of a container's network, a proxy, a local network. */
export function isPrivate(address: string): boolean {
  return (
    isLoopback(address) ||
    /^(?:10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|f[cd][0-9a-f]{2}:|fe80:)/i.test(address)
  );
}
