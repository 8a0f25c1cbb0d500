import type { Exchange } from '../exchange.ts';

/** What an authorization server says that it takes (RFC 8414, 2), as an earlier answer of the same log has it. */
export interface IssuerMetadata {
  /** Index in `Exchange.earlier`. */
  readonly entry: number;
  /** `token_endpoint_auth_methods_supported`; absent where it names none. */
  readonly authenticationMethods?: readonly string[];
  readonly scopes?: readonly string[];
}

/** Metadata that names this very endpoint; undefined where none came before. */
export function readIssuerMetadata({ earlier, request }: Exchange): IssuerMetadata | undefined {
  const endpoint = request.url.split(/[?#]/, 1)[0] ?? '';
  for (let entry = earlier.length - 1; 0 <= entry && earlier.length - 20 <= entry; entry--) {
    const it = earlier[entry];
    if (it?.response.status !== 200 || !it.request.url.includes('/.well-known/')) continue;
    const json = readJson(it.response.body?.text);
    if (!json || !Object.values(json).includes(endpoint)) continue;
    const authenticationMethods = texts(json.token_endpoint_auth_methods_supported);
    const scopes = texts(json.scopes_supported);
    return {
      entry,
      ...(authenticationMethods ? { authenticationMethods } : {}),
      ...(scopes ? { scopes } : {}),
    };
  }
  return undefined;
}

function readJson(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (text === undefined || 200_000 < text.length) return undefined;
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : undefined;
  } catch {
    return undefined;
  }
}

function texts(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return value.filter((it) => typeof it === 'string').slice(0, 200);
}
