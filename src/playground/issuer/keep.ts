const most = 1000;

/** Puts an entry in; the oldest goes when there are a thousand, so that a caller in a loop fills no memory. */
export function keep<T>(kept: Map<string, T>, name: string, value: T): void {
  kept.delete(name);
  const [oldest] = kept.keys();
  if (most <= kept.size && oldest !== undefined) kept.delete(oldest);
  kept.set(name, value);
}
