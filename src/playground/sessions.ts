import { randomUUID } from 'node:crypto';
import type { Clock } from './issuer/consent.ts';
import { keep } from './issuer/keep.ts';
import { people } from './people.ts';
import { type Answer, type Call, problem } from './respond.ts';

const lifetime = 30;

interface Session {
  readonly user: string;
  readonly csrf: string;
  /** An anti-forgery token that was replaced. */
  readonly before?: string;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/** Cookie sessions with an anti-forgery token, as server-rendered applications have them. */
export interface Sessions {
  /** `minutes`: how long the session is to last; `state=left-open`: the first one is over when it begins. */
  login(call: Call): Answer;
  account(call: Call): Answer;
  changeProfile(call: Call): Answer;
  /** Replaces the anti-forgery token, as a login in another tab would; the answer does not tell the new one. */
  rotateCsrf(call: Call): Answer;
}

export function createSessions(clock: Clock): Sessions {
  const sessions = new Map<string, Session>();
  let leftOpen = true;

  /** Milliseconds. A window that was left open holds a session that is over; the next sign-in begins a fresh one. */
  function lifetimeOf(form: URLSearchParams): number {
    const isLeftOpen = leftOpen && form.get('state') === 'left-open';
    if (isLeftOpen) leftOpen = false;
    const minutes = isLeftOpen ? 0 : Number(form.get('minutes') ?? lifetime);
    return (0 <= minutes && minutes <= lifetime ? minutes : lifetime) * 60 * 1000;
  }

  const idOf = (call: Call) => /(?:^|; )sid=([0-9a-f-]{1,64})/.exec(call.headers.cookie ?? '')?.[1] ?? '';

  function find(call: Call): Session | undefined {
    const session = sessions.get(idOf(call));
    return session && clock() < session.until ? session : undefined;
  }

  const over = (): Answer =>
    problem(401, 'Session expired', 'The session is not known or has ended. Sign in again at /session.', {
      'WWW-Authenticate': 'Cookie realm="playground", form-action="/session", cookie-name="sid"',
      'Set-Cookie': 'sid=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax',
    });

  return {
    login(call) {
      const form = new URLSearchParams(call.body);
      const person = people.find((it) => it.name === form.get('username') && it.password === form.get('password'));
      if (!person)
        return problem(401, 'Sign-in failed', `The password for ${form.get('username') ?? 'nobody'} does not match.`);
      if (person.disabled)
        return problem(403, 'Account disabled', `The account ${person.name} was disabled by an administrator.`);
      const id = randomUUID();
      const session = { user: person.name, csrf: randomUUID(), until: clock() + lifetimeOf(form) };
      keep(sessions, id, session);
      return {
        status: 200,
        headers: { 'Set-Cookie': `sid=${id}; Path=/; HttpOnly; SameSite=Lax` },
        body: { user: session.user, csrf: session.csrf },
      };
    },
    account(call) {
      const session = find(call);
      return session ? { status: 200, body: { user: session.user } } : over();
    },
    changeProfile(call) {
      const session = find(call);
      if (!session) return over();
      const sent = call.headers['x-csrf-token'];
      if (sent !== session.csrf) {
        return problem(
          403,
          'CSRF token mismatch',
          sent === session.before && sent !== undefined
            ? 'The X-CSRF-Token header holds the token of before: it was replaced since.'
            : 'The X-CSRF-Token header is missing or does not belong to this session.',
        );
      }
      return { status: 200, body: { saved: true } };
    },
    rotateCsrf(call) {
      const session = find(call);
      if (!session) return over();
      sessions.set(idOf(call), { ...session, csrf: randomUUID(), before: session.csrf });
      return { status: 200, body: { replaced: true } };
    },
  };
}
