/** This computer: its traffic is nobody else's. */
export function isLoopback(hostname: string): boolean {
  return /^(?:localhost|.{1,200}\.localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[?::1\]?)$/i.test(hostname);
}

/** Addresses that mean something only inside a network (RFC 1918, RFC 4193). */
export function isPrivate(hostname: string): boolean {
  return (
    isLoopback(hostname) ||
    /^(?:10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|\[?f[cd][0-9a-f]{2}:)/i.test(hostname) ||
    !hostname.includes('.')
  );
}
