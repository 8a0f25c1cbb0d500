/** Why this Node cannot send, in a sentence; undefined where it can. `version` as in `process.versions.node`. */
export function tooOldToSend(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (22 < major || (major === 22 && 19 <= minor)) return undefined;
  return `Sending needs Node 22.19 or later; this is Node ${version}. Nothing was sent.`;
}
