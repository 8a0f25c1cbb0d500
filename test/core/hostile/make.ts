/** A text that somebody wrote to make its reader slow, large or confused; what it is read as. */
export interface HostileText {
  readonly what: string;
  readonly as: 'exchanges' | 'token' | 'file' | 'signs';
  /** About `size` characters of it. */
  make(size: number): string;
}

/** `unit` again and again. */
export function many(unit: string, size: number): string {
  return unit.repeat(Math.ceil(size / unit.length));
}

/** Numbered lines, so that no two are equal. */
export function numbered(line: (i: number) => string, size: number, between = ''): string {
  const lines: string[] = [];
  for (let i = 0, length = 0; length < size; i++) {
    const next = line(i);
    length += next.length + between.length;
    lines.push(next);
  }
  return lines.join(between);
}

interface Parts {
  readonly url?: string;
  readonly sent?: readonly (readonly [string, string])[];
  readonly posted?: string;
  readonly status?: number;
  readonly statusText?: string;
  readonly came?: readonly (readonly [string, string])[];
  readonly body?: string;
}

const plainToken = `${base64url('{"alg":"HS256","typ":"JWT"}')}.${base64url('{"sub":"u1","exp":1763838000}')}.${'c2ln'.repeat(11).slice(0, 43)}`;

export function base64url(text: string): string {
  return Buffer.from(text).toString('base64url');
}

function fields(list: readonly (readonly [string, string])[]): { name: string; value: string }[] {
  return list.map(([name, value]) => ({ name, value }));
}

export function entry({ url, sent, posted, status, statusText, came, body }: Parts): Record<string, unknown> {
  return {
    startedDateTime: '2026-11-22T19:04:11.000Z',
    request: {
      method: posted === undefined ? 'GET' : 'POST',
      url: url ?? 'https://api.test/items/1',
      httpVersion: 'HTTP/1.1',
      headers: fields(sent ?? [['Authorization', `Bearer ${plainToken}`]]),
      ...(posted === undefined ? {} : { postData: { mimeType: 'application/json', text: posted } }),
    },
    response: {
      status: status ?? 401,
      statusText: statusText ?? '',
      httpVersion: 'HTTP/1.1',
      headers: fields(came ?? []),
      ...(body === undefined ? {} : { content: { size: body.length, mimeType: 'text/plain', text: body } }),
    },
  };
}

export function har(entries: readonly unknown[]): string {
  return JSON.stringify({ log: { version: '1.2', creator: { name: 'x', version: '1' }, entries } });
}

/** One refusal, in a HAR. */
export function one(what: string, make: (size: number) => Parts): HostileText {
  return { what, as: 'exchanges', make: (size) => har([entry(make(size))]) };
}
