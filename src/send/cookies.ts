/** The cookies of one session. */
export interface Cookies {
  clear(): void;
}
export function createCookies(): Cookies {
  return { clear() {} };
}
