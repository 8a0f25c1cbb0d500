/**
 * True for a variable whose name says that its value is a secret: `access_token`, `clientSecret`, `DB_PASSWORD`, `apiKey`.
 * Its value is then shown by its ends only.
 */
export function isSecretName(name: string): boolean {
  if (/(?:token|key)_?(?:url|uri|endpoint|type|name|id|path|expires|lifetime)$/i.test(name)) return false;
  return /(?:token|secret|passw|passphrase|pwd|credential|authorization|bearer|jwt|session_?id|cookie|api[-_]?key|private[-_]?key|access[-_]?key|signing[-_]?key|(?:^|[a-z_-])key$|^key$|^pass$|_pass$|^auth$)/i.test(
    name,
  );
}
