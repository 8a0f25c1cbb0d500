/** The singular of a resource's name, as Rails makes it for the common forms: `posts` → `post`, `categories` → `category`. */
export function singular(name: string): string {
  const known = irregular.find(([, plural]) => name === plural || name.endsWith(`_${plural}`));
  if (known) return name.slice(0, name.length - known[1].length) + known[0];
  if (/(?:ss|us|is)$/.test(name) || /(?:^|_)(?:news|series|media|status|data)$/.test(name)) return name;
  if (name.endsWith('ies')) return `${name.slice(0, -3)}y`;
  if (/(?:sh|ch|x|ss|zz|statuse)es$/.test(name) || name.endsWith('statuses')) return name.slice(0, -2);
  if (name.endsWith('ses'))
    return name.endsWith('uses') && !name.endsWith('houses') ? name.slice(0, -2) : name.slice(0, -1);
  return name.endsWith('s') ? name.slice(0, -1) : name;
}

/** The plural: `profile` → `profiles`. */
export function plural(name: string): string {
  const known = irregular.find(([one]) => name === one || name.endsWith(`_${one}`));
  if (known) return name.slice(0, name.length - known[0].length) + known[1];
  if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`;
  if (/(?:s|sh|ch|x|z)$/.test(name)) return name.endsWith('s') && !/(?:ss|us)$/.test(name) ? name : `${name}es`;
  return `${name}s`;
}

/** `blog_posts` → `BlogPosts`, `api/v1/posts` → `Api::V1::Posts` written with dots. */
export function camelized(name: string): string {
  return name
    .split('/')
    .map((part) => part.replace(/(?:^|_)([a-z0-9])/g, (_, first: string) => first.toUpperCase()))
    .join('.');
}

/** `BlogPost` → `blog_post`. */
export function underscored(name: string): string {
  return name
    .replaceAll('.', '/')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

const irregular: readonly (readonly [string, string])[] = [
  ['person', 'people'],
  ['child', 'children'],
  ['man', 'men'],
  ['woman', 'women'],
  ['mouse', 'mice'],
];
