/** How far a request to a host travels. */
export type Reach = 'this-computer' | 'near' | 'far';

/** This computer, a network of one's own by its name or address, or anywhere. `hostname` without port, lower-case. */
export function reachOf(hostname: string): Reach {
  if (/^(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1\]|host\.docker\.internal)$|\.localhost$/.test(hostname))
    return 'this-computer';
  const near =
    /^(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}|169\.254(?:\.\d{1,3}){2}|\[f[cd][0-9a-f]{2}:[0-9a-f:]+\])$/.test(
      hostname,
    ) ||
    /\.(?:local|test|internal|lan|home|home\.arpa|intranet|corp)$/.test(hostname) ||
    /^[a-z0-9_-]+$/.test(hostname);
  return near ? 'near' : 'far';
}
