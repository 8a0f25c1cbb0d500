/** Whether a header, parameter, cookie or field of this name holds a secret. Never for a name that only describes one (`token_type`, `expires_in`). */
export function isSecretName(name: string): boolean {
  return /token|secret|password|passwd|api[-_]?key|authorization|cookie|session/i.test(name);
}
