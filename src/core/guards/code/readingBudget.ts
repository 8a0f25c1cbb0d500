/** How many functions are read for one project: a bound for sources that were made to take long. */
const mostReads = 50_000;

const left = new WeakMap<object, number>();

/** Whether one more function of a project may be read. */
export function mayRead(project: object): boolean {
  const now = left.get(project) ?? mostReads;
  left.set(project, now - 1);
  return now > 0;
}
