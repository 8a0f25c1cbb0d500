/** Where a person ended up. */
export interface Visited {
  readonly url: string;
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
}

/** A person with a browser of few abilities: it keeps cookies, follows redirects and posts forms. */
export interface Person {
  /** Opens an address, or posts a form to it. */
  visit(url: string, form?: URLSearchParams): Promise<Visited>;
  /** Opens an address and fills in every form of the provider on the way: logs in, agrees. */
  signIn(url: string): Promise<Visited>;
}

/** @param login the name to sign in with; the provider of the tests takes any */
export function person(login = 'ada'): Person {
  const jars = new Map<string, Map<string, string>>();

  async function go(url: string, form?: URLSearchParams): Promise<Visited> {
    let at = url;
    let body = form;
    for (let hop = 0; hop < 20; hop++) {
      const jar = jarOf(jars, at);
      const response = await fetch(at, {
        method: body ? 'POST' : 'GET',
        redirect: 'manual',
        headers: { Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
        ...(body ? { body } : {}),
      });
      for (const line of response.headers.getSetCookie()) keep(jar, line);
      const location = response.headers.get('location');
      if (location === null) {
        return { url: at, status: response.status, html: await response.text(), headers: response.headers };
      }
      await response.body?.cancel();
      at = new URL(location, at).href;
      body = undefined;
    }
    throw new Error(`no end of redirects at ${at}`);
  }

  return {
    visit: (url, form) => go(url, form),
    async signIn(url) {
      let page = await go(url);
      for (let step = 0; step < 8; step++) {
        const form = formOf(page, login);
        if (!form) return page;
        page = await go(form.action, form.fields);
      }
      throw new Error(`no end of forms at ${page.url}`);
    },
  };
}

function jarOf(jars: Map<string, Map<string, string>>, url: string): Map<string, string> {
  const { origin } = new URL(url);
  const jar = jars.get(origin) ?? new Map<string, string>();
  jars.set(origin, jar);
  return jar;
}

function keep(jar: Map<string, string>, line: string): void {
  const [name = '', value = ''] = line.split(';', 1)[0]?.split(/=(.*)/s) ?? [];
  if (value === '') jar.delete(name);
  else jar.set(name, value);
}

/** The first form of a page, filled in. */
function formOf({ html, url }: Visited, login: string): { action: string; fields: URLSearchParams } | undefined {
  const action = /<form[^>]* action="([^"]*)"/.exec(html)?.[1];
  if (action === undefined) return undefined;
  const fields = new URLSearchParams();
  for (const [input] of html.matchAll(/<input[^>]*>/g)) {
    const name = / name="([^"]*)"/.exec(input)?.[1];
    const value = / value="([^"]*)"/.exec(input)?.[1];
    if (name !== undefined) fields.set(name, value ?? (name === 'login' ? login : name === 'password' ? 'any' : ''));
  }
  return { action: new URL(action.replaceAll('&amp;', '&'), url).href, fields };
}
