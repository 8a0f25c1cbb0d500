export const knownScopes = ['openid', 'profile', 'offline_access', 'reports:read', 'reports:write', 'users:write'];

export type Scoped =
  | { readonly ok: true; readonly scopes: readonly string[] }
  | { readonly ok: false; readonly description: string };

/** What a person gives of the scopes asked for: as far as they may themselves. Nothing asked for: all they may. */
export function scopesOfPerson(asked: string | null, allowed: readonly string[]): Scoped {
  const wanted = readScopes(asked);
  const unknown = wanted.find((it) => !knownScopes.includes(it));
  if (unknown !== undefined) return { ok: false, description: `The scope ${unknown} is not known` };
  const signingIn = ['openid', 'offline_access'];
  return {
    ok: true,
    scopes: wanted.length === 0 ? allowed : wanted.filter((it) => allowed.includes(it) || signingIn.includes(it)),
  };
}

/** Of the scopes that somebody holds, those asked for: one that is not held is refused by name. */
export function scopesWithin(asked: string | null, held: readonly string[], holder: string): Scoped {
  const wanted = readScopes(asked);
  const excess = wanted.find((it) => !held.includes(it));
  if (excess === undefined) return { ok: true, scopes: wanted.length === 0 ? held : wanted };
  return {
    ok: false,
    description: knownScopes.includes(excess)
      ? `The scope ${excess} is not allowed for ${holder}`
      : `The scope ${excess} is not known`,
  };
}

function readScopes(asked: string | null): string[] {
  return [...new Set((asked ?? '').split(' ').filter(Boolean))];
}
