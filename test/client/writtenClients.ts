import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import axios, { type AxiosInstance } from 'axios';
import { retryCode } from '../../src/core/client/retryCode.ts';
import type { RetryRecipe } from '../../src/core/client/retryRecipe.ts';
import { root } from '../contract/sources.ts';

/** Tokens as the written code keeps them. */
export interface Kept {
  accessToken: string;
  refreshToken?: string | undefined;
  renewAt?: number | undefined;
}

export interface Store {
  load(): Promise<Kept | undefined>;
  save(tokens: Kept): Promise<void>;
}

export interface Asked {
  readonly method?: string;
  readonly body?: string | FormData | (() => ReadableStream);
  readonly headers?: Record<string, string>;
}

/** A client that sends; a status of any kind is an answer. */
export type Client = (url: string, asked?: Asked) => Promise<{ readonly status: number; readonly body: unknown }>;

/** A folder that goes with the test, where written TypeScript finds the checkout's packages. */
export async function folder(t: Pick<TestContext, 'after'>): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'why401-client-'));
  await symlink(join(root, 'node_modules'), join(path, 'node_modules'));
  t.after(() => rm(path, { recursive: true, force: true }));
  return path;
}

/** Writes the code to a file and loads it. */
export async function load(
  t: Pick<TestContext, 'after'>,
  recipe: RetryRecipe,
  form: 'fetch' | 'axios',
): Promise<Record<string, unknown>> {
  const path = join(await folder(t), 'client.ts');
  await writeFile(path, retryCode(recipe, form));
  return import(pathToFileURL(path).href);
}

/** The written client in use, as a developer would use it; `client` is the axios instance underneath. */
export async function writtenClient(
  t: Pick<TestContext, 'after'>,
  recipe: RetryRecipe,
  form: 'fetch' | 'axios',
  store?: Store,
): Promise<Client & { readonly client?: AxiosInstance }> {
  const module = await load(t, recipe, form);
  if (form === 'fetch') {
    const make = Object.entries(module).find(([name]) => name.endsWith('Fetch'))?.[1] as (
      store?: Store,
    ) => typeof fetch;
    const send = make(store);
    return async (url, { body, ...asked } = {}) => {
      const written = typeof body === 'function' ? { body: body(), duplex: 'half' as const } : body ? { body } : {};
      const response = await send(url, { ...asked, ...written });
      return { status: response.status, body: read(await response.text()) };
    };
  }
  const attach = Object.entries(module).find(([name]) => name.startsWith('renew'))?.[1] as (
    client: AxiosInstance,
    store?: Store,
  ) => void;
  const client = axios.create({ baseURL: recipe.apiOrigin, validateStatus: () => true, proxy: false });
  attach(client, store);
  const send: Client = async (url, { body, ...asked } = {}) => {
    const response = await client.request({
      url,
      ...asked,
      ...(body ? { data: typeof body === 'function' ? body() : body } : {}),
    });
    return { status: response.status, body: response.data };
  };
  return Object.assign(send, { client });
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
