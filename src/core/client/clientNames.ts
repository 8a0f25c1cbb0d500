/** One name in the spellings that code needs. Letters and digits only, whatever it was made of. */
export interface ClientNames {
  /** `ExampleShop` */
  readonly pascal: string;
  /** `exampleShop` */
  readonly camel: string;
  /** `EXAMPLE_SHOP`, for environment variables. */
  readonly upper: string;
  /** `example_shop`, for keys. */
  readonly lower: string;
}

const longest = 40;

/** Names for the code of a sign-in, after its id; `api` where it has none, or one without letters. */
export function clientNames(id: string | undefined): ClientNames {
  const words = (id ?? '')
    .slice(0, longest)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((it) => it !== '')
    .map((it) => it.toLowerCase());
  if (!/^[a-z]/.test(words[0] ?? '')) words.unshift('api');
  const pascal = words.map((it) => `${it.slice(0, 1).toUpperCase()}${it.slice(1)}`).join('');
  return {
    pascal,
    camel: `${pascal.slice(0, 1).toLowerCase()}${pascal.slice(1)}`,
    upper: words.join('_').toUpperCase(),
    lower: words.join('_'),
  };
}
