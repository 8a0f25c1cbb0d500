/** The members that have a value. */
export function known<T extends object>(members: { readonly [Key in keyof T]: T[Key] | undefined }): T {
  const kept: Partial<Record<keyof T, unknown>> = {};
  for (const key in members) if (members[key] !== undefined) kept[key] = members[key];
  return kept as T;
}
