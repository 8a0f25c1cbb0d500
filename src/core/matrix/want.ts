import type { Expectation, Want } from './expectation.ts';

/** Whether a status lets somebody in, keeps somebody out, or says nothing of it. */
export type Access = 'let-in' | 'refused' | 'neither';

/** What is wanted for a user: by name, else by `*`. */
export function wantFor(expectations: readonly Expectation[], user: string): Want | undefined {
  return (expectations.find((it) => it.user === user) ?? expectations.find((it) => it.user === '*'))?.want;
}

/** Whether a status is what is wanted. */
export function meets(want: Want, status: number): boolean {
  switch (want.kind) {
    case 'status':
      return status === want.status;
    case 'class':
      return Math.floor(status / 100) === want.hundreds;
    case 'allow':
      return accessOf(status) === 'let-in';
    case 'deny':
      return accessOf(status) === 'refused';
  }
}

/** 404 is how many APIs keep a thing from those who may not see it (RFC 9110, 15.5.4). */
export function accessOf(status: number): Access {
  if ((200 <= status && status < 300) || status === 304) return 'let-in';
  return refusing.has(status) ? 'refused' : 'neither';
}

const refusing: ReadonlySet<number> = new Set([401, 403, 404, 407, 419]);

/** Which of both is wanted. A redirect is wanted of a page that sends people to sign in. */
export function wantedAccess(want: Want): Access {
  switch (want.kind) {
    case 'allow':
      return 'let-in';
    case 'deny':
      return 'refused';
    case 'class':
      return want.hundreds === 2 ? 'let-in' : want.hundreds === 3 || want.hundreds === 4 ? 'refused' : 'neither';
    case 'status':
      return 300 <= want.status && want.status < 400 && want.status !== 304 ? 'refused' : accessOf(want.status);
  }
}

/** As it is written behind the sign: `2xx`, `403`, `deny`. */
export function writtenWant(want: Want): string {
  switch (want.kind) {
    case 'status':
      return String(want.status);
    case 'class':
      return `${want.hundreds}xx`;
    default:
      return want.kind;
  }
}

/** A user's name as it is written in `# @expect`, in quotes where it must be; undefined where it cannot be written. */
export function writtenUser(name: string): string | undefined {
  if (name === '' || name === '*' || /[\r\n]/.test(name)) return undefined;
  if (!/[\s,="']/.test(name)) return name;
  const quote = name.includes('"') ? "'" : '"';
  return name.includes(quote) ? undefined : `${quote}${name}${quote}`;
}
